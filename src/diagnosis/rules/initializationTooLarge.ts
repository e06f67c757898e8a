import { isAbove } from '../below';
import { evidence } from '../evidence';
import { change, type AdvisedPath } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule } from '../rule';
import type { Signals } from '../signals';
import type { ModelSettings } from '../../protocol/settings';
import { about, advise } from '../words';

const id = 'initialization-too-large';

const source =
  'Measured on recorded runs without normalization: setting the scale or multiplier back ' +
  'to 1 was ' +
  'more than a point better in 17 of 20 and worse in none.';

/** First losses up to here are usual: 1 to 1.7 on 25 tasks. */
const limit = 3;
/** A scale or multiplier up to here is not what makes the first loss large. */
const usual = 1.5;

/**
 * A first loss far above guessing: the outputs start out large and sure of themselves, and the run
 * is spent on undoing that. Back to 1 what the config multiplies by; where that would not be enough
 * or there is no such factor, the scale that brings the first loss near 1, outputs growing with
 * scale ^ layers.
 *
 * Source: advice 1.3 and its recorded initializations (scale or multiplier x3 and x10 on three
 * tasks without normalization, two settings each): first loss above 3 log C, then set to 1: 17 of
 * 20 better, none worse; the scales with a first loss above 10 11 of 12. With batch normalization
 * the scale changed nothing (1 of 4 worse), so that it is not advised there.
 * Not meant as a knob for tuning: inside the usual range it only does what weight decay and
 * learning rate do better (advice 1.3).
 */
export const initializationTooLarge: Rule = {
  id,
  kind: 'change',
  examine(signals) {
    const { settings, initialLoss, lossUnit } = signals;
    if (settings.loss === 'mse' || !lossUnit || !isAbove(initialLoss, limit)) return undefined;
    const first = initialLoss ?? 0;
    const cure = cureFor(signals, first);
    const remedies = cure ? change(id, settings, cure.path, cure.to) : [];
    const sure = cure?.known === true && remedies.length > 0;
    return {
      rule: id,
      severity: sure && first > 10 ? 'problem' : 'hint',
      path: cure?.path ?? 'dataset.standardize',
      says:
        `The loss before the first update is ${about(first)} times that of guessing: the ` +
        `outputs start out far too large, and training is spent on undoing them.` +
        (cure
          ? advise(remedies, sure ? 'Set' : 'Try')
          : ' Standardize the inputs before anything else.'),
      evidence: evidence(
        'train_loss',
        { step: 0 },
        first,
        `below ${limit}, in units of ${lossUnit.says}`,
        source,
      ),
      confidence: sure ? (first > 10 ? 'high' : 'medium') : 'low',
      remedies,
    };
  },
};

interface Cure {
  readonly path: AdvisedPath;
  readonly to: number;
  /** Whether the config itself multiplies the outputs up. */
  readonly known: boolean;
}

function cureFor(
  { settings, normalized, inputsCentred }: Signals,
  first: number,
): Cure | undefined {
  const { model, dataset } = settings;
  const layers = weightLayers(model);
  const { scale } = model.init;
  const multiplier = model.output_multiplier;
  // Under normalization the size of hidden weights does not reach the outputs.
  const byScale = normalized || scale <= usual ? 1 : scale ** layers;
  const byMultiplier = multiplier <= usual ? 1 : multiplier;
  if (byScale > 1 && byScale >= byMultiplier) {
    const enough = first / byScale <= limit;
    return {
      path: 'model.init.scale',
      to: enough ? 1 : roundToRung(scale * first ** (-1 / layers)),
      known: true,
    };
  }
  if (byMultiplier > 1) {
    const enough = first / byMultiplier <= limit;
    return {
      path: 'model.output_multiplier',
      to: enough ? 1 : roundToRung(multiplier / first),
      known: true,
    };
  }
  if (inputsCentred === false || !dataset.standardize) return undefined;
  if (normalized)
    return { path: 'model.output_multiplier', to: roundToRung(multiplier / first), known: false };
  return {
    path: 'model.init.scale',
    to: roundToRung(scale * first ** (-1 / layers)),
    known: false,
  };
}

function weightLayers(model: ModelSettings): number {
  switch (model.kind) {
    case 'mlp':
      return model.hidden.length + 1;
    case 'cnn':
      return model.channels.length + model.dense.length + 1;
    case 'two_layer':
      return 2;
    case 'linear':
      return 1;
  }
}
