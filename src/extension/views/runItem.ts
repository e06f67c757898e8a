import { ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import type { RunSummary } from '../../runs/listRuns';
import { relativeTime } from '../words/relativeTime';
import { runLook } from './runLook';
import { spokenRun } from './spokenRun';

/** @param progress in [0, 1] while its trainer is at work */
export function runItem(run: RunSummary, progress: number | undefined, now: Date): TreeItem {
  const { icon, color, words } = runLook(run.outcome, run.verdict, progress);
  const when = relativeTime(run.started, now);
  const item = new TreeItem(run.name);
  item.id = run.id;
  item.description = `${words}, ${when}`;
  item.iconPath = new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color));
  item.contextValue = progress === undefined ? 'run.ended' : 'run.live';
  item.command = { command: 'fitscope.showRun', title: 'Open Run', arguments: [run.id] };
  if (run.purpose === 'range_test')
    item.command = { command: 'fitscope.showSweep', title: 'Open Range Test', arguments: [run.id] };
  const isLive = progress !== undefined;
  item.accessibilityInformation = { label: spokenRun(run, isLive, words, when) };
  return item;
}
