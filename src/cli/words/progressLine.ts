import type { RunView } from '../../protocol/runView';
import type { TextStream } from '../context';
import { formatMeasured, formatPercent } from './formatNumber';

const eraseLine = '\r\u001b[K';

/** One line on a terminal, written over itself; silent in a pipe. */
export class ProgressLine {
  private shown = '';

  constructor(private readonly stream: TextStream) {}

  show(text: string): void {
    if (!this.stream.isTTY) return;
    const line = text.slice(0, (this.stream.columns || 80) - 1);
    if (line === this.shown) return;
    this.stream.write(`${eraseLine}${line}`);
    this.shown = line;
  }

  /** Takes the line away; what is written next starts in its place. */
  clear(): void {
    if (this.shown !== '') this.stream.write(eraseLine);
    this.shown = '';
  }
}

/** Where a run stands: `epoch 3/20  loss 0.432  score 0.91  OUI 0.712  observing 2.1 %`. */
export function progressText(view: RunView): string {
  const { started, steps, epochs, record } = view;
  if (!started) return 'starting';
  const step = steps.at(-1);
  const epoch = epochs.at(-1);
  const now = Math.max(step?.epoch ?? 0, epoch?.epoch ?? 0);
  const oui = steps.findLast((event) => event.metrics['oui'] !== undefined)?.metrics['oui'];
  const loss = step && step.epoch > (epoch?.epoch ?? 0) ? step.trainLoss : epoch?.trainLoss;
  const score = epoch?.validationScore ?? epoch?.trainScore;
  const share = epochs.findLast((event) => event.monitoringShare !== undefined)?.monitoringShare;
  return [
    `epoch ${Math.ceil(now)}/${record.settings.training.epochs}`,
    ...(loss === undefined ? [] : [`loss ${formatMeasured(loss)}`]),
    ...(score === undefined ? [] : [`score ${formatMeasured(score)}`]),
    ...(oui === undefined ? [] : [`OUI ${formatMeasured(oui)}`]),
    ...(share === undefined ? [] : [`observing ${formatPercent(share)}`]),
  ].join('  ');
}
