"""Learning rates of PyTorch's schedulers for a largest rate of 1, one for each step."""

import torch
from torch.optim import lr_scheduler


def schedules():
    steps = 40
    made = {
        'cosine': ({'kind': 'cosine', 'warmup': 0},
                   lambda o: lr_scheduler.CosineAnnealingLR(o, steps)),
        'step': ({'kind': 'step', 'warmup': 0, 'every': 0.1, 'factor': 0.5},
                 lambda o: lr_scheduler.StepLR(o, steps // 10, 0.5)),
        'one-cycle': ({'kind': 'one_cycle', 'warmup': 0},
                      lambda o: lr_scheduler.OneCycleLR(o, 1.0, total_steps=steps)),
        'one-cycle-early': ({'kind': 'one_cycle', 'warmup': 0.1},
                            lambda o: lr_scheduler.OneCycleLR(o, 1.0, total_steps=steps,
                                                              pct_start=0.1)),
    }
    return [{'name': name, 'schedule': schedule, 'rates': rates(scheduler, steps)}
            for name, (schedule, scheduler) in made.items()]


def rates(scheduler, steps):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    planned = scheduler(optimizer)
    seen = []
    for step in range(steps):
        seen.append(optimizer.param_groups[0]['lr'])
        optimizer.step()
        if step < steps - 1:
            planned.step()
    return seen
