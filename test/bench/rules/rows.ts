import { examineAll } from '../../../src/diagnosis/diagnose';
import { extractSignals } from '../../../src/diagnosis/extractSignals';
import { joinAdvice } from '../../../src/diagnosis/joint';
import { weightDecayForTarget } from '../../../src/diagnosis/plannedShrink';
import { rank } from '../../../src/diagnosis/rank';
import type { Rates } from '../../../src/diagnosis/rule';
import { rules } from '../../../src/diagnosis/rules';
import type { Signals } from '../../../src/diagnosis/signals';
import type { Finding, Remedy } from '../../../src/protocol/finding';
import type { RunView } from '../../../src/protocol/runView';
import type { Validation } from './toRunView';
import type { TaskGroup } from './tasks';

/** One line of the table: which changes to follow for a run, and what they should do. */
export interface Row {
  readonly name: string;
  readonly validation: Validation;
  /** Part of the run that is read. */
  readonly share: number;
  /** Undefined where the row has nothing to say. */
  remedies(signals: Signals): readonly Remedy[] | undefined;
  /** Base and shifted tasks counted as one, under `base`, as one line of the source does. */
  readonly together?: boolean;
  /** Figures that the measured ones must meet, and how close, in points. */
  readonly expected?: Expected;
}

export interface Expected {
  readonly source: string;
  readonly within: number;
  readonly rates: Readonly<Partial<Record<TaskGroup, Rates>>>;
}

export function remediesOf(view: RunView, row: Row): readonly Remedy[] | undefined {
  return row.remedies(extractSignals(view));
}

/** The triggers with the prototype's own single steps: advice section 3. */
export const prototypeRows: readonly Row[] = [
  {
    ...from('diverged', ({ blowUp }, { remedies }) =>
      blowUp?.kind === 'fell_to_chance' ? undefined : remedies,
    ),
    name: 'NaN or 1.15 x first loss: LR / 10',
    expected: advice([152, 88, 0], [112, 45, 0]),
  },
  {
    ...from('weight-decay-too-high', (signals, finding) => third(signals, finding)),
    name: 'wnorm < .7, gap < .02 [val]: WD / 3',
    expected: advice([290, 91, 4], [115, 66, 3]),
  },
  {
    ...from('weight-decay-too-high', (signals, finding) => third(signals, finding)),
    name: 'wnorm < .5: WD / 3',
    validation: 'none',
    together: true,
    expected: advice([378, 85, 5]),
  },
  {
    ...from('learning-rate-too-low', threefold),
    name: 'progress < 15 %, S < 2, move < .2: LR x 3',
    expected: advice([97, 87, 11], [85, 74, 21]),
  },
  {
    ...from('weight-decay-too-low', toTarget),
    name: 'gap > .1, S < .3 [val]: WD to S = .7',
    expected: advice([179, 65, 7], [59, 73, 3]),
  },
  {
    ...from('loss-bump', (_, { remedies }) => remedies),
    name: 'loss bump > .1: LR / 3',
    expected: advice([64, 64, 14], [13, 85, 8]),
  },
];

/** What each rule advises, against the track record that it shows to people. */
export const adviceRows: readonly Row[] = rules.flatMap(({ id, record }) =>
  record
    ? [
        {
          ...from(id, (_, { remedies }) => remedies),
          name: id,
          expected: { source: 'its own record', within: 2, rates: record },
        },
      ]
    : [],
);

/** Shown, not judged: other readings, and all advice of a run at once. */
export const furtherRows: readonly Row[] = [
  {
    ...from('weight-decay-too-high', all),
    name: 'weight-decay-too-high, no validation',
    validation: 'none',
  },
  { name: 'all advice together', validation: 'like-training', share: 0.1, remedies: everything },
  {
    name: 'all advice together, no validation',
    validation: 'none',
    share: 0.1,
    remedies: everything,
  },
  ...[
    'diverged',
    'weight-decay-too-high',
    'learning-rate-too-low',
    'weight-decay-too-low',
    'loss-bump',
  ].map((id) => ({ ...from(id, all), name: `${id}, finished run`, share: 1 })),
  ...['weight-decay-too-high', 'weight-decay-too-low'].map((id) => ({
    ...from(id, all),
    name: `${id}, finished, clean validation`,
    validation: 'clean' as const,
    share: 1,
  })),
  {
    name: 'all advice, finished, clean validation',
    validation: 'clean',
    share: 1,
    remedies: everything,
  },
  {
    name: 'all advice together, finished run',
    validation: 'like-training',
    share: 1,
    remedies: everything,
  },
];

function from(
  rule: string,
  pick: (signals: Signals, finding: Finding) => readonly Remedy[] | undefined,
): Omit<Row, 'name'> {
  return {
    validation: 'like-training',
    share: 0.1,
    remedies(signals) {
      const finding = examineAll(signals).find((one) => one.rule === rule);
      return finding && pick(signals, finding);
    },
  };
}

function all(_: Signals, { remedies }: Finding): readonly Remedy[] {
  return remedies;
}

function everything(signals: Signals): readonly Remedy[] | undefined {
  const remedies = joinAdvice(rank(examineAll(signals))).flatMap((finding) => finding.remedies);
  return remedies.length > 0 ? remedies : undefined;
}

function third({ settings }: Signals, { remedies }: Finding): readonly Remedy[] {
  return remedies.map((remedy) => ({
    ...remedy,
    change: { ...remedy.change, to: settings.optimizer.weight_decay / 3 },
  }));
}

function threefold({ settings }: Signals, { remedies }: Finding): readonly Remedy[] {
  return remedies
    .filter(({ change }) => change.path === 'optimizer.learning_rate')
    .map((remedy) => ({
      ...remedy,
      change: { ...remedy.change, to: settings.optimizer.learning_rate * 3 },
    }));
}

/** Total shrink 0.7 to the digit, where the rule rounds to a value that a person would write. */
function toTarget(signals: Signals, { remedies }: Finding): readonly Remedy[] {
  return remedies.map((remedy) => ({
    ...remedy,
    change: { ...remedy.change, to: weightDecayForTarget(signals) ?? NaN },
  }));
}

function advice(
  base: readonly [number, number, number],
  shifted?: readonly [number, number, number],
): Expected {
  const rates = ([runs, better, worse]: readonly [number, number, number]): Rates => ({
    runs,
    better,
    worse,
  });
  return {
    source: 'advice section 3',
    within: 5,
    rates: { base: rates(base), ...(shifted && { shifted: rates(shifted) }) },
  };
}
