"""One epoch of the CNN with batch normalization on Fashion-MNIST in PyTorch, as a user would write it:
`torch_epoch.py FOLDER THREADS`. Prints seconds of the epoch and the peak of memory as JSON."""

import gzip
import json
import os
import resource
import sys
import time

import numpy as np
import torch
from torch import nn

FOLDER, THREADS = sys.argv[1], int(sys.argv[2])
BATCH = 128
torch.set_num_threads(THREADS)
torch.set_flush_denormal(True)


def idx(name):
    content = gzip.open(os.path.join(FOLDER, name), 'rb').read()
    shape = [int.from_bytes(content[4 + 4 * i:8 + 4 * i], 'big') for i in range(content[3])]
    return np.frombuffer(content, np.uint8, offset=4 + 4 * content[3]).reshape(shape)


inputs = torch.tensor(idx('train-images-idx3-ubyte.gz') / np.float32(255)).unsqueeze(1)
labels = torch.tensor(idx('train-labels-idx1-ubyte.gz').astype(np.int64))
torch.manual_seed(0)
model = nn.Sequential(
    nn.Conv2d(1, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(32 * 49, 64), nn.BatchNorm1d(64), nn.ReLU(), nn.Linear(64, 10),
)
optimizer = torch.optim.Adam(model.parameters(), 1e-3)
begin = time.perf_counter()
order = torch.randperm(len(inputs))
for start in range(0, len(inputs), BATCH):
    rows = order[start:start + BATCH]
    optimizer.zero_grad()
    loss = nn.functional.cross_entropy(model(inputs[rows]), labels[rows])
    loss.backward()
    optimizer.step()
    loss.item()
print(json.dumps({
    'epochSeconds': time.perf_counter() - begin,
    'megabytes': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
