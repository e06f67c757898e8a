#!/usr/bin/env python3
"""Writes what PyTorch computes, in double precision, for test/unit/parity.

    python3 test/golden/pytorch/make.py [FOLDER]        (FOLDER: beside this file)

Then `npx tsx test/golden/pytorch/compare.ts FOLDER` compares a fresh FOLDER with the kept one.
Weights, batches and dropout masks are closed-form (park_miller.py, model.py, data below), so that
only the settings and what came out are stored.
"""

import json
import sys
from pathlib import Path

import torch
from torch import nn

sys.dont_write_bytecode = True

from cases import CASES
from model import Model
from muon import Muon
from park_miller import Numbers
from schedules import schedules
from starting_weights import starting_weights

STEPS, BATCHES, SAMPLES, DATA_SEED = 50, 4, 12, 23


def main():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    (folder / 'training').mkdir(parents=True, exist_ok=True)
    for name, case in CASES.items():
        write(folder / 'training' / f'{name}.json', {**case, **train(case)})
    write(folder / 'schedules.json', schedules())
    write(folder / 'starting-weights.json', starting_weights())


def train(case):
    target, width = case['target'], outputs(case)
    model = Model(case['model'], case['inputShape'], width)
    optimizer = make_optimizer(case['optimizer'], model)
    numbers = Numbers(DATA_SEED)
    batches = [batch(case, numbers, width) for _ in range(BATCHES)]
    seen = {'losses': [], 'correct': [], 'gradientNorms': []}
    for step in range(STEPS):
        x, y, masks = batches[step % BATCHES]
        for dropout, mask in zip(model.dropouts(), masks):
            dropout.mask = mask
        logits = model(x)
        loss = loss_of(case['loss'], logits, y)
        optimizer.zero_grad()
        loss.backward()
        largest = case['training'].get('clip_gradient_norm')
        if largest is not None:
            norm = nn.utils.clip_grad_norm_(model.parameters(), largest)
            seen['gradientNorms'].append(norm.item())
        optimizer.step()
        seen['losses'].append(loss.item())
        seen['correct'].append(correct(target, case['loss'], logits, y))
    return {'samples': SAMPLES, 'batches': BATCHES, **seen, **evaluate(case, model, batches[0])}


@torch.no_grad()
def evaluate(case, model, first):
    """Without dropout, with the running statistics, after the last step."""
    model.eval()
    for dropout in model.dropouts():
        dropout.mask = None
    x, y, _ = first
    return {'evaluatedLoss': loss_of(case['loss'], model(x), y).item()}


def outputs(case):
    target = case['target']
    if target['kind'] == 'values':
        return target['width']
    return 1 if case['loss'] == 'logistic' else target['classes']


def batch(case, numbers, width):
    """Inputs in (-1.7, 1.7), then targets, then a mask for each dropped layer."""
    shape = [SAMPLES, *case['inputShape']]
    x = 1.7 * torch.tensor(numbers.many(torch.Size(shape).numel())).reshape(shape)
    target = case['target']
    if target['kind'] == 'values':
        y = torch.tensor(numbers.many(SAMPLES * width)).reshape(SAMPLES, width)
    else:
        labels = ((torch.tensor(numbers.many(SAMPLES)) + 1) / 2 * target['classes']).long()
        y = labels.double()[:, None] if case['loss'] == 'logistic' else (
            nn.functional.one_hot(labels, target['classes']).double())
    share = case['model'].get('dropout', 0)
    masks = []
    for units in dropped_units(case) if share else []:
        drawn = (torch.tensor(numbers.many(SAMPLES * units)) + 1) / 2
        masks.append((drawn >= share).double().reshape(SAMPLES, units) / (1 - share))
    return x, y, masks


def dropped_units(case):
    model = case['model']
    if model['kind'] != 'cnn':
        return model['hidden']
    _, rows, columns = case['inputShape']
    units = []
    for filters in model['channels']:
        rows, columns = rows // 2, columns // 2
        units.append(filters * rows * columns)
    return units + model['dense']


def loss_of(kind, logits, y):
    if kind == 'cross_entropy':
        return nn.functional.cross_entropy(logits, y.argmax(1))
    if kind == 'logistic':
        return nn.functional.binary_cross_entropy_with_logits(logits, y)
    return nn.functional.mse_loss(logits, y)


def correct(target, loss, logits, y):
    if target['kind'] == 'values':
        return ((logits - y) ** 2).sum().item()
    if loss == 'logistic':
        return ((logits > 0) == (y > 0.5)).sum().item()
    return (logits.argmax(1) == y.argmax(1)).sum().item()


def make_optimizer(settings, model):
    kind, rate, decay = settings['kind'], settings['learning_rate'], settings['weight_decay']
    if kind == 'muon':
        matrices = model.hidden_weights()
        kept = {id(matrix) for matrix in matrices}
        others = [weight for weight in model.parameters() if id(weight) not in kept]
        return Muon(matrices, others, rate, settings['momentum'], decay)
    if kind == 'momentum':
        return torch.optim.SGD(model.parameters(), rate, settings['momentum'], weight_decay=decay)
    optimizers = {'sgd': torch.optim.SGD, 'adam': torch.optim.Adam, 'adamw': torch.optim.AdamW}
    return optimizers[kind](model.parameters(), lr=rate, weight_decay=decay)


def write(path, value):
    path.write_text(json.dumps(value, indent=None, separators=(',', ':')) + '\n')


if __name__ == '__main__':
    main()
