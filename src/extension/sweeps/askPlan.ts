import {
  QuickPickItemKind,
  window,
  type QuickInputButton,
  type QuickPickItem,
  ThemeIcon,
} from 'vscode';
import { checkParameter } from '../../config/sweep/checkParameter';
import { parseRange } from '../../config/sweep/parseRange';
import type { ParameterRange, ParameterRanges, SearchKind } from '../../protocol/searchSpace';
import type { Settings } from '../../protocol/settings';
import type { SweepPlan } from '../../protocol/sweep';
import { whyNotSearch } from '../../sweep/search/searchFit';
import { gridSize } from '../../sweep/search/grid';
import { plainLabel } from '../words/plainLabel';
import { offeredParameters, type OfferedParameter } from './offeredParameters';
import { rangeText, valueText } from './rangeText';
import { usualWorkers } from './sweepPlans';

/** Asks what to sweep, in five steps with an answer ready in each; undefined when it is called off. */
export async function askPlan(settings: Settings, raw: unknown): Promise<SweepPlan | undefined> {
  const parameters = await askParameters(settings, raw);
  if (!parameters) return undefined;
  const search = await askSearch(parameters);
  if (!search) return undefined;
  const most = search === 'grid' ? gridSize(parameters) : 20;
  const trials = await askNumber({
    step: 3,
    title: 'Trials',
    prompt: 'Most trials to start',
    value: String(most),
    whole: true,
  });
  if (trials === undefined) return undefined;
  const minutes = await askNumber({
    step: 4,
    title: 'Time',
    prompt: 'Minutes after which all trials are stopped; empty for no limit',
    value: '',
    whole: false,
  });
  if (minutes === undefined) return undefined;
  const workers = await askNumber({
    step: 5,
    title: 'Workers',
    prompt: 'Trials at a time, each on one core',
    value: String(usualWorkers()),
    whole: true,
  });
  if (workers === undefined) return undefined;
  const isWholeGrid = search === 'grid' && trials === most;
  return {
    ...{ parameters, search },
    ...(trials !== null && !isWholeGrid && { trials }),
    ...(minutes !== null && { minutes }),
    workers: workers ?? usualWorkers(),
    seed: settings.sweep?.seed ?? 0,
    prune: settings.sweep?.prune ?? 'all',
  };
}

interface ParameterItem extends QuickPickItem {
  offer?: OfferedParameter;
}

const change: QuickInputButton = {
  iconPath: new ThemeIcon('edit'),
  tooltip: 'Change Range...',
};

/** The values to vary, with their ranges; the pencil of a row changes its range. */
async function askParameters(
  settings: Settings,
  raw: unknown,
): Promise<ParameterRanges | undefined> {
  let offers = offeredParameters(settings, raw);
  let chosen = new Set(offers.flatMap(({ path, isChosen }) => (isChosen ? [path] : [])));
  for (;;) {
    const answer = await pickParameters(offers, chosen);
    if (!answer) return undefined;
    chosen = answer.chosen;
    if (!answer.edit) {
      const picked = offers.filter(({ path }) => chosen.has(path));
      if (picked.length > 0) return Object.fromEntries(picked.map((one) => [one.path, one.range]));
      continue;
    }
    const { path } = answer.edit;
    const range = await askRange(path, answer.edit.range, raw);
    if (!range) continue;
    chosen.add(path);
    offers = offers.map((offer) => (offer.path === path ? { ...offer, range } : offer));
  }
}

interface Picked {
  readonly chosen: Set<string>;
  readonly edit?: OfferedParameter;
}

function pickParameters(
  offers: readonly OfferedParameter[],
  chosen: ReadonlySet<string>,
): Promise<Picked | undefined> {
  const box = window.createQuickPick<ParameterItem>();
  const items = itemsOf(offers);
  box.title = 'Sweep: Parameters (1/5)';
  box.placeholder = 'Which values to vary; the pencil changes a range';
  box.canSelectMany = true;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.items = items;
  box.selectedItems = items.filter(({ offer }) => offer && chosen.has(offer.path));
  return new Promise((resolve) => {
    let answer: Picked | undefined;
    const now = () => new Set(box.selectedItems.flatMap(({ offer }) => offer?.path ?? []));
    box.onDidAccept(() => {
      if (now().size === 0) return;
      answer = { chosen: now() };
      box.hide();
    });
    box.onDidTriggerItemButton(({ item: { offer } }) => {
      if (!offer) return;
      answer = { chosen: now(), edit: offer };
      box.hide();
    });
    box.onDidHide(() => {
      box.dispose();
      resolve(answer);
    });
    box.show();
  });
}

