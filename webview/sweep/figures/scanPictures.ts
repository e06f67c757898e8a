import type { ScanKind } from '../../../src/protocol/sweep';
import type { ShownRange } from '../../../src/protocol/sweepMessages';
import type { TrialRow } from '../../../src/protocol/sweepView';
import { formatNumber } from '../../words/formatNumber';
import { linePicture, type Curve, type LineSpec } from './linePicture';
import type { Picture } from './plotFigure';

/** A training error up to this counts as fitting the training data. */
const fits = 0.01;

/** The figures of a scan. */
export function scanPictures(
  kind: ScanKind,
  rows: readonly TrialRow[],
  own: number | undefined,
): readonly Picture[] {
  switch (kind) {
    case 'weight_decay':
      return [
        scorePicture('optimizer.weight_decay', rows, own),
        ouiPicture('optimizer.weight_decay', rows, own),
      ];
    case 'init_scale':
      return [errorPicture('model.init.scale', rows, own)];
    case 'train_samples':
      return [samplesPicture(rows)];
  }
}

/** Loss over the learning rate of a range test, with the suggested point. */
export function rangePicture(range: ShownRange): Picture {
  const { points, suggested, leastLossAt, leastLoss, own, isOpen, outcome } = range;
  const rate = (value: number) => formatNumber(value, 'rate');
  const read =
    suggested === undefined
      ? 'nothing can be suggested yet'
      : `the smoothed loss is least, ${formatNumber(leastLoss ?? NaN, 'short')}, at ${rate(leastLossAt ?? NaN)}; a quarter of that, ${rate(suggested)}, is suggested, the config has ${rate(own)}`;
  return linePicture({
    title: 'Loss over learning rate',
    reads:
      'One short run whose learning rate rises by the same factor each step. Suggested is a quarter of the rate at which the smoothed loss is least; beyond it the loss breaks out.',
    says: read,
    facts: isOpen && outcome !== 'running' ? 'still falling at the highest rate' : '',
    ...(points.length < 2 && { empty: 'The test has not begun to measure yet.' }),
    x: { name: 'learning rate', scale: 'log' },
    y: { name: 'loss', scale: spread(points.map(({ smoothed }) => smoothed)), style: 'short' },
    curves: [
      {
        label: 'each step',
        role: 'faint',
        points: points.map(({ learningRate: x, loss: y }) => ({ x, y })),
      },
      {
        label: 'smoothed',
        role: 'main',
        points: points.map(({ learningRate: x, smoothed: y }) => ({ x, y })),
      },
    ],
    uprights: [
      ...(suggested === undefined
        ? []
        : [{ x: suggested, says: `suggested ${rate(suggested)}`, isStrong: true }]),
      { x: own, says: `config ${rate(own)}`, isStrong: false },
      ...(leastLossAt === undefined
        ? []
        : [{ x: leastLossAt, says: `least at ${rate(leastLossAt)}`, isStrong: false }]),
    ],
  });
}

/** Where the training data are fitted no longer: between the last size that is and the next. */
export function fitThreshold(rows: readonly TrialRow[]): number | undefined {
  const sizes = finished(rows)
    .flatMap(({ params, result }) => {
      const size = params['dataset.train_samples'];
      const error = 1 - (result?.trainScore ?? NaN);
      return typeof size === 'number' && Number.isFinite(error) ? [{ size, error }] : [];
    })
    .sort((a, b) => a.size - b.size);
  const last = sizes.findLastIndex(({ error }) => error <= fits);
  const [below, above] = [sizes[last], sizes[last + 1]];
  return below && above ? Math.sqrt(below.size * above.size) : undefined;
}

function scorePicture(path: string, rows: readonly TrialRow[], own: number | undefined): Picture {
  return parameterPicture({
    ...{ path, rows, own },
    title: 'Score over weight decay',
    reads:
      'The training score falls first where weight decay takes too much; the best validation score lies a little before that.',
    name: 'score',
    curves: [
      curve('validation', path, rows, ({ result }) => result?.validationScore),
      curve('training', path, rows, ({ result }) => result?.trainScore),
    ],
  });
}

