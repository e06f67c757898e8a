import type { Engine, Tensors } from '../../../src/core/engines/engine';

export interface Tap {
  /** Runs what it is given on the tapped engine. */
  readonly engine: Engine;
  /** A copy of the parameters before the first step. */
  readonly first: () => Float32Array;
  /** The parameters after the last call; written over by later ones. */
  readonly latest: () => Float32Array;
}

/** An engine that remembers the parameters that training steps read and write. */
export function tapParameters(engine: Engine): Tap {
  let first: Float32Array | undefined;
  let latest: Float32Array | undefined;
  const tapped: Engine = {
    name: engine.name,
    version: engine.version,
    compile: (program) => engine.compile(program),
    compileSteps: async (recurrence) => {
      const executable = await engine.compileSteps(recurrence);
      return {
        run: async (inputs, into) => {
          first ??= parametersOf(inputs).slice();
          const outputs = await executable.run(inputs, into);
          latest = parametersOf(outputs);
          return outputs;
        },
        release: () => executable.release(),
      };
    },
  };
  const there = (value: Float32Array | undefined) => {
    if (!value) throw new Error('No training step has been run yet.');
    return value;
  };
  return {
    engine: tapped,
    first: () => there(first),
    latest: () => latest ?? there(first),
  };
}

function parametersOf(tensors: Tensors): Float32Array {
  const data = tensors['parameters']?.data;
  if (!(data instanceof Float32Array)) throw new Error('A step has no float32 parameters.');
  return data;
}
