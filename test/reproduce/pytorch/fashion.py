"""Fashion-MNIST by a plain PyTorch loop: OUI of 128 training images and the test score at the end.

Called as `fashion.py FOLDER mlp|cnn DECAYS SEEDS [own]`, lists by commas; FOLDER holds the four IDX
files. Prints one line of JSON a run. By itself the loop is theory 1.5b's: it leaves out the short last
batch and lowers the rate once an epoch. With `own` it does as Fitscope does: it trains on that batch
and lowers the rate each step.
"""
import gzip
import json
import math
import os
import sys

import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
SAMPLES, PROBE, BATCH, NOISE = 3000, 128, 64, 0.2
RATE = {'mlp': 0.05, 'cnn': 0.02}
EPOCHS = {'mlp': 40, 'cnn': 30}


def idx(path):
    content = gzip.open(path, 'rb').read()
    shape = [int.from_bytes(content[4 + 4 * i:8 + 4 * i], 'big') for i in range(content[3])]
    return np.frombuffer(content, np.uint8, offset=4 + 4 * content[3]).reshape(shape)


def load(folder, part):
    images = idx(os.path.join(folder, f'{part}-images-idx3-ubyte.gz'))
    labels = idx(os.path.join(folder, f'{part}-labels-idx1-ubyte.gz'))
    scaled = torch.tensor(images / 255, dtype=torch.float32).unsqueeze(1)
    return scaled, torch.tensor(labels.astype(np.int64))


def oui_of(activations):
    """Mean over layers of the clamped pairwise Hamming distance of signs (arXiv 2504.17160)."""
    layers = []
    for a in activations:
        signs = (a > 0).reshape(len(a), -1).float()
        half = signs.shape[1] // 2
        distance = torch.cdist(signs, signs, p=1)
        upper = torch.triu_indices(len(a), len(a), 1)
        layers.append((distance[upper[0], upper[1]].clamp(max=half) / half).mean().item())
    return layers


def network(kind):
    if kind == 'mlp':
        return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128),
                             nn.ReLU(), nn.Linear(128, 10))
    return nn.Sequential(nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                         nn.Linear(32 * 49, 64), nn.ReLU(), nn.Linear(64, 10))


def train(kind, data, decay, seed, own):
    (x, labels), (x_test, y_test) = data
    x, y = x[:SAMPLES], labels[:SAMPLES].clone()
    torch.manual_seed(seed)
    model = network(kind)
    draws = torch.Generator().manual_seed(seed + 1)
    redrawn = torch.rand(SAMPLES, generator=draws) < NOISE
    y[redrawn] = torch.randint(0, 10, (int(redrawn.sum()),), generator=draws)
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE[kind], momentum=0.9, weight_decay=decay)
    last = SAMPLES if own else SAMPLES - BATCH + 1
    starts = list(range(0, last, BATCH))
    total, step = EPOCHS[kind] * len(starts), 0
    for _ in range(EPOCHS[kind]):
        order = torch.randperm(SAMPLES, generator=draws)
        for start in starts:
            done = step if own else step - step % len(starts)
            optimizer.param_groups[0]['lr'] = RATE[kind] * (1 + math.cos(math.pi * done / total)) / 2
            batch = order[start:start + BATCH]
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    with torch.no_grad():
        h, activations = x[:PROBE], []
        for layer in model:
            h = layer(h)
            if isinstance(layer, nn.ReLU):
                activations.append(h)
        score = (model(x_test).argmax(1) == y_test).float().mean().item()
    layers = oui_of(activations)
    return {'model': kind, 'decay': decay, 'seed': seed, 'own': own, 'oui': sum(layers) / len(layers),
            'layers': [round(value, 4) for value in layers], 'test': score}


def main():
    folder, kind, decays, seeds = sys.argv[1:5]
    data = load(folder, 'train'), load(folder, 't10k')
    for seed in map(int, seeds.split(',')):
        for decay in map(float, decays.split(',')):
            print(json.dumps(train(kind, data, decay, seed, 'own' in sys.argv[5:])), flush=True)


if __name__ == '__main__':
    main()