function ouiPicture(path: string, rows: readonly TrialRow[], own: number | undefined): Picture {
  return parameterPicture({
    ...{ path, rows, own },
    title: 'OUI over weight decay',
    reads:
      'How differently the units respond at the end. Read where it falls, not its level: patterns collapse there.',
    name: 'OUI',
    curves: [curve('OUI', path, rows, ({ result }) => result?.metrics['oui'])],
  });
}

function errorPicture(path: string, rows: readonly TrialRow[], own: number | undefined): Picture {
  return parameterPicture({
    ...{ path, rows, own },
    title: 'Test error over initialization scale',
    reads:
      'Large scales fit the training data without learning features, small ones may start too slowly; the valley between is where to be.',
    name: 'error',
    curves: errorCurves(path, rows),
  });
}

function samplesPicture(rows: readonly TrialRow[]): Picture {
  const path = 'dataset.train_samples';
  const threshold = fitThreshold(rows);
  const picture = parameterPicture({
    ...{ path, rows, own: undefined },
    title: 'Error over training-set size',
    reads:
      'Up to the threshold the network fits every training sample (training error at most 1 %), beyond it no longer. A test error that still falls at the right end says that more data would help. Every size has the epochs of the config.',
    name: 'error',
    curves: errorCurves(path, rows),
    uprights:
      threshold === undefined
        ? []
        : [{ x: threshold, says: 'training data fitted up to here', isStrong: true }],
    facts:
      threshold === undefined
        ? 'no threshold within these sizes'
        : `threshold near ${formatNumber(Math.round(threshold), 'short')} samples`,
  });
  return picture;
}

interface ParameterPicture {
  readonly path: string;
  readonly rows: readonly TrialRow[];
  readonly own: number | undefined;
  readonly title: string;
  readonly reads: string;
  readonly name: string;
  readonly curves: readonly Curve[];
  readonly uprights?: LineSpec['uprights'];
  readonly facts?: string;
}

function parameterPicture(given: ParameterPicture): Picture {
  const { path, own, title, reads, name, uprights = [], facts } = given;
  const curves = given.curves.filter(({ points }) => points.length > 0);
  const xs = curves.flatMap(({ points }) => points.map(({ x }) => x));
  const says = curves
    .map(({ label, points }) => {
      const all = points.map(
        ({ x, y }) => `${formatNumber(y, 'short')} at ${formatNumber(x, 'rate')}`,
      );
      return `${label} ${all.join(', ')}`;
    })
    .join('; ');
  return linePicture({
    ...{ title, reads, says, curves },
    ...(facts !== undefined && { facts }),
    ...(xs.length === 0 && { empty: 'No trial has finished yet.' }),
    x: { name: path, scale: Math.min(...xs) > 0 ? 'log' : 'linear' },
    y: { name, scale: 'linear', style: 'two' },
    uprights: [
      ...uprights,
      ...(own !== undefined && own > 0
        ? [{ x: own, says: `config ${formatNumber(own, 'rate')}`, isStrong: false }]
        : []),
    ],
  });
}

function errorCurves(path: string, rows: readonly TrialRow[]): readonly Curve[] {
  const error = (score: number | undefined) => (score === undefined ? undefined : 1 - score);
  return [
    curve('test', path, rows, ({ result }) => error(result?.validationScore)),
    curve('training', path, rows, ({ result }) => error(result?.trainScore)),
  ];
}

function curve(
  label: string,
  path: string,
  rows: readonly TrialRow[],
  of: (row: TrialRow) => number | undefined,
): Curve {
  const points = finished(rows).flatMap((row) => {
    const [x, y] = [row.params[path], of(row)];
    const isPoint = typeof x === 'number' && y !== undefined && Number.isFinite(y);
    return isPoint ? [{ x, y, trial: row.trial }] : [];
  });
  return { label, role: 'main', points: points.sort((a, b) => a.x - b.x) };
}

function finished(rows: readonly TrialRow[]): readonly TrialRow[] {
  return rows.filter(({ status }) => status === 'finished');
}

/** Losses that differ by more than a factor of ten are read on a log scale. */
function spread(values: readonly number[]): 'linear' | 'log' {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > 0 && high / low > 10 ? 'log' : 'linear';
}
