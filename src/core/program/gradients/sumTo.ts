import type { ProgramBuilder } from '../builder';
import type { Shape, Value } from '../program';

/** Undoes broadcasting: sums a gradient over the axes that its value was stretched along. */
export function sumTo(builder: ProgramBuilder, gradient: Value, shape: Shape): Value {
  const extra = gradient.shape.length - shape.length;
  const axes = gradient.shape.flatMap((size, axis) =>
    axis < extra || (shape[axis - extra] === 1 && size !== 1) ? [axis] : [],
  );
  if (axes.length === 0) return gradient;
  const summed = builder.sum(gradient, axes, extra === 0);
  return extra === 0 || summed.shape.length === shape.length
    ? summed
    : builder.reshape(summed, shape);
}
