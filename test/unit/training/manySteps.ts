// Trains many tiny steps and prints how much memory the later ones took, in bytes.
// Started by memory.test.ts in a process of its own, with --expose-gc.
import type { RunEvent } from '../../../src/protocol/events';
import { openEngine } from '../../../src/core/engines/ladder';
import { train } from '../../../src/core/training/train';
import { dataOf, smallSettings } from '../observe/smallRun';

interface Sample {
  readonly step: number;
  readonly heap: number;
  readonly resident: number;
}

async function main(): Promise<void> {
  const settings = smallSettings({
    dataset: { kind: 'synthetic', name: 'two-moons', samples: 400, validation: 0 },
    model: { kind: 'mlp', hidden: [8, 8], dropout: 0.1 },
    training: { epochs: 500, batch_size: 10 },
    monitor: { every_steps: 100 },
  });
  const engine = await openEngine('onnx');
  const samples: Sample[] = [];
  const emit = (...events: readonly RunEvent[]) => {
    for (const event of events) {
      if (event.type !== 'step.ended' || event.step % 1000 !== 0) continue;
      globalThis.gc?.();
      const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
      samples.push({ step: event.step, heap: heapUsed + external + arrayBuffers, resident: rss });
    }
  };
  const dataset = await dataOf(settings);
  const stop = { isRequested: () => false };
  await train({ runId: 'test', settings, dataset, engine }, { emit, stop });
  process.stdout.write(JSON.stringify(samples));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
