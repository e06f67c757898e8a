import { decayHorizon } from '../../metrics/decayHorizon';
import type { DecaySettings } from '../../metrics/decayRate';
import type { Measured } from '../../metrics/measured';
import { totalShrink } from '../../metrics/totalShrink';
import type { Settings } from '../../protocol/settings';
import { learningRateSum } from '../model/schedule';

interface PlannedRun {
  readonly settings: Settings;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
}

/** Metrics that follow from the settings alone: the shrink planned for the run, the horizon now. */
export class RunMetrics {
  private readonly decay: DecaySettings;
  private readonly shrink: Measured;
  private readonly stepsPerEpoch: number;

  constructor({ settings, totalSteps, stepsPerEpoch }: PlannedRun) {
    const { kind, weight_decay: weightDecay, momentum, learning_rate } = settings.optimizer;
    this.decay = { optimizer: kind, weightDecay, momentum };
    this.stepsPerEpoch = stepsPerEpoch;
    this.shrink = totalShrink({
      ...this.decay,
      learningRateSum: learningRateSum(settings.schedule, learning_rate, totalSteps),
    });
  }

  at(learningRate: number): Record<string, Measured> {
    const { decay, shrink, stepsPerEpoch } = this;
    return {
      total_shrink: shrink,
      decay_horizon: decayHorizon({ ...decay, learningRate, stepsPerEpoch }),
    };
  }
}
