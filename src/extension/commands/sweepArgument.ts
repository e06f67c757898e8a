import { window } from 'vscode';
import { CannotStart } from '../runs/cannotStart';
import type { LoadedSweep } from '../sweeps/sweepLibrary';
import { sweepIdOf } from '../views/treeIds';
import { plainLabel } from '../words/plainLabel';
import { relativeTime } from '../words/relativeTime';
import type { CommandParts } from './commandParts';

/** The sweep that a command is about: its argument (an id or a row of the tree), else one asked for. */
export async function sweepArgument(
  argument: unknown,
  title: string,
  { sweeps, view }: CommandParts,
  isFit: (sweep: LoadedSweep) => boolean = () => true,
): Promise<LoadedSweep | undefined> {
  const named = typeof argument === 'string' ? argument : view.selectedSweep;
  const id = named === undefined ? undefined : (sweepIdOf(named) ?? named);
  if (id !== undefined) {
    const sweep = sweeps.get(id);
    if (sweep) return sweep;
    throw new CannotStart(`There is no sweep "${id}" in this window any more.`);
  }
  const fitting = sweeps.list().filter(isFit);
  if (fitting.length < 2) return fitting[0];
  const now = new Date();
  const items = fitting.map((sweep) => ({
    label: plainLabel(sweep.view.record.name),
    description: `${sweep.view.state}, ${relativeTime(sweep.view.record.created, now)}`,
    sweep,
  }));
  return (await window.showQuickPick(items, { title }))?.sweep;
}
