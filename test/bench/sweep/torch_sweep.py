"""A sweep as a plain PyTorch loop: trains the network of the digits example with each pair given, one
after another, one thread, and looks at the held-out samples after each epoch. Arguments: file of the
inputs (float32), file of the labels (int32), training samples, epochs, batch size, and pairs
DECAY:RATE. Prints a line for each trial: its last loss on the held-out samples."""

import sys

import torch
from torch import nn

torch.set_num_threads(1)
torch.set_flush_denormal(True)
inputs_file, labels_file = sys.argv[1:3]
train, epochs, batch = map(int, sys.argv[3:6])
pairs = [tuple(map(float, text.split(':'))) for text in sys.argv[6:]]

labels = torch.frombuffer(bytearray(open(labels_file, 'rb').read()), dtype=torch.int32).long()
inputs = torch.frombuffer(bytearray(open(inputs_file, 'rb').read()), dtype=torch.float32).view(len(labels), -1)
x, y, held_x, held_y = inputs[:train], labels[:train], inputs[train:], labels[train:]

for decay, rate in pairs:
    torch.manual_seed(0)
    model = nn.Sequential(
        nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))
    optimizer = torch.optim.SGD(model.parameters(), rate, momentum=0.9, weight_decay=decay)
    steps = epochs * -(-train // batch)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for epoch in range(epochs):
        order = torch.randperm(train)
        for start in range(0, train, batch):
            rows = order[start:start + batch]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x[rows]), y[rows])
            loss.backward()
            optimizer.step()
            schedule.step()
        with torch.no_grad():
            held = nn.functional.cross_entropy(model(held_x), held_y).item()
    print(held, flush=True)
