import type { Value } from '../program';

/** A gradient for each input; undefined where nothing flows. */
export type InputGradients = readonly (Value | undefined)[];
