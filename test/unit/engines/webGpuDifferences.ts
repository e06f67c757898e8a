// Started by webGpu.test.ts in a process of its own, whose environment has a GPU in software:
// compares WebGPU with the reference and with the native engine on the processor, and prints one
// JSON document with the largest differences, relative to the largest number of each output.
import type { Engine, Tensors } from '../../../src/core/engines/engine';
import { openEngine } from '../../../src/core/engines/ladder';
import type { Program } from '../../../src/core/program/program';
import { caseProgram } from './caseProgram';
import { composedPrograms } from './composedPrograms';
import { exampleInputs } from './exampleInputs';
import { operationCases } from './operationCases';
import { SeededRandom } from './seededRandom';

export interface Differences {
  /** WebGPU's from float64. */
  readonly reference: number;
  /** WebGPU's from the processor's in float32. */
  readonly onnx: number;
}

async function main(): Promise<void> {
  const gpu = await openEngine('onnx-webgpu');
  const twins = { reference: await openEngine('reference'), onnx: await openEngine('onnx') };
  const found: Record<string, Differences> = {};
  for (const [kind, cases] of Object.entries(operationCases)) {
    const all: Differences[] = [];
    for (const write of Object.values(cases)) {
      const random = new SeededRandom(1);
      all.push(await compare(gpu, twins, caseProgram(write, random), random));
    }
    found[kind] = largest(all);
  }
  for (const [title, write] of Object.entries(composedPrograms))
    found[title] = await compare(gpu, twins, write(), new SeededRandom(11));
  process.stdout.write(JSON.stringify(found));
}

async function compare(
  gpu: Engine,
  twins: Readonly<Record<'reference' | 'onnx', Engine>>,
  program: Program,
  random: SeededRandom,
): Promise<Differences> {
  const inputs = exampleInputs(program, 3, random);
  const onGpu = await results(gpu, program, inputs);
  return {
    reference: difference(onGpu, await results(twins.reference, program, inputs)),
    onnx: difference(onGpu, await results(twins.onnx, program, inputs)),
  };
}

async function results(engine: Engine, program: Program, inputs: Tensors): Promise<Tensors> {
  const executable = await engine.compile(program);
  const outputs = await executable.run(inputs);
  await executable.release();
  return outputs;
}

/** Infinite where names, shapes or NaN differ. */
function difference(found: Tensors, expected: Tensors): number {
  let most = 0;
  if (Object.keys(found).join() !== Object.keys(expected).join()) return Infinity;
  for (const [name, { shape, data }] of Object.entries(expected)) {
    const given = found[name];
    if (!given || given.shape.join() !== shape.join()) return Infinity;
    const scale = Math.max(1, ...data.map(Math.abs));
    data.forEach((number: number, position: number) => {
      const apart = Math.abs((given.data[position] as number) - number) / scale;
      most = apart <= most ? most : Number.isNaN(apart) ? Infinity : apart;
    });
  }
  return most;
}

function largest(all: readonly Differences[]): Differences {
  return {
    reference: Math.max(...all.map(({ reference }) => reference)),
    onnx: Math.max(...all.map(({ onnx }) => onnx)),
  };
}

void main();
