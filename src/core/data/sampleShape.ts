import { FormatError } from './formatError';

/**
 * The shape of one sample in an array of shape [count, ...]: rank 1 is one feature each, rank 2
 * features, rank 3 grey images [1, height, width], rank 4 images [channels, height, width] as given.
 * Throws FormatError, naming `path`, for other ranks and for arrays with nothing in them.
 */
export function sampleShape(shape: readonly number[], path: string): readonly number[] {
  const listed = `shape (${shape.join(', ')})`;
  if (shape.includes(0)) throw new FormatError(`${path} holds no samples: it has ${listed}`);
  switch (shape.length) {
    case 1:
      return [1];
    case 2:
    case 4:
      return shape.slice(1);
    case 3:
      return [1, ...shape.slice(1)];
    default:
      throw new FormatError(
        `${path} has ${listed}; inputs are [samples, features], [samples, height, width] ` +
          'or [samples, channels, height, width]',
      );
  }
}
