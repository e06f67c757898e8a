"""A config's model written with PyTorch's own layers, filled with closed-form weights."""

import math

import torch
from torch import nn

from park_miller import Numbers

WEIGHT_SEED = 11


class Square(nn.Module):
    def forward(self, x):
        return x * x


class GivenDropout(nn.Module):
    """Dropout by a mask from outside; passes everything where there is none."""

    def __init__(self):
        super().__init__()
        self.mask = None

    def forward(self, x):
        return x if self.mask is None else x * self.mask.reshape(x.shape)


class Model(nn.Module):
    """`hidden` holds one nn.Sequential a hidden layer; its first member has the weights."""

    def __init__(self, settings, input_shape, outputs):
        super().__init__()
        self.multiplier = settings.get('output_multiplier', 1)
        self.flat_input = settings['kind'] != 'cnn'
        self.hidden, width = hidden_layers(settings, input_shape)
        self.output = nn.Linear(width, outputs)
        fill(self)

    def forward(self, x):
        if self.flat_input:
            x = x.flatten(1)
        for layer in self.hidden:
            x = layer(x)
        return self.output(x) * self.multiplier

    def dropouts(self):
        return [part for part in self.modules() if isinstance(part, GivenDropout)]

    def hidden_weights(self):
        return [part.weight for layer in self.hidden for part in layer if is_linear(part)]


def hidden_layers(settings, input_shape):
    act = {'relu': nn.ReLU, 'gelu': nn.GELU, 'silu': nn.SiLU, 'tanh': nn.Tanh, 'square': Square}
    activation = act[settings.get('activation', 'relu')]
    normalization = settings.get('normalization', 'none')
    layers = nn.ModuleList()
    sizes = {'mlp': 'hidden', 'cnn': 'dense'}
    dense = [settings['width']] if settings['kind'] == 'two_layer' else settings[
        sizes[settings['kind']]]
    width = math.prod(input_shape)
    if settings['kind'] == 'cnn':
        channels, rows, columns = input_shape
        for filters in settings['channels']:
            norm = {'none': [], 'batch': [nn.BatchNorm2d(filters)],
                    'layer': [nn.GroupNorm(1, filters)]}[normalization]
            layers.append(nn.Sequential(nn.Conv2d(channels, filters, 3, padding=1), *norm,
                                        activation(), nn.MaxPool2d(2), GivenDropout()))
            channels, rows, columns = filters, rows // 2, columns // 2
        width = channels * rows * columns
    for index, units in enumerate(dense):
        norm = {'none': [], 'batch': [nn.BatchNorm1d(units)],
                'layer': [nn.LayerNorm(units)]}[normalization]
        flatten = [nn.Flatten()] if settings['kind'] == 'cnn' and index == 0 else []
        layers.append(nn.Sequential(*flatten, nn.Linear(width, units), *norm, activation(),
                                    GivenDropout()))
        width = units
    return layers, width


def is_linear(part):
    return isinstance(part, (nn.Linear, nn.Conv2d))


@torch.no_grad()
def fill(model):
    """Layer by layer weight, bias, gain, shift; dense weights as [in, out], row by row."""
    numbers = Numbers(WEIGHT_SEED)
    layers = [*model.hidden, nn.Sequential(model.output)]
    for layer in layers:
        for part in layer:
            if isinstance(part, nn.Linear):
                scale = 2 / math.sqrt(part.in_features)
                drawn = torch.tensor(numbers.many(part.weight.numel()))
                part.weight.copy_(scale * drawn.reshape(part.in_features, part.out_features).T)
                part.bias.copy_(0.1 * torch.tensor(numbers.many(part.bias.numel())))
            elif isinstance(part, nn.Conv2d):
                scale = 2 / math.sqrt(part.weight[0].numel())
                drawn = torch.tensor(numbers.many(part.weight.numel()))
                part.weight.copy_(scale * drawn.reshape(part.weight.shape))
                part.bias.copy_(0.1 * torch.tensor(numbers.many(part.bias.numel())))
            elif isinstance(part, (nn.BatchNorm1d, nn.BatchNorm2d, nn.LayerNorm, nn.GroupNorm)):
                part.weight.copy_(1 + 0.2 * torch.tensor(numbers.many(part.weight.numel())))
                part.bias.copy_(0.1 * torch.tensor(numbers.many(part.bias.numel())))
