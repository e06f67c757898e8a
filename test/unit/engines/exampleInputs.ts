import type { Tensor, Tensors } from '../../../src/core/engines/engine';
import { concreteShape } from '../../../src/core/engines/checkTensors';
import type { Program } from '../../../src/core/program/program';
import type { SeededRandom } from './seededRandom';

/** Random inputs for a program; a name that starts with `positive` or `oneHot` says which kind. */
export function exampleInputs(program: Program, batch: number, random: SeededRandom): Tensors {
  return Object.fromEntries(
    program.inputs.map(({ name, value }) => [
      name,
      exampleTensor(name, concreteShape(value.shape, { batch }), random),
    ]),
  );
}

/** All numbers are exact in float32, so that every engine starts from the same ones. */
function exampleTensor(name: string, shape: readonly number[], random: SeededRandom): Tensor {
  const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
  if (name.startsWith('oneHot')) {
    const classes = shape[1] as number;
    for (let row = 0; row < data.length; row += classes)
      data[row + random.whole(0, classes - 1)] = 1;
  } else {
    const low = name.startsWith('positive') ? 0.2 : -2;
    for (let i = 0; i < data.length; i++) data[i] = random.between(low, 2);
  }
  return { shape, data };
}
