import type { Engine, Tensors } from '../engines/engine';
import { ProgramBuilder } from '../program/builder';
import { quantile } from './quantile';

/** Calls of each kind, at most, and milliseconds for all of them, about. */
const most = 15;
const longest = 20;

/**
 * What a training step takes longer for being asked for distances: they are computed by themselves,
 * from activations as large as those of the step, asked and not asked in turns. The difference of
 * the medians leaves out the call.
 */
export async function secondsOfAsking(
  engine: Engine,
  units: readonly number[],
  samples: number,
): Promise<number> {
  const b = new ProgramBuilder();
  const asked = b.input('asked', []);
  const layers = units.map((width, index) => b.input(`layer${index}`, ['batch', width]));
  const operation = { kind: 'distancesIfAsked', rows: samples } as const;
  b.output('distances', b.apply(operation, asked, ...layers));
  const executable = await engine.compile(b.build());
  const activations: Tensors = Object.fromEntries(
    units.map((width, index) => [
      `layer${index}`,
      { shape: [samples, width], data: waves(samples * width) },
    ]),
  );
  const flags = [0, 1].map((flag) => ({ shape: [], data: Float32Array.of(flag) }));
  const times: [number[], number[]] = [[], []];
  const begin = performance.now();
  for (let call = 0; call < most && (call < 3 || performance.now() - begin < longest); call++)
    for (const flag of [0, 1] as const) {
      const start = performance.now();
      await executable.run({ asked: flags[flag]!, ...activations });
      times[flag].push(performance.now() - start);
    }
  await executable.release();
  return Math.max(0, quantile(times[1], 0.5) - quantile(times[0], 0.5)) / 1000;
}

/** As many numbers, half of them positive. */
function waves(length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => Math.sin(index * index));
}
