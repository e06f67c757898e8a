import type { Diagnosis } from '../../protocol/finding';
import type { RunView } from '../../protocol/runView';
import type { Clock } from './clock';
import type { LoadedRun } from './runLibrary';
import type { RunStore } from './runStore';

/** Milliseconds between two diagnoses of a run that goes on. */
const diagnoseEvery = 500;

/** A run whose trainer is at work, followed until it ends or somebody closes this. */
export class LiveRun {
  private readonly leaving = new AbortController();
  private latest: LoadedRun | undefined;
  private diagnosis: Diagnosis | undefined;
  private diagnosedAt = -Infinity;
  private cancelDiagnosis: (() => void) | undefined;

  constructor(
    readonly id: string,
    private readonly folder: string,
    private readonly store: RunStore,
    private readonly clock: Clock,
    private readonly onProgress: (run: LoadedRun) => void,
  ) {}

  /** Undefined until its folder was read. */
  get run(): LoadedRun | undefined {
    return this.latest;
  }

  /**
   * Follows it to its end; undefined when it was closed before. Rejects with `RunFolderError`.
   *
   * @param settled when there is something to wait for before its folder tells how it ended
   */
  async follow(settled?: Promise<unknown>): Promise<LoadedRun | undefined> {
    try {
      const { signal } = this.leaving;
      const last = await this.store.follow(this.folder, (view) => this.hear(view), signal);
      await settled;
      if (signal.aborted) return undefined;
      const view = settled ? this.store.read(this.folder) : last;
      return this.loaded(view, this.store.diagnose(view));
    } finally {
      this.cancelDiagnosis?.();
    }
  }

  /** Looks no longer; the run itself goes on. */
  close(): void {
    this.leaving.abort();
    this.cancelDiagnosis?.();
  }

  private hear(view: RunView): void {
    const wait = this.diagnosedAt + diagnoseEvery - this.clock.now();
    if (wait <= 0) this.examine(view);
    else this.cancelDiagnosis ??= this.clock.later(wait, () => this.examineLatest());
    this.latest = this.loaded(view, this.diagnosis ?? this.examine(view));
    this.onProgress(this.latest);
  }

  private examineLatest(): void {
    this.cancelDiagnosis = undefined;
    if (!this.latest || this.leaving.signal.aborted) return;
    const { view } = this.latest;
    this.latest = this.loaded(view, this.examine(view));
    this.onProgress(this.latest);
  }

  private examine(view: RunView): Diagnosis {
    this.cancelDiagnosis?.();
    this.cancelDiagnosis = undefined;
    this.diagnosis = this.store.diagnose(view);
    this.diagnosedAt = this.clock.now();
    return this.diagnosis;
  }

  private loaded(view: RunView, diagnosis: Diagnosis): LoadedRun {
    return { id: this.id, folder: this.folder, view, diagnosis };
  }
}
