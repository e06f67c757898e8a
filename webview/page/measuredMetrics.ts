import { metricIds } from '../../src/metrics/catalog';
import type { RunView } from '../../src/protocol/runView';

/** Which metrics a run has. It looks at each event once, however often a growing run is asked for. */
export class MeasuredMetrics {
  private run: string | undefined;
  private seen = new Set<string>();
  private steps = 0;
  private epochs = 0;

  /** In the order of the catalog; those of a newer trainer come last. */
  of({ record, steps, epochs }: RunView): readonly string[] {
    if (this.run !== record.id || steps.length < this.steps || epochs.length < this.epochs) {
      this.run = record.id;
      this.seen = new Set();
      this.steps = this.epochs = 0;
    }
    for (; this.epochs < epochs.length; this.epochs++) this.add(epochs[this.epochs]?.metrics ?? {});
    for (; this.steps < steps.length; this.steps++) {
      const step = steps[this.steps];
      this.add(step?.metrics ?? {});
      for (const name in step?.layers) this.add(step.layers[name] ?? {});
    }
    const rest = new Set(this.seen);
    return [...metricIds.filter((id) => rest.delete(id)), ...rest];
  }

  private add(metrics: Readonly<Record<string, number>>): void {
    // The losses have charts of their own.
    for (const id in metrics) if (id !== 'train_loss' && id !== 'train_score') this.seen.add(id);
  }
}
