import type { Comparison } from '../../protocol/comparison';
import type { RunOutcome } from '../../protocol/events';
import type { Verdict } from '../../protocol/finding';
import { relativeTime } from '../words/relativeTime';
import { verdictWords } from '../words/verdictWords';
import { plainLabel } from '../words/plainLabel';
import type { StandingFinding } from './advisor';
import { comparisonInShort } from './comparisonInShort';
import { measuredInWords } from './measuredInWords';

/** What stands above a line of a config, before VS Code's own types. */
export interface Lens {
  /** Offset in the text; the lens stands above its line. */
  readonly at: number;
  /** Icons are followed by a blank that HTML keeps. */
  readonly title: string;
  readonly tooltip: string;
  readonly command: string;
  /** Ids and URIs only. */
  readonly ids: readonly string[];
}

/** Everything that the lenses of one config depend on. */
export interface LensState {
  /** URI of the config. */
  readonly config: string;
  readonly trusted: boolean;
  readonly live?: { readonly run: string; readonly progress: number };
  /** The sweep of this config that is at work. */
  readonly sweep?: {
    readonly id: string;
    readonly isPaused: boolean;
    readonly done: number;
    readonly planned?: number;
  };
  /** Where the key `sweep` stands, in a config that has such a section. */
  readonly section?: number;
  readonly last?: LastRun;
  readonly standing: readonly StandingFinding[];
  readonly now: Date;
}

export interface LastRun {
  readonly run: string;
  readonly outcome: RunOutcome;
  readonly verdict: Verdict | null;
  /** ISO time. */
  readonly ended: string;
  /** With the run whose advice it follows. */
  readonly comparison?: Comparison;
}

export function configLenses(state: LensState): readonly Lens[] {
  return [
    action(state),
    ...sweep(state),
    ...verdict(state),
    ...comparison(state),
    ...findings(state),
  ];
}

function action({ config, trusted, live }: LensState): Lens {
  if (live) {
    return {
      at: 0,
      title: `$(debug-stop)\u00a0Stop (${Math.floor(100 * live.progress)} %)`,
      tooltip: 'Ask the run to stop after its current step; what it has recorded stays',
      command: 'fitscope.stop',
      ids: [live.run],
    };
  }
  if (!trusted) {
    return {
      at: 0,
      title: '$(shield)\u00a0Trust this folder to diagnose',
      tooltip: 'In Restricted Mode configs can be read and checked, but nothing is started',
      command: 'workbench.trust.manage',
      ids: [],
    };
  }
  return {
    at: 0,
    title: '$(pulse)\u00a0Diagnose',
    tooltip: 'Train this config and tell what it suffers from',
    command: 'fitscope.diagnose',
    ids: [config],
  };
}

function sweep({ config, trusted, live, sweep, section }: LensState): readonly Lens[] {
  if (sweep) {
    const { id, isPaused, done, planned } = sweep;
    const count = planned === undefined ? `${done} done` : `${done} of ${planned}`;
    const shown: Lens = {
      at: 0,
      title: `${isPaused ? '$(debug-pause)' : '$(beaker)'}\u00a0Sweep: ${count}`,
      tooltip: 'Open the sweep view with the sweep that is at work',
      command: 'fitscope.showSweep',
      ids: [id],
    };
    return [shown, ...(section === undefined ? [] : [{ ...shown, at: section }])];
  }
  if (!trusted || live) return [];
  const ask: Lens = {
    at: 0,
    title: '$(beaker)\u00a0Sweep...',
    tooltip: 'Train this config with many values, some at a time',
    command: 'fitscope.sweep',
    ids: [config],
  };
  if (section === undefined) return [ask];
  const start: Lens = {
    at: section,
    title: '$(play)\u00a0Start Sweep',
    tooltip: 'Train this config with the values of this section',
    command: 'fitscope.sweepAsWritten',
    ids: [config],
  };
  return [ask, start];
}

function verdict({ live, last, now }: LensState): readonly Lens[] {
  const run = live?.run ?? last?.run;
  if (run === undefined) return [];
  const title =
    live || !last
      ? '$(graph-line)\u00a0Watch'
      : `${last.verdict ? verdictWords(last.verdict) : last.outcome}, ${relativeTime(last.ended, now)}`;
  const tooltip = live ? 'Open the panel with this run' : 'Open the panel with the last run';
  return [{ at: 0, title, tooltip, command: 'fitscope.showRun', ids: [run] }];
}

function comparison({ live, last }: LensState): readonly Lens[] {
  if (live || !last?.comparison) return [];
  const says = plainLabel(comparisonInShort(last.comparison));
  const title = `${icons[last.comparison.helped]}${says}`;
  const tooltip = last.comparison.says;
  return [{ at: 0, title, tooltip, command: 'fitscope.showRun', ids: [last.run] }];
}

const icons = { yes: '$(check)\u00a0', no: '$(x)\u00a0', unclear: '$(question)\u00a0' } as const;

function findings({ config, standing }: LensState): readonly Lens[] {
  return standing.map(({ finding, span }) => ({
    at: span.start,
    title: `${finding.severity === 'problem' ? '$(warning)' : '$(info)'}\u00a0${plainLabel(measuredInWords(finding))}`,
    tooltip: finding.says,
    command: 'fitscope.showAdvice',
    ids: [config, finding.rule],
  }));
}
