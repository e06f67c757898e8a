import type { FromSweepPanel, SweepHead, ToSweepPanel } from '../../../protocol/sweepMessages';
import type { TrialRow } from '../../../protocol/sweepView';
import { toWire } from '../../../protocol/wire';
import type { Clock } from '../../runs/clock';
import type { LoadedRun, RunChange } from '../../runs/runLibrary';
import type { LoadedSweep, SweepChange } from '../../sweeps/sweepLibrary';
import { parseFromSweep } from './parseFromSweep';
import { rangeShown } from './rangeShown';
import { sweepHead, thinRow } from './sweepHead';
import type { SweepPort } from './sweepPort';

/** Milliseconds between two batches of what changed. */
const batchEvery = 200;

/**
 * The host's half of the sweep view, without an editor: owns what is shown, answers the page, and
 * sends a snapshot when the page is ready, then what changed. Whatever it is asked ends in a message
 * or a log line.
 */
export class SweepHandler {
  private wanted: string | undefined;
  private shownId: string | undefined;
  private isListening = false;
  /** Counts showings; whoever finds another number than it began with is late and leaves. */
  private turn = 0;
  /** Rows that the page has, by their place. */
  private sent: readonly TrialRow[] = [];
  private toldHead = '';
  private toldChoices = '';
  private settings: ReturnType<SweepPort['settingsOf']>;
  private cancelBatch: (() => void) | undefined;
  private range: LoadedRun | undefined;

  constructor(
    private readonly port: SweepPort,
    private readonly clock: Clock,
  ) {}

  /** Id of the sweep or range test in the view. */
  get shown(): string | undefined {
    return this.shownId;
  }

  /** Shows a sweep or a range test, the newest when left out. */
  show(id: string | undefined): void {
    const isShown = id !== undefined && id === this.shownId;
    this.wanted = id;
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
    const message = parseFromSweep(raw);
    if ('unknown' in message) this.port.log(message.unknown);
    else this.act(this.answer(message));
  }

  changed(change: SweepChange): void {
    if (change.kind === 'listed') return this.relist();
    if (change.sweep.id === this.shownId)
      this.cancelBatch ??= this.clock.later(batchEvery, () => this.batch());
  }

  runChanged(change: RunChange): void {
    if (change.kind === 'listed') return this.relist();
    if (change.run.id !== this.range?.id) return;
    this.range = change.run;
    if (change.kind === 'ended') this.tellRange();
    else this.cancelBatch ??= this.clock.later(batchEvery, () => this.batch());
  }

  /** What was not allowed is now. */
  trusted(): void {
    if (this.isListening) this.act(this.snapshot());
  }

  private async answer(message: FromSweepPanel): Promise<void> {
    const { port } = this;
    switch (message.type) {
      case 'ready':
        this.isListening = true;
        return this.snapshot();
      case 'show':
        return this.show(message.id);
      case 'stop':
      case 'pause':
        return port.ask(message.sweep, message.type, message.trial);
      case 'goOn':
        return port.ask(message.sweep, 'go_on', message.trial);
      case 'resume':
        return port.resume(message.sweep);
      case 'extend':
        return port.extend(message.sweep);
      case 'apply':
        return port.apply(message.sweep, message.trial);
      case 'applyRate': {
        const run = await port.range(message.run);
        const suggested = run && rangeShown(run.view, port.rateOf(run)).suggested;
        if (suggested === undefined) throw new Error('The range test suggests no learning rate.');
        return port.applyRate(message.run, suggested);
      }
      case 'exportCsv':
        return port.exportCsv(message.sweep);
      case 'openRun':
        return port.openRun(message.run);
      case 'openConfig': {
        const record = port.sweep(message.id)?.view.record;
        const run = record ? undefined : await port.range(message.id);
        const path = record?.configPath ?? run?.view.record.configPath;
        if (path === undefined) throw new Error(`There is no sweep "${message.id}" any more.`);
        return port.openConfig(path);
      }
    }
  }

  private async snapshot(): Promise<void> {
    this.leave();
    const { turn, port } = this;
    if (port.choices().length === 0) await port.refresh();
    const choices = port.choices();
    const id = this.wanted ?? choices[0]?.id;
    const range = id === undefined || port.sweep(id) ? undefined : await port.range(id);
    if (turn !== this.turn) return;
    this.shownId = id;
    this.range = range;
    const rights = port.mayStart() ? {} : { mayStart: false };
    const sweep = id === undefined ? undefined : port.sweep(id);
    if (sweep) {
      this.settings = port.settingsOf(sweep);
      const head = sweepHead(sweep.view, this.settings);
      const trials = sweep.view.trials.map(thinRow);
      const shown = { kind: 'sweep', sweep: head, trials } as const;
      this.sent = sweep.view.trials;
      this.toldHead = toWire(head);
      this.post({ type: 'snapshot', choices, shown, ...rights });
    } else if (range) {
      const shown = rangeShown(range.view, port.rateOf(range));
      this.post({ type: 'snapshot', choices, shown, ...rights });
    } else {
      this.shownId = undefined;
      this.post({ type: 'snapshot', choices, ...rights });
    }
  }

  private batch(): void {
    this.cancelBatch = undefined;
    if (!this.isListening) return;
    if (this.range) return this.tellRange();
    const sweep = this.shownId === undefined ? undefined : this.port.sweep(this.shownId);
    if (sweep) this.tellChanged(sweep);
  }

  private tellChanged({ view }: LoadedSweep): void {
    const head: SweepHead = sweepHead(view, this.settings);
    const trials = view.trials.filter((row, i) => row !== this.sent[i]).map(thinRow);
    const told = toWire(head);
    if (trials.length === 0 && told === this.toldHead) return;
    this.sent = view.trials;
    this.toldHead = told;
    this.post({ type: 'changed', sweep: head, trials });
  }

  private tellRange(): void {
    if (!this.range) return;
    const range = rangeShown(this.range.view, this.port.rateOf(this.range));
    this.post({ type: 'measured', range });
  }

  private relist(): void {
    if (!this.isListening) return;
    const choices = this.port.choices();
    const isGone = this.shownId !== undefined && !choices.some(({ id }) => id === this.shownId);
    if (isGone || (this.shownId === undefined && choices.length > 0)) {
      if (isGone) this.wanted = undefined;
      return this.act(this.snapshot());
    }
    if (toWire(choices) !== this.toldChoices) this.post({ type: 'listed', choices });
    this.cancelBatch ??= this.clock.later(batchEvery, () => this.batch());
  }

  private leave(): void {
    this.turn++;
    this.cancelBatch?.();
    this.cancelBatch = undefined;
  }

  private post(message: ToSweepPanel): void {
    if (message.type === 'snapshot' || message.type === 'listed')
      this.toldChoices = toWire(message.choices);
    if (this.isListening) this.port.post(message);
  }

  private act(work: Promise<void>): void {
    work.catch((error: unknown) => {
      const says = error instanceof Error ? error.message : String(error);
      this.port.log(says);
      this.post({ type: 'refused', says });
    });
  }
}
