import {
  CodeLens,
  Disposable,
  EventEmitter,
  Range,
  window,
  workspace,
  type CodeLensProvider,
  type Event,
  type TextDocument,
} from 'vscode';
import { compareRuns } from '../../diagnosis/compareRuns';
import type { Comparison } from '../../protocol/comparison';
import type { Fitscope } from '../fitscope';
import { isOver } from '../../protocol/sweepView';
import { ConfigReadings } from '../help/configReadings';
import { isConfigDocument } from '../help/configSelector';
import { isPlainRun, isRunOf } from '../runs/isRunOf';
import { progressOf } from '../runs/progress';
import type { LoadedRun, RunChange } from '../runs/runLibrary';
import { isDriven } from '../sweeps/isDriven';
import { plannedOf } from '../sweeps/plannedOf';
import { configLenses, type LastRun, type Lens, type LensState } from './configLenses';
import { shownFindings } from './shownFindings';

/** Milliseconds between two readings of a run's progress. */
const progressEvery = 500;
/** Milliseconds of quiet after a change in which the editor has surely taken it up. */
const settled = 2000;
/** Milliseconds after which "2 min ago" is wrong. */
const minute = 60_000;

/** What stands above the lines of a config: the actions, the last verdict, what was measured. */
export class LensProvider implements CodeLensProvider, Disposable {
  private readonly owned: Disposable[] = [];
  private readonly changes = this.own(new EventEmitter<void>());
  private readonly comparisons = new Map<string, Comparison>();
  private readonly readings = new ConfigReadings();
  private soon: NodeJS.Timeout | undefined;
  private once: NodeJS.Timeout | undefined;
  private toldAt = 0;
  private readonly clock = setInterval(() => this.tick(), minute);
  readonly onDidChangeCodeLenses: Event<void> = this.changes.event;

  constructor(private readonly fitscope: Pick<Fitscope, 'runs' | 'advisor' | 'sweeps' | 'log'>) {
    this.own(fitscope.advisor.onDidChange(() => this.tell()));
    this.own(fitscope.runs.onDidChange((change) => this.hear(change)));
    this.own(fitscope.sweeps.onDidChange(({ kind }) => this.hear({ kind })));
    this.own(workspace.onDidGrantWorkspaceTrust(() => this.changes.fire()));
    this.own(
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('fitscope')) this.changes.fire();
      }),
    );
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    const settings = workspace.getConfiguration('fitscope', document.uri);
    if (!isConfigDocument(document) || !settings.get<boolean>('codeLens', true)) return [];
    const last = await this.lastRun(document);
    const section = await this.sectionOf(document);
    return configLenses({ ...this.stateOf(document, last), ...section }).map((lens) =>
      toCodeLens(lens, document),
    );
  }

  dispose(): void {
    clearTimeout(this.soon);
    clearTimeout(this.once);
    clearInterval(this.clock);
    Disposable.from(...this.owned).dispose();
  }

  private stateOf(document: TextDocument, last: LastRun | undefined): LensState {
    const { runs, advisor } = this.fitscope;
    const live = runs
      .live()
      .find(
        ({ view, folder }) =>
          isPlainRun(view.record) &&
          isRunOf({ configPath: view.record.configPath, folder }, document.uri.fsPath),
      );
    return {
      config: document.uri.toString(),
      trusted: workspace.isTrusted,
      ...this.sweepOf(document),
      ...(live && { live: { run: live.id, progress: progressOf(live.view) } }),
      ...(last && { last }),
      standing: shownFindings(advisor, document),
      now: new Date(),
    };
  }

  private sweepOf({ uri }: TextDocument): Pick<LensState, 'sweep'> {
    const sweep = this.fitscope.sweeps.list().find(({ folder, view: { state, record } }) => {
      return isDriven(state) && isRunOf({ configPath: record.configPath, folder }, uri.fsPath);
    });
    if (!sweep) return {};
    const { trials, state } = sweep.view;
    const planned = plannedOf(sweep);
    return {
      sweep: {
        id: sweep.id,
        isPaused: state === 'paused',
        done: trials.filter(isOver).length,
        ...(planned !== undefined && { planned }),
      },
    };
  }

  /** Read only for texts that may have such a section: reading brings the parsers along. */
  private async sectionOf(document: TextDocument): Promise<Pick<LensState, 'section'>> {
    if (!/^\s*"?sweep"?\s*:/m.test(document.getText())) return {};
    const reading = await this.readings.read(document);
    const key = reading?.places.keySpan('sweep');
    return key ? { section: key.start } : {};
  }

  private async lastRun({ uri }: TextDocument): Promise<LastRun | undefined> {
    const run = this.fitscope.advisor.latest(uri);
    if (!run) return undefined;
    const { view, diagnosis } = run;
    const comparison = await this.comparisonOf(run);
    return {
      run: run.id,
      outcome: view.outcome,
      verdict: diagnosis.verdict,
      ended: view.ended?.at ?? view.record.ended ?? view.record.created,
      ...(comparison && { comparison }),
    };
  }

  private async comparisonOf(run: LoadedRun): Promise<Comparison | undefined> {
    const { follows } = run.view.record;
    if (!follows) return undefined;
    const known = this.comparisons.get(run.id);
    if (known) return known;
    try {
      const before = await this.fitscope.runs.load(follows.run);
      const comparison = compareRuns(before.view, run.view);
      this.comparisons.set(run.id, comparison);
      return comparison;
    } catch {
      // The run before was deleted; there is nothing to compare with.
      return undefined;
    }
  }

  /** The first step of a run shows at once: that is when Diagnose turns into Stop. */
  private hear({ kind }: Pick<RunChange, 'kind'>): void {
    const wait = this.toldAt + progressEvery - Date.now();
    if (kind !== 'progressed' || wait <= 0) this.tell();
    else this.soon ??= setTimeout(() => this.tell(), wait);
  }

  private tell(): void {
    clearTimeout(this.soon);
    this.soon = undefined;
    this.toldAt = Date.now();
    this.changes.fire();
    // A busy editor was seen to keep "Stop" over a run that had crashed: two changes within half a
    // second, and nothing after them. So it is asked once more when all is quiet.
    clearTimeout(this.once);
    this.once = setTimeout(() => this.changes.fire(), settled);
  }

  private tick(): void {
    if (window.visibleTextEditors.some(({ document }) => isConfigDocument(document))) {
      this.changes.fire();
    }
  }

  private own<T extends Disposable>(part: T): T {
    this.owned.push(part);
    return part;
  }
}

function toCodeLens({ at, title, tooltip, command, ids }: Lens, document: TextDocument): CodeLens {
  const position = document.positionAt(at);
  return new CodeLens(new Range(position, position), {
    ...{ title, tooltip, command },
    arguments: [...ids],
  });
}
