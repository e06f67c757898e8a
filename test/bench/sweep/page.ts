import { budgets, contenders, type Result, type TaskResults } from './contenders';
import { firstResult } from './firstResult';
import type { Task } from './tasks';

/** What the page is written from. */
export interface PageParts {
  readonly tasks: readonly Task[];
  readonly results: readonly TaskResults[];
  /** Further sections, such as the speed of trials. */
  readonly further: readonly string[];
}

export interface Page {
  readonly text: string;
  readonly missed: number;
}

/** `docs/sweep-benchmark.md`. */
export function sweepPage({ tasks, results, further }: PageParts): Page {
  const aims = aimRows(results);
  const text = [
    ...heading(results),
    ...table(['task', 'new', 'what'], tasks.map(taskRow)),
    '## What guided search is to reach',
    '',
    ...table(
      ['', 'measured', 'aim', ''],
      aims.map(({ what, measured, aim, reached }) => [
        ...[what, measured, aim],
        reached ? 'reached' : 'missed',
      ]),
    ),
    ...firstResult,
    '## By task',
    '',
    'Points behind the best cell of the grid, median of all sweeps (in brackets full trainings spent, mean). ' +
      '"Equal" is as many epochs as each guided sweep spent; a trial that is at work then still ends.',
    '',
    ...table(
      [
        'task',
        'best cell, %',
        'grid',
        'guided',
        'random, equal',
        'TPE, equal',
        'TPE with halving, equal',
      ],
      results.map(({ table: { name, best }, grid, guided, equal }) => [
        ...[name, best.toFixed(1), spread(grid), spread(guided)],
        ...contenders.map((one) => spread(equal[one])),
      ]),
    ),
    'Without validation data, beside a random search of the same cost that has it:',
    '',
    ...table(
      ['task', 'guided, none', 'random with validation, equal'],
      results.map(({ table: { name }, unvalidated, randomLikeUnvalidated }) => [
        ...[name, spread(unvalidated), spread(randomLikeUnvalidated)],
      ]),
    ),
    '## All tasks',
    '',
    'Each task by its median; and of all single sweeps how many end more than 2 points behind, and the worst.',
    '',
    ...table(
      [
        'search',
        'full trainings',
        'median task',
        'mean',
        'worst task',
        'over 2 points, %',
        'worst sweep',
      ],
      allRows(results),
    ),
    ...further,
  ].join('\n');
  return { text: `${text.trimEnd()}\n`, missed: aims.filter(({ reached }) => !reached).length };
}

function heading(results: readonly TaskResults[]): readonly string[] {
  const seeds = results[0]?.table.seeds.length ?? 0;
  return [
    '# How good the searches of a sweep are',
    '',
    'Written by `npm run bench:sweep`. Each task has a grid of 7 weight decays by 5 learning rates, half a power of ten ' +
      `apart; every cell was trained to its end once for each of ${seeds} seeds (split, label noise, weights, batches), ` +
      'and all searches then choose among these trainings: what a sweep would have seen epoch by epoch is replayed to it, ' +
      'and what it pays is the epochs it asked for. Values that a search proposes are those of the nearest cell; a cell ' +
      'that it tried before costs it nothing.',
    '',
    'Guided search starts from every cell of the grid in turn, the others as often with draws of their own: 35 sweeps ' +
      'for each task, seed and search. What a sweep calls its best is judged by the accuracy of its values on clean test ' +
      'samples that no search sees, the mean of the seeds, and compared with the best cell in hindsight; "grid" is the full ' +
      'grid, which has to choose by its validation data, too. Where labels are noisy those of the validation samples are.',
    '',
    '## Tasks',
    '',
    'Written down before the first was trained. "New" are those unlike the ones on which the rules of guided search were measured.',
    '',
  ];
}

function taskRow({ name, isNew, what, validation }: Task): readonly string[] {
  return [name, isNew ? 'yes' : 'no', `${what}; ${validation} to validate`];
}

