"""Training steps of PyTorch on one of the benchmark's tasks: takes a request as JSON (see
stepsProcess.ts), then trains on for the seconds of each line on stdin and answers in JSON.

With `monitor` it observes OUI every ten steps the way of the published experiments: hooks on each
ReLU keep the activations of the training batch, and 28 pairs of samples are compared one by one.
"""

import json
import random
import resource
import sys
import time

import torch
from torch import nn

REQUEST = json.loads(sys.argv[1])
TASK = REQUEST['task']
PAIRS, EVERY = 28, 10
torch.set_num_threads(REQUEST['threads'])
torch.set_flush_denormal(True)


def network(model, shape):
    layers, normalizes = [], model.get('normalization') == 'batch'
    width = shape[0]
    if model['kind'] == 'cnn':
        side = shape[1]
        for channels in model['channels']:
            layers.append(nn.Conv2d(width, channels, 3, padding=1))
            layers += [nn.BatchNorm2d(channels)] if normalizes else []
            layers += [nn.ReLU(), nn.MaxPool2d(2)]
            width, side = channels, side // 2
        layers.append(nn.Flatten())
        width *= side * side
    for units in model['hidden' if model['kind'] == 'mlp' else 'dense']:
        layers.append(nn.Linear(width, units))
        layers += [nn.BatchNorm1d(units)] if normalizes else []
        layers.append(nn.ReLU())
        width = units
    return nn.Sequential(*layers, nn.Linear(width, 10))


class Observer:
    """OUI of arXiv 2504.17160: 28 pairs of places in the batch, drawn once."""

    def __init__(self, model, batch):
        self.seen, self.seconds, self.on = [], 0.0, False
        places = [(i, j) for i in range(batch) for j in range(i)]
        self.pairs = random.sample(places, PAIRS)
        for layer in model:
            if isinstance(layer, nn.ReLU):
                layer.register_forward_hook(self.keep)

    def keep(self, _layer, _inputs, output):
        if self.on:
            start = time.perf_counter()
            self.seen.append((output > 0).flatten(1))
            self.seconds += time.perf_counter() - start

    def read(self):
        start = time.perf_counter()
        values = []
        for bits in self.seen:
            half = bits.shape[1] // 2
            for i, j in self.pairs:
                distance = (bits[i] ^ bits[j]).sum().item()
                values.append(min(distance, half) / half)
        self.seen = []
        self.seconds += time.perf_counter() - start
        return sum(values) / len(values)


def main():
    torch.manual_seed(0)
    samples, shape = TASK['samples'], TASK['inputShape']
    batch = samples if TASK['batch'] == 'all' else TASK['batch']
    model = network(TASK['model'], shape)
    inputs = torch.randn(samples, *shape)
    labels = torch.randint(0, 10, (samples,))
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    observer = Observer(model, batch) if 'monitor' in REQUEST else None
    steps = 0

    def epoch():
        nonlocal steps
        order = torch.randperm(samples)
        for start in range(0, samples, batch):
            if batch == samples:
                x, y = inputs, labels
            else:
                rows = order[start:start + batch]
                x, y = inputs[rows], labels[rows]
            steps += 1
            if observer:
                observer.on = steps % EVERY == 0
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            if observer and observer.on:
                observer.read()
            loss.backward()
            optimizer.step()
            loss.item()

    epoch()
    print('ready', torch.__version__, flush=True)
    for line in sys.stdin:
        before, observed = steps, observer.seconds if observer else 0
        start = time.perf_counter()
        while time.perf_counter() - start < float(line):
            epoch()
        passed = time.perf_counter() - start
        print(json.dumps({
            'stepsASecond': (steps - before) / passed,
            'monitoring': ((observer.seconds - observed) if observer else 0) / passed,
            'peakMegabytes': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }), flush=True)


main()
