import type { InitScheme } from '../../protocol/settings';

/** Inputs and outputs of one unit; for kernels times their area. */
export interface Fans {
  readonly in: number;
  readonly out: number;
}

/** `spread` is a standard deviation for normal draws and a bound for uniform ones. */
export interface WeightDistribution {
  readonly kind: 'normal' | 'uniform';
  readonly spread: number;
}

type SchemeTable = Readonly<Record<InitScheme, (fans: Fans) => WeightDistribution>>;

/** Distributions of the weights; none is truncated. */
export const weightDistributions: SchemeTable = {
  /** kaiming_normal_ with relu's gain (He et al. 2015), whatever the activation is. */
  he_normal: (fans) => ({ kind: 'normal', spread: Math.sqrt(2 / fans.in) }),
  /** kaiming_uniform_ with relu's gain. */
  he_uniform: (fans) => ({ kind: 'uniform', spread: Math.sqrt(6 / fans.in) }),
  /** xavier_normal_ with gain 1 (Glorot and Bengio 2010). */
  glorot_normal: (fans) => ({ kind: 'normal', spread: Math.sqrt(2 / (fans.in + fans.out)) }),
  /** xavier_uniform_ with gain 1. */
  glorot_uniform: (fans) => ({ kind: 'uniform', spread: Math.sqrt(6 / (fans.in + fans.out)) }),
  /** kaiming_normal_ with nonlinearity linear (LeCun et al. 1998). */
  lecun_normal: (fans) => ({ kind: 'normal', spread: Math.sqrt(1 / fans.in) }),
  /** kaiming_uniform_ with a = sqrt(5), what nn.Linear and nn.Conv2d do. */
  pytorch_default: (fans) => ({ kind: 'uniform', spread: Math.sqrt(1 / fans.in) }),
};

/** PyTorch's own layers draw biases within 1 / sqrt(fan in); all other schemes start them at 0. */
export function biasBound(scheme: InitScheme, fans: Fans): number {
  return scheme === 'pytorch_default' ? Math.sqrt(1 / fans.in) : 0;
}
