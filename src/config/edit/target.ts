import type { Segments } from '../configPath';

/** The number to set, where, and the plain data of the text as it is. */
export interface Target {
  readonly path: Segments;
  readonly value: number;
  readonly raw: unknown;
}
