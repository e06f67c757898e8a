import type { MonitorSettings } from '../../protocol/settings';

/** What a preset adds to what every preset watches (OUI, dead units, weight norms, shrink). */
export interface Watched {
  /** Kernel-target and gradient-feature alignment of the last hidden layer. */
  readonly features: boolean;
  /** Alignment of neurons with their own first step, and the size of updates. */
  readonly directions: boolean;
  /** Share of confidently fitted training samples. */
  readonly confidence: boolean;
  /**
   * Kernels, agreement and noise of gradients, curvature, balance and directions of neurons; rarer
   * than the rest (`deep/deepPlan`).
   */
  readonly deep: boolean;
}

export function watchedBy(preset: MonitorSettings['preset']): Watched {
  switch (preset) {
    case 'economy':
      return { features: false, directions: false, confidence: false, deep: false };
    case 'standard':
      return { features: true, directions: true, confidence: true, deep: false };
    case 'full':
      return { features: true, directions: true, confidence: true, deep: true };
  }
}