interface Aim {
  readonly what: string;
  readonly measured: string;
  readonly aim: string;
  readonly reached: boolean;
}

function aimRows(results: readonly TaskResults[]): readonly Aim[] {
  const medians = results.map(({ guided }) => medianOf(guided));
  const share = mean(results.flatMap(({ guided }) => guided.map(({ cost }) => cost))) / 35;
  const ahead = results.filter(
    ({ guided, equal }) => meanOf(guided) < meanOf(equal['TPE with halving']),
  ).length;
  const medianAhead = results.filter(
    ({ guided, equal }) => medianOf(guided) < medianOf(equal['TPE with halving']),
  ).length;
  const blind = results.map(({ unvalidated }) => medianOf(unvalidated));
  const random = results.map(({ randomLikeUnvalidated }) => medianOf(randomLikeUnvalidated));
  const blindAhead = results.filter(
    ({ unvalidated, randomLikeUnvalidated }) =>
      medianOf(unvalidated) <= medianOf(randomLikeUnvalidated),
  ).length;
  const count = results.length;
  const [middle, worst] = [median(medians), Math.max(...medians)];
  return [
    {
      what: 'points behind the best cell, median task',
      ...{ measured: middle.toFixed(2), aim: 'at most 0.5', reached: middle <= 0.5 },
    },
    {
      what: 'the same, worst task',
      ...{ measured: worst.toFixed(2), aim: 'at most 2', reached: worst <= 2 },
    },
    {
      what: "epochs spent, of the grid's",
      ...{ measured: `${(100 * share).toFixed(1)} %`, aim: 'at most 10 %', reached: share <= 0.1 },
    },
    {
      what: 'tasks on which it is ahead of TPE with halving at equal epochs',
      measured: `${medianAhead} of ${count} by the median, ${ahead} by the mean`,
      ...{ aim: 'most', reached: medianAhead > count / 2 },
    },
    {
      what: 'without validation data beside random search with it at equal epochs, median task',
      measured: `${median(blind).toFixed(2)} to ${median(random).toFixed(2)}; ahead or level on ${blindAhead} of ${count}`,
      ...{ aim: 'less', reached: median(blind) < median(random) },
    },
  ];
}

function allRows(results: readonly TaskResults[]): readonly (readonly string[])[] {
  const row = (name: string, of: (one: TaskResults) => readonly Result[]) => {
    const medians = results.map((one) => medianOf(of(one)));
    const all = results.flatMap(of);
    const over = (100 * all.filter(({ behind }) => behind > 2).length) / all.length;
    return [
      ...[name, mean(all.map(({ cost }) => cost)).toFixed(2), median(medians).toFixed(2)],
      ...[mean(all.map(({ behind }) => behind)).toFixed(2), Math.max(...medians).toFixed(2)],
      ...[over.toFixed(0), Math.max(...all.map(({ behind }) => behind)).toFixed(1)],
    ];
  };
  return [
    row('grid', ({ grid }) => grid),
    row('guided', ({ guided }) => guided),
    row('guided, no validation data', ({ unvalidated }) => unvalidated),
    row('random, as guided without', ({ randomLikeUnvalidated }) => randomLikeUnvalidated),
    ...contenders.flatMap((name) => [
      row(`${name}, as guided`, ({ equal }) => equal[name]),
      ...budgets.map((budget, i) =>
        row(`${name}, from ${budget}`, ({ atBudgets }) => atBudgets[name][i] ?? []),
      ),
    ]),
  ];
}

function spread(results: readonly Result[]): string {
  return `${medianOf(results).toFixed(2)} (${mean(results.map(({ cost }) => cost)).toFixed(1)})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

function medianOf(results: readonly Result[]): number {
  return median(results.map(({ behind }) => behind));
}

function meanOf(results: readonly Result[]): number {
  return mean(results.map(({ behind }) => behind));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1] ?? NaN, sorted[Math.floor(half)] ?? NaN];
  return (low + high) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