function itemsOf(offers: readonly OfferedParameter[]): ParameterItem[] {
  const advised = offers.filter(({ path }) => advisedPaths.includes(path));
  const others = offers.filter(({ path }) => !advisedPaths.includes(path));
  const separator = (label: string) => ({ label, kind: QuickPickItemKind.Separator });
  return [
    separator('advised values'),
    ...advised.map(itemOf),
    ...(others.length > 0 ? [separator('others')] : []),
    ...others.map(itemOf),
  ];
}

const advisedPaths: readonly string[] = [
  'optimizer.learning_rate',
  'optimizer.weight_decay',
  'model.init.scale',
  'model.output_multiplier',
];

function itemOf(offer: OfferedParameter): ParameterItem {
  const now = offer.now === undefined ? 'not given' : `now ${valueText(offer.now)}`;
  const where = offer.label === offer.path ? '' : `${offer.path}, `;
  return {
    label: plainLabel(offer.label),
    description: plainLabel(`${where}${now}`),
    detail: plainLabel(rangeText(offer.range)),
    buttons: [change],
    offer,
  };
}

/** A range as its text; undefined when it is called off. */
export async function askRange(
  path: string,
  range: ParameterRange,
  raw: unknown,
): Promise<ParameterRange | undefined> {
  const read = (text: string) => {
    const parsed = parseRange(text.trim());
    return 'refused' in parsed ? parsed : checkParameter(path, parsed, raw);
  };
  const text = await window.showInputBox({
    title: `Range of ${path}`,
    prompt: 'log:LOW..HIGH:POINTS, lin:LOW..HIGH:POINTS or list:a,b,c',
    value: rangeText(range),
    ignoreFocusOut: true,
    validateInput: (given) => {
      const checked = read(given);
      return 'refused' in checked ? checked.refused : undefined;
    },
  });
  if (text === undefined) return undefined;
  const checked = read(text);
  return 'range' in checked ? checked.range : undefined;
}

const searches: readonly { readonly search: SearchKind; readonly detail: string }[] = [
  {
    search: 'guided',
    detail: "From the config's own values along what was measured; fewest epochs",
  },
  { search: 'tpe', detail: 'Learns from the trials where good values lie' },
  { search: 'grid', detail: 'Every combination of the points of all ranges' },
  { search: 'sobol', detail: 'Evenly spread over the ranges' },
  { search: 'random', detail: 'Independent draws' },
];

async function askSearch(parameters: ParameterRanges): Promise<SearchKind | undefined> {
  const items = searches
    .filter(({ search }) => whyNotSearch(search, parameters) === undefined)
    .map(({ search, detail }) => ({
      label: search,
      ...(search === 'grid' && { description: `${gridSize(parameters)} trials` }),
      detail,
      search,
    }));
  const title = 'Sweep: Search (2/5)';
  return (await window.showQuickPick(items, { title, matchOnDetail: true }))?.search;
}

interface NumberQuestion {
  readonly step: number;
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly whole: boolean;
}

/** A number above 0, null for an empty answer where one may be; undefined when it is called off. */
async function askNumber({
  step,
  title,
  prompt,
  value,
  whole,
}: NumberQuestion): Promise<number | null | undefined> {
  const wrong = (text: string): string | undefined => {
    if (text.trim() === '' && value === '') return undefined;
    const number = Number(text);
    const isRight = number > 0 && Number.isFinite(number) && (!whole || Number.isInteger(number));
    if (text.trim() !== '' && isRight) return undefined;
    return whole ? 'A whole number from 1 is needed.' : 'A number above 0, or nothing, is needed.';
  };
  const text = await window.showInputBox({
    title: `Sweep: ${title} (${step}/5)`,
    ...{ prompt, value, validateInput: wrong, ignoreFocusOut: true },
  });
  if (text === undefined) return undefined;
  return text.trim() === '' ? null : Number(text);
}
