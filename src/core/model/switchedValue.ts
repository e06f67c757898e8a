import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';

/**
 * A value that is positive where an activation is, and cheaper to have. The activation of an image
 * is computed for whoever reads it alone, as pooling takes what goes into relu; that of a dense layer
 * is there in any case, in one operation with the product before it where nobody reads between.
 */
export function switchedValue(b: ProgramBuilder, activation: Value): Value {
  const flattened = b.producer(activation);
  if (flattened?.operation.kind !== 'reshape') return activation;
  const [image] = flattened.inputs as readonly [Value];
  const relu = b.producer(image);
  return relu?.operation.kind === 'relu' ? (relu.inputs[0] as Value) : image;
}
