/**
 * Everything a program can do. Names follow the field; semantics are numpy's unless said.
 * Elementwise operations on two values broadcast as numpy does.
 */
export type Operation =
  | { readonly kind: 'constant'; readonly data: readonly number[] }
  | { readonly kind: UnaryKind }
  | { readonly kind: BinaryKind }
  /** Four inputs a, b, x, y: x where a > b, else y. NaN in a or b takes y. */
  | { readonly kind: 'whereGreater' }
  /** [m, k] by [k, n] after the optional transposes. */
  | { readonly kind: 'matmul'; readonly transposeA: boolean; readonly transposeB: boolean }
  /** x [n, in], w [in, out], b [out] -> x w + b. */
  | { readonly kind: 'linear' }
  | { readonly kind: ReductionKind; readonly axes: readonly number[]; readonly keep: boolean }
  /** Target sizes; -1 takes the batch. */
  | { readonly kind: 'reshape'; readonly sizes: readonly number[] }
  | { readonly kind: 'transpose'; readonly permutation: readonly number[] }
  /** Two inputs: the first broadcast to the shape of the second, whose numbers are not used. */
  | { readonly kind: 'expandLike' }
  /** One flat vector into consecutive parts. */
  | { readonly kind: 'split'; readonly sizes: readonly number[] }
  /** Flat vectors, one after the other. */
  | { readonly kind: 'concat' }
  /** Over the last axis. */
  | { readonly kind: 'softmax' }
  | { readonly kind: 'logSoftmax' }
  /**
   * x [n, d] -> on how many features both of two rows are positive [n, n], on how many each row is
   * [n], and on how many rows each feature is [d]. NaN is not positive.
   */
  | { readonly kind: 'positives' }
  /**
   * What is asked for only now and then. Inputs: a scalar, and k layers [n, ...units]. Output [k]: where
   * the scalar is above 0, each layer's sum of min(h / floor(d / 2), 1) over all ordered pairs of
   * its first `rows` samples, or of all where there are fewer; h is the number of its d units that
   * are positive on one of the two alone. 0 otherwise.
   */
  | { readonly kind: 'distancesIfAsked'; readonly rows: number }
  /** The size of the first axis, as a scalar. */
  | { readonly kind: 'batchSize' }
  /** x [n, c, h, w], kernel [o, c, kh, kw] -> [n, o, h, w]; stride 1, odd kernel, zero padding. */
  | { readonly kind: 'conv2d' }
  /** Gradient of conv2d by x: gradient [n, o, h, w], kernel [o, c, kh, kw] -> [n, c, h, w]. */
  | { readonly kind: 'conv2dInputGradient' }
  /** Gradient of conv2d by kernel: x, gradient -> [o, c, size, size]. */
  | { readonly kind: 'conv2dKernelGradient'; readonly size: number }
  /** 2 x 2 windows, stride 2, a last odd row or column left out; outputs maxima and places. */
  | { readonly kind: 'maxPool2d' }
  /**
   * Gradient of maxPool2d: gradient [n, c, h/2, w/2], places -> [n, c, height, width]. The places
   * must be those of a maxPool2d in the same program.
   */
  | { readonly kind: 'maxUnpool2d'; readonly height: number; readonly width: number };

export type UnaryKind =
  'negate' | 'exp' | 'log' | 'sqrt' | 'abs' | 'sign' | 'tanh' | 'sigmoid' | 'erf' | 'relu';

export type BinaryKind = 'add' | 'subtract' | 'multiply' | 'divide' | 'minimum' | 'maximum';

export type ReductionKind = 'sum' | 'mean' | 'max';

export type OperationKind = Operation['kind'];
