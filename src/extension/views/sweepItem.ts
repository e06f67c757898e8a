import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { TrialRow } from '../../protocol/sweepView';
import { valueText } from '../sweeps/rangeText';
import type { LoadedSweep } from '../sweeps/sweepLibrary';
import { isDriven } from '../sweeps/isDriven';
import { relativeTime } from '../words/relativeTime';
import { sweepLook, trialLook, type SweepLook } from './sweepLook';
import { sweepNode, trialNode } from './treeIds';

/** @param planned trials there will be; undefined where the search finds out */
export function sweepItem(
  { id, view }: LoadedSweep,
  planned: number | undefined,
  now: Date,
): TreeItem {
  const { record, state } = view;
  const look = sweepLook(view, planned);
  const when = relativeTime(record.created, now);
  const item = new TreeItem(`${record.name} sweep`, TreeItemCollapsibleState.Collapsed);
  item.id = sweepNode(id);
  item.description = `${look.words}, ${when}`;
  item.iconPath = iconOf(look);
  item.tooltip = `${Object.keys(record.plan.parameters).join(', ')}: ${record.plan.search} search`;
  item.contextValue = isDriven(state) ? `sweep.live.${state}` : `sweep.ended.${state}`;
  item.command = { command: 'fitscope.showSweep', title: 'Open Sweep', arguments: [id] };
  const label = `${record.name} sweep, ${state}, ${look.words}, started ${when}`;
  item.accessibilityInformation = { label };
  return item;
}

export function trialItem(sweep: string, row: TrialRow): TreeItem {
  const look = trialLook(row);
  const values = Object.entries(row.params).map(
    ([path, value]) => `${path.split('.').at(-1)} ${valueText(value)}`,
  );
  const item = new TreeItem(`trial ${row.trial}`);
  item.id = trialNode(sweep, row.trial);
  item.description = [look.words, ...values].join(', ');
  item.iconPath = iconOf(look);
  item.tooltip = row.reason ?? row.says ?? `Trial ${row.trial}`;
  item.contextValue = 'trial';
  if (row.run !== null)
    item.command = { command: 'fitscope.showRun', title: 'Open Run', arguments: [row.run] };
  item.accessibilityInformation = {
    label: `trial ${row.trial}, ${values.join(', ')}, ${look.words}`,
  };
  return item;
}

function iconOf({ icon, color }: SweepLook): ThemeIcon {
  return new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color));
}
