import type { RunOutcome } from '../protocol/events';
import type { Settings } from '../protocol/settings';

/** What a run says about itself, as far as it got. Whatever was not recorded is left out. */
export interface Signals {
  readonly settings: Settings;
  readonly outcome: RunOutcome;
  /** Part of the planned epochs done, [0, 1]; 1 for a finished run, even one that stopped early. */
  readonly share: number;
  readonly classes?: number;
  readonly samples?: number;
  readonly totalSteps?: number;
  readonly hasValidation: boolean;
  /** Batch or layer normalization: the size of hidden weights then changes nothing by itself. */
  readonly normalized: boolean;
  readonly inputsCentred?: boolean;
  readonly lossUnit?: LossUnit;
  /** Evaluated before the first update, in loss units. */
  readonly initialLoss?: number;
  /** The first evaluated epoch at 10 % to 25 % of the run: where the rules were measured. */
  readonly early?: Reading;
  /** The last evaluated epoch at 10 % or later. */
  readonly latest?: Reading;
  /** OUI where it was last seen, which may be after the last epoch that could be read. */
  readonly lastOui?: Pick<Reading, 'step' | 'oui' | 'ouiRelative'>;
  readonly blowUp?: BlowUp;
  readonly bump?: Bump;
  /** Largest |W| / |W0| seen so far, mean over the weight layers. */
  readonly peakNormRatio?: number;
  /** Total shrink S planned for the whole run; absent where the optimizer has none (adam). */
  readonly shrink?: number;
}

/** What losses are measured in: the loss of guessing, or the run's own first loss. */
export interface LossUnit {
  readonly value: number;
  /** Such as `guessing (log 10)` or `its first loss`. */
  readonly says: string;
}

/** A run at the end of one epoch. Losses are in loss units, capped at 3 as in the measurements. */
export interface Reading {
  readonly step: number;
  readonly epoch: number;
  readonly share: number;
  readonly trainLoss?: number;
  /** 1 - train loss: 0 at guessing, 1 at a loss of 0, down to -2. */
  readonly trainProgress?: number;
  readonly trainScore?: number;
  /** Score above chance: 0 for guessing, 1 for perfect; R squared for regression. */
  readonly trainSkill?: number;
  readonly validationLoss?: number;
  readonly validationSkill?: number;
  /**
   * Validation loss - train loss, both evaluated with the same weights and, where training labels
   * were redrawn, as if those of validation were too.
   */
  readonly gap?: number;
  /** Means over the weight layers. */
  readonly normRatio?: number;
  readonly movement?: number;
  readonly weightChange?: number;
  readonly oui?: number;
  /** Mean over layers of OUI over OUI at the start, on the same probe samples. */
  readonly ouiRelative?: number;
  readonly lowestOui?: LayerValue;
  readonly mostDead?: LayerValue;
  readonly gradientFeatureAlignment?: number;
  readonly neuronAlignment?: number;
  /** Epochs, at the highest learning rate so far. */
  readonly decayHorizon?: number;
}

export interface LayerValue {
  readonly layer: string;
  readonly value: number;
}

/** A run that got worse than it started, or fell to chance after its weights had moved. */
export interface BlowUp {
  readonly kind: 'not_finite' | 'rose' | 'fell_to_chance';
  readonly step: number;
  /** Train loss, raw, the last finite one. */
  readonly loss: number;
  /** When that was: not the step of a loss that is not finite. */
  readonly lossStep: number;
  /** What the loss was to be, as evidence says it. */
  readonly expected: string;
  /** What was seen, as a sentence. */
  readonly says: string;
}

/** The largest rise of the train loss from one epoch to the next. */
export interface Bump {
  readonly size: number;
  readonly epoch: number;
  readonly step: number;
  /** Whether the losses were evaluated after each epoch, or are means over its mini-batches. */
  readonly evaluated: boolean;
}
