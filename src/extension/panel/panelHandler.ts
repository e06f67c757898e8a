import type { FromPanel, RunChoice, ToPanel } from '../../protocol/panelMessages';
import { toWire } from '../../protocol/wire';
import { remediesWith } from '../advice/remediesWith';
import type { Clock } from '../runs/clock';
import type { LoadedRun, RunChange } from '../runs/runLibrary';
import { EventStream } from './eventStream';
import type { PanelPort } from './panelPort';
import { parseFromPanel } from './parseFromPanel';
import { fitting, runBefore, shownRun } from './shownRun';

/** Milliseconds between two batches of events. */
const batchEvery = 100;
/** Events of a message while a long run is handed over: some milliseconds of work for the page. */
const chunk = 400;
/** Runs in the chooser. */
const mostChoices = 200;

/**
 * The host's half of the panel, without an editor: owns what is shown, answers the page, and sends
 * a snapshot when the page is ready, then batches. Whatever it is asked ends in a message or a log line.
 */
export class PanelHandler {
  private wanted: string | undefined;
  private latest: LoadedRun | undefined;
  private before: LoadedRun | undefined;
  /** Undefined while no page listens or a snapshot is under way. */
  private stream: EventStream | undefined;
  private isListening = false;
  /** Counts showings; whoever finds another number than it began with is late and leaves. */
  private turn = 0;
  private cancelBatch: (() => void) | undefined;
  private batchedAt = -Infinity;
  private toldDiagnosis = '';
  /** A live run has a new diagnosis now and then only; the config is not read for the same one. */
  private lookedAt: LoadedRun['diagnosis'] | undefined;
  private toldRuns = '';

  constructor(
    private readonly port: PanelPort,
    private readonly clock: Clock,
  ) {}

  /** The run in the panel; undefined before there is one. */
  get run(): LoadedRun | undefined {
    return this.latest;
  }

  /** Shows a run, the newest when left out. */
  show(run: string | undefined): void {
    this.wanted = run;
    const isShown = run !== undefined && run === this.latest?.id && this.stream !== undefined;
    if (this.isListening && !isShown) this.act(this.snapshot());
  }

  /** A hidden page is taken down by the editor; it comes back as a new one that says ready. */
  hidden(): void {
    this.isListening = false;
    this.leave();
  }

  close(): void {
    this.hidden();
  }

  receive(raw: unknown): void {
    const message = parseFromPanel(raw);
    if ('unknown' in message) this.port.log(message.unknown);
    else this.act(this.answer(message));
  }

  changed(change: RunChange): void {
    switch (change.kind) {
      case 'listed':
        return this.relist();
      case 'progressed':
        if (change.run.id === this.latest?.id) this.grow(change.run);
        return;
      case 'ended':
        if (change.run.id === this.latest?.id) this.act(this.end(change.run));
        return;
    }
  }

  /** What was not allowed is now. */
  trusted(): void {
    if (this.isListening) this.act(this.snapshot());
  }

  /** The config of the shown run has other text now. */
  configEdited(): void {
    if (this.stream) this.act(this.tellDiagnosis());
  }

