"""Mean, standard deviation and largest magnitude of torch.nn.init's draws."""

import math

import torch
from torch import nn

SHAPES = {'dense': (256, 512), 'conv': (64, 32, 3, 3)}

SCHEMES = {
    'he_normal': lambda w: nn.init.kaiming_normal_(w, nonlinearity='relu'),
    'he_uniform': lambda w: nn.init.kaiming_uniform_(w, nonlinearity='relu'),
    'glorot_normal': nn.init.xavier_normal_,
    'glorot_uniform': nn.init.xavier_uniform_,
    'lecun_normal': lambda w: nn.init.kaiming_normal_(w, nonlinearity='linear'),
    'pytorch_default': lambda w: nn.init.kaiming_uniform_(w, a=math.sqrt(5)),
}


def starting_weights():
    """Shapes are PyTorch's: [out, in] and [out, in, size, size]."""
    torch.manual_seed(0)
    rows = []
    for scheme, draw in SCHEMES.items():
        for kind, shape in SHAPES.items():
            weight = draw(torch.empty(shape))
            layer = nn.Linear(shape[1], shape[0]) if kind == 'dense' else (
                nn.Conv2d(shape[1], shape[0], 3))
            bias = layer.bias.detach() if scheme == 'pytorch_default' else torch.zeros(shape[0])
            rows.append({'scheme': scheme, 'layer': kind, 'shape': list(shape),
                         'mean': weight.mean().item(), 'deviation': weight.std().item(),
                         'largest': weight.abs().max().item(),
                         'biasLargest': bias.abs().max().item()})
    return rows
