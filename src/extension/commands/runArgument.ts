import { window } from 'vscode';
import type { RunSummary } from '../../runs/listRuns';
import { relativeTime } from '../words/relativeTime';
import { plainLabel } from '../words/plainLabel';
import type { CommandParts } from './commandParts';

/** The run that a command is about: its argument, else the selected one, else one asked for. */
export async function runArgument(
  argument: unknown,
  title: string,
  { view, runs }: CommandParts,
): Promise<string | undefined> {
  if (typeof argument === 'string') return argument;
  return view.selected ?? (await chooseRun(title, runs.list()));
}

/** Asks only when there is a choice. */
export async function chooseRun(
  title: string,
  runs: readonly RunSummary[],
): Promise<string | undefined> {
  if (runs.length < 2) return runs[0]?.id;
  const now = new Date();
  const items = runs.map(({ id, name, outcome, verdict, started }) => ({
    label: plainLabel(name),
    description: `${verdict ?? outcome}, ${relativeTime(started, now)}`,
    id,
  }));
  return (await window.showQuickPick(items, { title }))?.id;
}