  private async answer(message: FromPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.isListening = true;
        return this.snapshot();
      case 'show':
        return this.show(message.run);
      case 'stop':
        return this.port.stop(message.run);
      case 'apply':
        await this.port.apply(message.run, message.remedy);
        return this.tellDiagnosis();
      case 'applyAndRerun': {
        const run = await this.port.load(message.run);
        await this.port.apply(message.run, message.remedy);
        return this.show(await this.port.start(run, remediesWith(run.diagnosis, message.remedy)));
      }
      case 'rerun':
        return this.show(await this.port.start(await this.port.load(message.run), []));
      case 'openConfig':
        return this.port.openConfig(await this.port.load(message.run), message.path);
    }
  }

  private async snapshot(): Promise<void> {
    this.leave();
    const { turn } = this;
    const run = await this.loadWanted();
    const before = run && (await runBefore(run, this.port));
    if (turn !== this.turn) return;
    if (!run) {
      this.post({ type: 'snapshot', runs: this.choices(), ...this.rights() });
      return;
    }
    const stream = new EventStream(run.view);
    const shown = await shownRun(run, stream.opening(), before, this.port);
    if (turn !== this.turn) return;
    this.latest = run;
    this.before = before;
    this.toldDiagnosis = toWire([shown.diagnosis, shown.applicable, shown.applied]);
    const following = stream.behind;
    this.post({ type: 'snapshot', runs: this.choices(), shown, following, ...this.rights() });
    for (let told = 0; told < following;) {
      const events = stream.take(chunk);
      told += events.length;
      this.post({ type: 'events', run: run.id, events });
      await new Promise<void>((resolve) => this.clock.later(0, resolve));
      if (turn !== this.turn) return;
    }
    this.stream = stream;
    this.grow(this.latest);
    if (run.view.outcome === 'running' && this.latest.view.outcome !== 'running')
      await this.end(this.latest);
  }

  /** The wanted run, else the newest; undefined when there is none. */
  private async loadWanted(): Promise<LoadedRun | undefined> {
    if (this.port.list().length === 0) await this.port.refresh();
    const runs = this.port.list();
    const trial = runs.some((one) => one.id === this.wanted) ? undefined : await this.loadTrial();
    if (trial) return trial;
    const wanted = runs.find((one) => one.id === this.wanted) ?? runs[0];
    return wanted && this.port.load(wanted.id).catch((error) => this.unreadable(error));
  }

  /** Trials of sweeps are not in the list of runs; undefined for a run that is gone. */
  private async loadTrial(): Promise<LoadedRun | undefined> {
    if (this.wanted === undefined) return undefined;
    const run = await this.port.load(this.wanted).catch(() => undefined);
    return run?.view.record.sweep ? run : undefined;
  }

  private unreadable(error: unknown): undefined {
    this.latest = undefined;
    this.refuse(error);
  }

  private grow(run: LoadedRun): void {
    this.latest = run;
    if (!this.stream) return;
    if (!this.stream.grow(run.view)) {
      this.act(this.snapshot());
      return;
    }
    const wait = this.batchedAt + batchEvery - this.clock.now();
    this.cancelBatch ??= this.clock.later(Math.max(0, wait), () => this.batch());
  }

  private batch(): void {
    this.cancelBatch?.();
    this.cancelBatch = undefined;
    this.batchedAt = this.clock.now();
    this.drain();
    if (this.latest?.diagnosis !== this.lookedAt) this.act(this.tellDiagnosis());
  }

  private drain(): void {
    if (!this.stream || !this.latest) return;
    while (this.stream.behind > 0) {
      const events = this.stream.take(chunk);
      this.post({ type: 'events', run: this.latest.id, events });
    }
  }

  private async end(run: LoadedRun): Promise<void> {
    this.latest = run;
    if (!this.stream) return;
    this.stream.grow(run.view);
    this.drain();
    const { record, outcome } = run.view;
    const comparison = this.before && this.port.compare(this.before.view, run.view);
    const over = { record, outcome, ...(comparison && { comparison }) };
    this.post({ type: 'ended', run: run.id, ...over });
    await this.tellDiagnosis();
  }

  private async tellDiagnosis(): Promise<void> {
    const { turn, latest: run } = this;
    if (!run || !this.stream) return;
    this.lookedAt = run.diagnosis;
    const now = await fitting(run, this.port);
    if (turn !== this.turn || run !== this.latest) return;
    const { diagnosis } = run;
    const told = toWire([diagnosis, now.applicable, now.applied]);
    if (told === this.toldDiagnosis) return;
    this.toldDiagnosis = told;
    this.post({ type: 'diagnosed', run: run.id, diagnosis, ...now });
  }

  private relist(): void {
    if (!this.isListening) return;
    const runs = this.choices();
    const isGone = this.latest && !runs.some((one) => one.id === this.latest?.id);
    if (isGone || (!this.latest && runs.length > 0)) {
      this.latest = undefined;
      this.act(this.snapshot());
      return;
    }
    const told = toWire(runs);
    if (told === this.toldRuns) return;
    this.post({ type: 'listed', runs });
  }

  private choices(): readonly RunChoice[] {
    const listed = this.port
      .list()
      .slice(0, mostChoices)
      .map(({ id, name, outcome, verdict, started }) => ({ id, name, outcome, verdict, started }));
    const trial = this.latest && trialChoice(this.latest);
    return trial && !listed.some(({ id }) => id === trial.id) ? [trial, ...listed] : listed;
  }

  private rights(): { readonly mayStart?: false } {
    return this.port.mayStart() ? {} : { mayStart: false };
  }

  private leave(): void {
    this.turn++;
    this.stream = undefined;
    this.cancelBatch?.();
    this.cancelBatch = undefined;
  }

  private post(message: ToPanel): void {
    if (message.type === 'snapshot' || message.type === 'listed')
      this.toldRuns = toWire(message.runs);
    if (this.isListening) this.port.post(message);
  }

  private act(work: Promise<void>): void {
    work.catch((error: unknown) => this.refuse(error));
  }

  private refuse(error: unknown): void {
    const says = error instanceof Error ? error.message : String(error);
    this.port.log(says);
    this.post({ type: 'refused', says });
  }
}

/** A trial of a sweep, which stands in the list only while it is shown. */
function trialChoice({ id, view, diagnosis }: LoadedRun): RunChoice | undefined {
  const { name, sweep, created } = view.record;
  if (!sweep) return undefined;
  const { verdict } = diagnosis;
  const outcome = view.outcome;
  return { id, name: `${name} trial ${sweep.trial}`, outcome, verdict, started: created };
}
