import { checkParameter } from '../../config/sweep/checkParameter';
import { sweepParameters } from '../../config/sweep/sweepChecks';
import { parsePath, valueAt } from '../../config/configPath';
import type { ParameterRange, ParamValue } from '../../protocol/searchSpace';
import type { Settings } from '../../protocol/settings';
import { usualRanges } from '../../sweep/search/usualRanges';

/** A value of a config that a sweep can vary, and where to look for it. */
export interface OfferedParameter {
  readonly path: string;
  readonly label: string;
  /** What the config has now; undefined for what it leaves out. */
  readonly now: ParamValue | undefined;
  readonly range: ParameterRange;
  /** Chosen from the start: the config's own section, else rate and decay. */
  readonly isChosen: boolean;
}

/**
 * What is offered for a sweep of a config: the advised values first, on log scales around what it
 * has now, then the others that it knows. A range is left out where its ends are not possible.
 */
export function offeredParameters(settings: Settings, raw: unknown): readonly OfferedParameter[] {
  const written = sweepParameters(settings, raw);
  const hasWritten = Object.keys(written).length > 0;
  const known = knownParameters(settings).filter(({ path }) => written[path] === undefined);
  const own = Object.entries(written).map(([path, range]) => ({ path, label: path, range }));
  return [...own, ...known].flatMap(({ path, label, range }): OfferedParameter[] => {
    const checked = checkParameter(path, range, withoutSection(raw));
    if ('refused' in checked) return [];
    const isChosen = hasWritten ? written[path] !== undefined : usual.includes(path);
    const now = valueAt(settings, parsePath(path)) as ParamValue | undefined;
    return [{ path, label, now, range: checked.range, isChosen }];
  });
}

const rate = 'optimizer.learning_rate';
const decay = 'optimizer.weight_decay';
const usual: readonly string[] = [rate, decay];

interface Known {
  readonly path: string;
  readonly label: string;
  readonly range: ParameterRange;
}

function knownParameters(settings: Settings): readonly Known[] {
  const { model, optimizer, dataset, training } = settings;
  const ranges = usualRanges(settings);
  const { [rate]: rates = log(1e-4, 1), [decay]: decays = log(1e-6, 1) } = ranges;
  const around = (value: number, factor: number, points: number) =>
    log(tidy(value / factor), tidy(value * factor), points);
  const first: readonly Known[] = [
    { path: rate, label: 'Learning rate', range: { ...rates, points: 7 } as ParameterRange },
    { path: decay, label: 'Weight decay', range: { ...decays, points: 7 } as ParameterRange },
    {
      path: 'model.init.scale',
      label: 'Initialization scale',
      range: around(model.init.scale, 10, 7),
    },
    {
      path: 'model.output_multiplier',
      label: 'Output multiplier',
      range: around(model.output_multiplier, 10, 5),
    },
  ];
  const list = (values: readonly ParamValue[]): ParameterRange => ({ kind: 'list', values });
  return [
    ...first,
    ...(optimizer.kind === 'momentum' || optimizer.kind === 'muon'
      ? [{ path: 'optimizer.momentum', label: 'Momentum', range: lin(0.5, 0.99, 5) }]
      : []),
    {
      path: 'optimizer.kind',
      label: 'Optimizer',
      range: list(['sgd', 'momentum', 'adam', 'adamw']),
    },
    { path: 'model.dropout', label: 'Dropout', range: lin(0, 0.5, 6) },
    {
      path: 'model.activation',
      label: 'Activation',
      range: list(['relu', 'gelu', 'silu', 'tanh']),
    },
    {
      path: 'model.normalization',
      label: 'Normalization',
      range: list(['none', 'batch', 'layer']),
    },
    ...(model.kind === 'mlp'
      ? [{ path: 'model.hidden', label: 'Hidden layers', range: widths(model.hidden) }]
      : []),
    ...(training.batch_size === 'all'
      ? []
      : [
          {
            path: 'training.batch_size',
            label: 'Batch size',
            range: list([1 / 4, 1 / 2, 1, 2, 4].map((times) => batch(training.batch_size, times))),
          },
        ]),
    {
      path: 'training.epochs',
      label: 'Epochs',
      range: list(distinct([0.5, 1, 2].map((times) => Math.ceil(training.epochs * times)))),
    },
    {
      path: 'training.seed',
      label: 'Seed',
      range: list([0, 1, 2, 3, 4].map((more) => training.seed + more)),
    },
    { path: 'schedule.warmup', label: 'Warmup', range: lin(0, 0.2, 5) },
    ...(dataset.label_noise > 0
      ? [{ path: 'dataset.label_noise', label: 'Label noise', range: lin(0, 0.4, 5) }]
      : []),
  ].filter(({ range }) => range.kind !== 'list' || distinct(range.values).length > 1);
}

function log(low: number, high: number, points = 7): ParameterRange {
  return { kind: 'log', low, high, points };
}

function lin(low: number, high: number, points: number): ParameterRange {
  return { kind: 'lin', low, high, points };
}

function widths(hidden: readonly number[]): ParameterRange {
  const times = [1 / 2, 1, 2].map((factor) => hidden.map((width) => Math.ceil(width * factor)));
  return { kind: 'list', values: times };
}

function batch(size: number | 'all', times: number): number {
  return size === 'all' ? 1 : Math.max(1, Math.round(size * times));
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function tidy(value: number): number {
  return Number(value.toPrecision(2));
}

function withoutSection(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([key]) => key !== 'sweep'));
}
