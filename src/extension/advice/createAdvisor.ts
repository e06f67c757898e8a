import {
  commands,
  Disposable,
  EventEmitter,
  workspace,
  type Event,
  type LogOutputChannel,
  type TextDocument,
  type Uri,
} from 'vscode';
import { ConfigReadings } from '../help/configReadings';
import { isConfigDocument } from '../help/configSelector';
import { isPlainRun, isRunOf } from '../runs/isRunOf';
import type { LoadedRun, RunLibrary } from '../runs/runLibrary';
import type { Advisor, StandingFinding } from './advisor';
import { crashProblem, type CrashProblem } from './crashProblem';
import { standingFindings } from './standingFindings';

export interface AdvisorParts {
  readonly log: LogOutputChannel;
  readonly runs: RunLibrary;
}

export function createAdvisor(parts: AdvisorParts): Advisor {
  return new OpenConfigs(parts);
}

/** Milliseconds after the last key stroke: an edited value loses its findings soon, not at once. */
const pause = 100;

/** Keeps, for every open config, the newest of its runs that has ended. */
class OpenConfigs implements Advisor {
  private readonly owned: Disposable[] = [];
  private readonly changes = this.own(new EventEmitter<Uri>());
  private readonly readings = new ConfigReadings();
  /** By URI of the config. */
  private readonly runs = new Map<string, LoadedRun>();
  private readonly edited = new Map<string, NodeJS.Timeout>();
  readonly onDidChange: Event<Uri> = this.changes.event;

  constructor(private readonly parts: AdvisorParts) {
    this.own(
      parts.runs.onDidChange(({ kind }) => {
        if (kind !== 'progressed') this.lookAll();
      }),
    );
    this.own(workspace.onDidOpenTextDocument((document) => void this.look(document)));
    this.own(workspace.onDidChangeTextDocument(({ document }) => this.hear(document)));
    this.own(workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)));
    this.lookAll();
  }

  standing(document: TextDocument): readonly StandingFinding[] {
    const run = this.runs.get(document.uri.toString());
    const now = run && this.readings.now(document);
    return run && now ? standingFindings(run, now) : [];
  }

  crash(document: TextDocument): CrashProblem | undefined {
    const run = this.runs.get(document.uri.toString());
    const now = run && this.readings.now(document);
    return run && now && crashProblem(run.view, now);
  }

  latest(config: Uri): LoadedRun | undefined {
    return this.runs.get(config.toString());
  }

  async apply(run: string, remedy: string): Promise<void> {
    const { applyRemedy } = await import('./applyRemedy');
    await applyRemedy(await this.parts.runs.load(run), remedy);
    // A step of the walkthrough is done by this.
    void commands.executeCommand('setContext', 'fitscope.hasApplied', true);
  }

  dispose(): void {
    for (const timer of this.edited.values()) clearTimeout(timer);
    this.edited.clear();
    Disposable.from(...this.owned).dispose();
  }

  private lookAll(): void {
    for (const document of workspace.textDocuments) void this.look(document);
  }

  private async look(document: TextDocument): Promise<void> {
    if (!isConfigDocument(document)) return;
    const { uri } = document;
    const key = uri.toString();
    const newest = this.newestOf(uri);
    if (newest === this.runs.get(key)?.id) return;
    if (newest === undefined) {
      this.runs.delete(key);
      this.changes.fire(uri);
      return;
    }
    try {
      const [run] = await Promise.all([this.parts.runs.load(newest), this.readings.load()]);
      // A newer one may have ended, or the document been closed, while this one was read.
      if (document.isClosed || this.newestOf(uri) !== newest) return;
      this.runs.set(key, run);
      this.changes.fire(uri);
    } catch (error) {
      this.parts.log.warn(error instanceof Error ? error.message : String(error));
    }
  }

  private newestOf(config: Uri): string | undefined {
    const list = this.parts.runs.list();
    return list.find(
      (run) => run.outcome !== 'running' && isPlainRun(run) && isRunOf(run, config.fsPath),
    )?.id;
  }

  private hear(document: TextDocument): void {
    if (!isConfigDocument(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.edited.get(key));
    const timer = setTimeout(() => {
      this.edited.delete(key);
      this.changes.fire(document.uri);
    }, pause);
    this.edited.set(key, timer);
  }

  private forget(uri: Uri): void {
    const key = uri.toString();
    clearTimeout(this.edited.get(key));
    this.edited.delete(key);
    if (this.runs.delete(key)) this.changes.fire(uri);
  }

  private own<T extends Disposable>(part: T): T {
    this.owned.push(part);
    return part;
  }
}
