"""Muon for parity: PyTorch 1.13 has none, so it is written from its publications.

Momentum, Newton-Schulz iteration and which parameters it is for: Jordan et al. 2024,
https://kellerjordan.github.io/posts/muon/. The factor 0.2 sqrt(max(rows, columns)), which lets the
matrices share AdamW's learning rate and decay: Liu et al. 2025, arXiv 2502.16982.
"""

import torch


class Muon:
    """Matrices only; the others get torch.optim.AdamW of the same rate and decay."""

    def __init__(self, matrices, others, rate, momentum, decay):
        self.matrices, self.rate, self.mu, self.decay = matrices, rate, momentum, decay
        self.buffers = [torch.zeros_like(matrix) for matrix in matrices]
        self.adamw = torch.optim.AdamW(others, lr=rate, weight_decay=decay)

    def zero_grad(self):
        self.adamw.zero_grad()
        for matrix in self.matrices:
            matrix.grad = None

    @torch.no_grad()
    def step(self):
        self.adamw.step()
        for matrix, buffer in zip(self.matrices, self.buffers):
            buffer.mul_(self.mu).add_(matrix.grad)
            nesterov = matrix.grad + self.mu * buffer
            flat = nesterov.flatten(1)
            update = newton_schulz(flat) * 0.2 * max(flat.shape) ** 0.5
            matrix.mul_(1 - self.rate * self.decay)
            matrix.sub_(self.rate * update.reshape(matrix.shape))


def newton_schulz(matrix, iterations=5):
    if matrix.shape[0] > matrix.shape[1]:
        return newton_schulz(matrix.T, iterations).T
    x = matrix / (matrix.norm() + 1e-7)
    for _ in range(iterations):
        gram = x @ x.T
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
    return x
