import type { MetricId } from '../metrics/catalog';
import type { Explanation } from '../protocol/finding';
import { isAbove, isBelow } from './below';
import type { Reading, Signals } from './signals';
import { about, percent } from './words';

/** What the signals mean here, OUI first, where they say something; never advice by itself. */

export function explain(signals: Signals): readonly Explanation[] {
  const { latest, blowUp, lastOui } = signals;
  // Of a run that blew up nothing else can be judged, and how OUI ended is the news.
  if (blowUp) return ouiExplanation(signals, lastOui ?? latest);
  if (!latest) return [];
  return [
    ...ouiExplanation(signals, latest),
    ...one('total_shrink', latest, signals.shrink, shrinkMeaning(signals.shrink ?? 0)),
    ...one('weight_change', latest, latest.weightChange, changeMeaning(signals, latest)),
    ...one(
      'gradient_feature_alignment',
      latest,
      latest.gradientFeatureAlignment,
      featureMeaning(latest),
    ),
    ...plateau(signals, latest),
  ];
}

function one(
  metric: MetricId | 'train_loss',
  { step }: Pick<Reading, 'step'>,
  value: number | undefined,
  says: string | undefined,
): readonly Explanation[] {
  return value === undefined || says === undefined ? [] : [{ metric, step, value, says }];
}

function ouiExplanation(signals: Signals, reading: OuiReading | undefined): readonly Explanation[] {
  if (!reading) return [];
  return one('oui_relative', reading, reading.ouiRelative, ouiMeaning(signals, reading));
}

type OuiReading = Pick<Reading, 'step' | 'oui' | 'ouiRelative' | 'lowestOui'>;

/** Sources: theory dossier 1.3 to 1.5b, advice 2.3 and 5. */
function ouiMeaning(
  { inputsCentred }: Signals,
  { ouiRelative = 1, oui, lowestOui }: OuiReading,
): string {
  const level = oui === undefined ? '' : ` (${about(oui)})`;
  const where =
    lowestOui && lowestOui.value < 0.8
      ? `, least in ${lowestOui.layer} (${percent(lowestOui.value)})`
      : '';
  const now = `OUI is at ${percent(ouiRelative)} of its start${level}${where}: `;
  if (inputsCentred === false)
    return `${now}with inputs that are not centred it starts low whatever is trained, and says little.`;
  if (ouiRelative < 0.5)
    return (
      `${now}samples look much more alike to the units than at the start. Steps that are too ` +
      `large do that most often, too much weight decay does as well; OUI alone cannot tell which.`
    );
  if (ouiRelative < 0.8)
    return (
      `${now}samples look somewhat more alike to the units than at the start, as under strong ` +
      `weight decay or a high learning rate; OUI alone cannot tell which.`
    );
  const asBefore = ouiRelative < 1.055 ? 'as they did' : 'more than they did';
  return (
    `${now}the units tell samples apart ${asBefore} at the start. A random network scores as ` +
    `high: this is no sign of over-fitting, and none against it.`
  );
}

/** Source: advice 1.2. */
function shrinkMeaning(shrink: number): string {
  const best = 'Near the best was 0.5 to 1 on every task measured, with a tuned learning rate.';
  if (shrink === 0) return `There is no weight decay (total shrink 0). ${best}`;
  const left =
    `would leave ${percent(Math.exp(-shrink))} of the initial weights over the whole run (total ` +
    `shrink ${about(shrink)})`;
  if (shrink < 0.1)
    return (
      `Weight decay has no grip: it would take ${percent(1 - Math.exp(-shrink))} off the initial ` +
      `weights over the whole run (total shrink ${about(shrink)}). ${best}`
    );
  if (shrink < 0.3) return `Weight decay has a light grip: alone it ${left}. ${best}`;
  if (shrink > 3) return `Weight decay rules this run: alone it ${left}. ${best}`;
  return `Weight decay alone ${left}, near the 0.5 to 1 that was best on every task measured.`;
}

/** Source: theory dossier 2.4. */
function changeMeaning(
  { normalized }: Signals,
  { weightChange = 0, movement, trainScore }: Reading,
): string | undefined {
  // Lazy and rich training are told apart once the training data are fitted.
  if (normalized || !isAbove(trainScore, 0.99 - 1e-9)) return undefined;
  const now = `The hidden weights changed by ${about(weightChange)} of their size`;
  if (weightChange < 0.3)
    return (
      `${now} by the time the training data were fitted: the lazy side, with features ` +
      `much like the random ones.`
    );
  // Weights that weight decay only shrank have changed too, and learned nothing by it.
  if (isBelow(movement, 0.3)) return undefined;
  if (weightChange > 5)
    return (
      `${now} by the time the training data were fitted: the rich side, with nothing ` +
      `left of the start.`
    );
  return `${now} by the time the training data were fitted: features were learned.`;
}

/** Source: theory dossier 4.4. */
function featureMeaning({
  gradientFeatureAlignment = 0,
  trainScore,
  validationSkill,
}: Reading): string | undefined {
  // It says that a signal flows, not that the network will generalize: no news of one that does.
  if (!isBelow(validationSkill, 0.5)) return undefined;
  const now =
    `The gradient at the features points ` +
    `${percent(Math.max(0, gradientFeatureAlignment))} along the targets`;
  if (isAbove(trainScore, 0.99 - 1e-9) && gradientFeatureAlignment > 0.3)
    return (
      `${now}: features are forming though the training data are known by heart. ` +
      `Validation may follow, the sooner the more weight decay; it does not where data are too ` +
      `few, and this number cannot tell.`
    );
  if (gradientFeatureAlignment < 0.05)
    return `${now}: no signal of the targets reaches the features.`;
  return undefined;
}

/** Source: theory dossier 3.3: many samples, small start, and the plateau is the noise. */
function plateau(signals: Signals, latest: Reading): readonly Explanation[] {
  const regression = signals.classes === undefined && signals.settings.loss === 'mse';
  if (!regression || latest.share < 1 || !isBelow(latest.gap, 0.1)) return [];
  if (!isAbove(latest.trainLoss, 0.05)) return [];
  return one(
    'train_loss',
    latest,
    latest.trainLoss,
    `The training loss ended at ${percent(latest.trainLoss ?? 0)} of its first value with ` +
      `validation beside it. What is left may be the noise of the targets: a network that does ` +
      `not interpolate is not under-fitting for that.`,
  );
}
