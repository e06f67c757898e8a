import { ThemeIcon, window, type QuickPickItem } from 'vscode';
import type { ParameterRange } from '../../protocol/searchSpace';
import type { SweepPlan } from '../../protocol/sweep';
import { plannedTrials } from '../../sweep/search/makeSearch';
import { whyNotSearch } from '../../sweep/search/searchFit';
import { CannotStart } from '../runs/cannotStart';
import { askRange } from './askPlan';
import { rangeText } from './rangeText';

/**
 * Asks for more trials, more time or other ranges of a sweep; undefined when it is called off. What is
 * done stays whatever the answer is.
 *
 * @param raw of the config as it was when the sweep began
 * @param known trials that there are
 */
export async function askExtension(
  plan: SweepPlan,
  raw: unknown,
  known: number,
): Promise<SweepPlan | undefined> {
  const ranges = Object.entries(plan.parameters).map(([path, range]) => ({
    label: path,
    iconPath: new ThemeIcon('arrow-both'),
    description: rangeText(range),
    path,
    range,
  }));
  const more = {
    label: 'More trials',
    iconPath: new ThemeIcon('add'),
    description: trialsInWords(plan),
  };
  const isOpen = plan.search !== 'grid' || plan.trials !== undefined;
  const items: readonly Item[] = [...(isOpen ? [more] : []), ...ranges];
  const choice = await window.showQuickPick(items, {
    title: 'Add Trials or Change Ranges',
    placeHolder: 'What is done is kept; a grid adds only what it has not tried',
  });
  if (!choice) return undefined;
  const { path, range } = choice;
  if (path === undefined || range === undefined) return askTrials(plan, known);
  const wider = await askRange(path, range, raw);
  if (!wider) return undefined;
  const next = { ...plan, parameters: { ...plan.parameters, [path]: wider } };
  const refused = whyNotSearch(plan.search, next.parameters);
  if (refused !== undefined) throw new CannotStart(refused);
  // Who widens the ranges of a search that has had all of its trials wants some there.
  const isSpent = plan.search !== 'grid' && known >= (plannedTrials(plan) ?? Infinity);
  return isSpent ? askTrials(next, known) : next;
}

interface Item extends QuickPickItem {
  readonly path?: string;
  readonly range?: ParameterRange;
}

async function askTrials(plan: SweepPlan, known: number): Promise<SweepPlan | undefined> {
  const text = await window.showInputBox({
    title: 'More Trials',
    prompt: `Trials to add to the ${known} that there are`,
    value: '10',
    validateInput: (given) =>
      Number.isInteger(Number(given)) && Number(given) >= 1
        ? undefined
        : 'A whole number from 1 is needed.',
  });
  if (text === undefined) return undefined;
  const planned = Math.max(known, plannedTrials(plan) ?? known);
  return { ...plan, trials: planned + Number(text) };
}

function trialsInWords(plan: SweepPlan): string {
  const planned = plannedTrials(plan);
  return planned === undefined ? '' : `${planned} so far`;
}
