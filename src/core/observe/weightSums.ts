/** What the weight metrics of one layer are made of, summed in double precision. */
export interface WeightSums {
  /** |W|^2 */
  readonly size: number;
  /** <W, W_0> */
  readonly along: number;
  /** Absent where no directions are watched. */
  readonly step?: StepSums;
}

export interface StepSums {
  /** |W'|^2 with W' before the last step. */
  readonly before: number;
  /** |W - W'|^2 */
  readonly update: number;
  /** |w_j|^2 of each neuron. */
  readonly neuronSize: Float64Array;
  /** <w_j, g_j> of each neuron. */
  readonly neuronAlong: Float64Array;
}

/** Weights of one layer, flat in one layout: now, at the start, and what they are compared with. */
export interface ComparedWeights {
  readonly now: Float32Array;
  readonly start: Float32Array;
  readonly previous?: Float32Array;
  /** g_j: minus the gradient at the start. */
  readonly direction?: Float32Array;
  /** [in, out], or [out, in, size, size] */
  readonly shape: readonly number[];
}

/**
 * All sums in one pass, in plain code: an engine needs twenty operations a layer for them, each a
 * pass of its own, and has no double precision to let differences cancel in.
 */
export function weightSums({
  now,
  start,
  previous,
  direction,
  shape,
}: ComparedWeights): WeightSums {
  if (!previous || !direction) return ownSums(now, start);
  const compared = { now, start, previous, direction };
  const [first, second] = shape as readonly [number, number];
  return shape.length === 2
    ? columnSums(compared, first, second)
    : rowSums(compared, first, now.length / first);
}

/** Pairwise in fours: a sum waits for its last addition, so one a weight would be all waiting. */
function ownSums(now: Float32Array, start: Float32Array): WeightSums {
  let size = 0;
  let along = 0;
  const whole = now.length - (now.length % 4);
  for (let at = 0; at < whole; at += 4) {
    const a = now[at]!;
    const b = now[at + 1]!;
    const c = now[at + 2]!;
    const d = now[at + 3]!;
    size += a * a + b * b + (c * c + d * d);
    along += a * start[at]! + b * start[at + 1]! + (c * start[at + 2]! + d * start[at + 3]!);
  }
  for (let at = whole; at < now.length; at++) {
    size += square(now[at]!);
    along += now[at]! * start[at]!;
  }
  return { size, along };
}

type Compared = Required<Omit<ComparedWeights, 'shape'>>;

/**
 * Neurons are the columns of [inputs, neurons]. Four rows at a time: the sums of a neuron are then
 * loaded and stored a quarter as often, which is half of the time.
 */
function columnSums(compared: Compared, inputs: number, neurons: number): WeightSums {
  const { now, start, previous, direction } = compared;
  const neuronSize = new Float64Array(neurons);
  const neuronAlong = new Float64Array(neurons);
  const whole = inputs - (inputs % 4);
  let along = 0;
  let before = 0;
  let update = 0;
  for (let input = 0; input < whole; input += 4)
    for (let neuron = 0; neuron < neurons; neuron++) {
      const a = input * neurons + neuron;
      const b = a + neurons;
      const c = b + neurons;
      const d = c + neurons;
      const wa = now[a]!;
      const wb = now[b]!;
      const wc = now[c]!;
      const wd = now[d]!;
      const pa = previous[a]!;
      const pb = previous[b]!;
      const pc = previous[c]!;
      const pd = previous[d]!;
      along += wa * start[a]! + wb * start[b]! + (wc * start[c]! + wd * start[d]!);
      before += pa * pa + pb * pb + (pc * pc + pd * pd);
      update += square(wa - pa) + square(wb - pb) + (square(wc - pc) + square(wd - pd));
      neuronSize[neuron]! += wa * wa + wb * wb + (wc * wc + wd * wd);
      neuronAlong[neuron]! +=
        wa * direction[a]! + wb * direction[b]! + (wc * direction[c]! + wd * direction[d]!);
    }
  for (let at = whole * neurons; at < inputs * neurons; at++) {
    const w = now[at]!;
    const p = previous[at]!;
    along += w * start[at]!;
    before += p * p;
    update += square(w - p);
    neuronSize[at % neurons]! += w * w;
    neuronAlong[at % neurons]! += w * direction[at]!;
  }
  const step = { before, update, neuronSize, neuronAlong };
  return { size: total(neuronSize), along, step };
}

/** Neurons are the rows of [neurons, inputs]: kernels, which are small. */
function rowSums(compared: Compared, neurons: number, inputs: number): WeightSums {
  const { now, start, previous, direction } = compared;
  const neuronSize = new Float64Array(neurons);
  const neuronAlong = new Float64Array(neurons);
  let along = 0;
  let before = 0;
  let update = 0;
  for (let neuron = 0, at = 0; neuron < neurons; neuron++)
    for (const end = at + inputs; at < end; at++) {
      const w = now[at]!;
      const p = previous[at]!;
      along += w * start[at]!;
      before += p * p;
      update += square(w - p);
      neuronSize[neuron]! += w * w;
      neuronAlong[neuron]! += w * direction[at]!;
    }
  const step = { before, update, neuronSize, neuronAlong };
  return { size: total(neuronSize), along, step };
}

/** Faster than `** 2`. */
function square(x: number): number {
  return x * x;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
