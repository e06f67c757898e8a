/** Values of one trial, by config path. */
export type Params = Readonly<Record<string, ParamValue>>;
export type ParamValue = ParamScalar | readonly ParamScalar[];
export type ParamScalar = number | string | boolean;

/** Where the values of one parameter may lie. */
export type ParameterRange =
  | {
      readonly kind: 'log' | 'lin';
      readonly low: number;
      readonly high: number;
      /** Values of a grid over the range, both ends among them. */
      readonly points?: number;
      /** The key takes whole numbers only. */
      readonly whole?: boolean;
    }
  | { readonly kind: 'list'; readonly values: readonly ParamValue[] };

/** By config path, in the order that they were given. */
export type ParameterRanges = Readonly<Record<string, ParameterRange>>;

export type SearchKind = 'grid' | 'random' | 'sobol' | 'tpe' | 'guided';

/** Which unpromising trials are ended early: by halving on validation loss, by rules, by both. */
export type PruneKind = 'all' | 'halving' | 'rules' | 'none';
