import type { OptimizerKind } from '../protocol/settings';

/**
 * Where people start. Sources: PyTorch's defaults for adam and adamw; 0.1 for SGD as in ResNet
 * (arXiv 1512.03385), a tenth of it with momentum, which adds ten steps up; Muon's own default.
 */
export const usualLearningRate: Readonly<Record<OptimizerKind, number>> = {
  sgd: 0.1,
  momentum: 0.01,
  adam: 1e-3,
  adamw: 1e-3,
  muon: 0.02,
};

/** No run was ever measured with a learning rate this many times the usual one. */
const outOfRange = 1000;

/** Whether no step by step of tuning leads from this learning rate to one that trains. */
export function isBeyondTuning(kind: OptimizerKind, learningRate: number): boolean {
  return learningRate > outOfRange * usualLearningRate[kind];
}
