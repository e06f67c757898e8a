"""Training steps of PyTorch on the benchmark's tasks, one thread: reads task names from stdin, one a
line, trains each for the seconds given as argument and answers with steps a second, one a line."""

import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.set_flush_denormal(True)
SECONDS = float(sys.argv[1])


def mlp(sizes):
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers)


def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(32 * 49, 64), nn.ReLU(), nn.Linear(64, 10),
    )


TASKS = {
    'A': (lambda: mlp([784, 256, 128, 10]), 1024, (784,), 128),
    'B': (cnn, 1024, (1, 28, 28), 128),
    'C': (lambda: mlp([50, 2000, 10]), 500, (50,), 500),
    'D': (lambda: mlp([64] + [128] * 6 + [10]), 1024, (64,), 128),
}


def steps_a_second(task):
    make, samples, shape, batch = TASKS[task]
    torch.manual_seed(0)
    model = make()
    inputs = torch.randn(samples, *shape)
    labels = torch.randint(0, 10, (samples,))
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)

    def epoch():
        order = torch.randperm(samples)
        for start in range(0, samples, batch):
            if batch == samples:
                x, y = inputs, labels
            else:
                rows = order[start:start + batch]
                x, y = inputs[rows], labels[rows]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
            loss.item()
        return -(-samples // batch)

    epoch()
    steps, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        steps += epoch()
    return steps / (time.perf_counter() - start)


print('ready', torch.__version__, flush=True)
for line in sys.stdin:
    print(steps_a_second(line.strip()), flush=True)
