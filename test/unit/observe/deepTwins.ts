import { createRandom } from '../../../src/core/data/random';
import type { Samples } from '../../../src/core/data/dataset';
import { reference } from '../../../src/core/engines/reference/reference';
import { batchOui } from '../../../src/metrics/batchOui';
import { balancedness, balanceDrift } from '../../../src/metrics/balancedness';
import { constantUnits } from '../../../src/metrics/constantUnits';
import {
  gradientAgreement,
  gradientDirectionError,
  gradientDirectionVariance,
} from '../../../src/metrics/gradientAgreement';
import { gradientNoiseScale } from '../../../src/metrics/gradientNoiseScale';
import { gradientNorm } from '../../../src/metrics/gradientNorm';
import { gramMatrix } from '../../../src/metrics/gramMatrix';
import { kernelVelocity } from '../../../src/metrics/kernelVelocity';
import { centreGram } from '../../../src/metrics/centre';
import type { Measured } from '../../../src/metrics/measured';
import { offDiagonalRatio } from '../../../src/metrics/offDiagonalRatio';
import { packBits } from '../../../src/metrics/packBits';
import { regularizationRatio } from '../../../src/metrics/regularizationRatio';
import { saturatedUnits } from '../../../src/metrics/saturatedUnits';
import { unbiasedCka } from '../../../src/metrics/unbiasedCka';
import { norm, type Vector } from '../../../src/metrics/vector';
import { passForward, type Moments } from './twins';

type Twins = Record<string, Measured>;
type Run = Parameters<typeof passForward>[1];

/** Every deep metric at the end of a run that was looked at deeply at its start and its end alone. */
export async function deepTwinsOf(
  run: Run,
  probe: Samples,
  { start, previous, now }: Moments,
  { epochs, learningRate }: { readonly epochs: number; readonly learningRate: number },
): Promise<{ readonly network: Twins; readonly layers: Record<string, Twins> }> {
  const { plan } = run;
  const n = probe.count;
  const [seen, before] = [await at(run, probe, now), await at(run, probe, start)];
  const gradients = await gradientsOf(run, now);
  const layers: Record<string, Twins> = {};
  for (const { name, units } of plan.layers) {
    const slots = plan.parameters.filter(({ layer }) => layer === name);
    const flat = slots.flatMap(({ offset, size }) => [
      ...gradients.full.subarray(offset, offset + size),
    ]);
    const weight = slots.find(({ role }) => role === 'weight')!;
    const part = (all: Vector) => all.subarray(weight.offset, weight.offset + weight.size);
    layers[name] = {
      gradient_norm: gradientNorm(Float64Array.from(flat)),
      regularization_ratio: decayPull(run, {
        now: part(now),
        previous: part(previous),
        gradient: part(gradients.full),
        learningRate,
      }),
    };
    if (name === 'output') continue;
    const [active, early] = [seen, before].map((one) => one[`activation.${name}`]!.data) as [
      Vector,
      Vector,
    ];
    const [gram, first] = [active, early].map((one) => gramMatrix(one, n, units)) as [
      Float64Array,
      Float64Array,
    ];
    const bits = packBits(active, n, units);
    Object.assign(layers[name], {
      feature_cka: unbiasedCka(gram, first, n),
      kernel_velocity: kernelVelocity(centreGram(gram, n), centreGram(first, n), epochs),
      constant_units: constantUnits(bits, n, units),
      batch_oui: batchOui(bits, n, units),
      saturated_units: saturatedUnits(active, n, units),
      balancedness: balancedness(incoming(run, name, now), outgoing(run, name, now)),
      balance_drift: balanceDrift(
        { incoming: incoming(run, name, now), outgoing: outgoing(run, name, now) },
        { incoming: incoming(run, name, start), outgoing: outgoing(run, name, start) },
      ),
    });
  }
  const features = seen['features']!.data;
  const width = features.length / n;
  const targets = gramMatrix(probe.targets, n, plan.outputs);
  return {
    layers,
    network: {
      kernel_target_cka: unbiasedCka(gramMatrix(features, n, width), targets, n),
      off_diagonal_ratio: offDiagonalRatio(features, n, width),
      gradient_agreement: gradientAgreement(gradients.batches),
      gradient_direction_variance: gradientDirectionVariance(gradients.batches),
      gradient_direction_error: gradientDirectionError(gradients.batches, gradients.full),
      gradient_noise_scale: gradientNoiseScale(gradients.batches, gradients.size),
      gradient_norm: gradientNorm(gradients.full),
    },
  };
}

async function at(run: Run, samples: Samples, parameters: Vector) {
  const tensor = { shape: [parameters.length], data: Float32Array.from(parameters) };
  const looked = { ...run.state.looked, parameters: tensor };
  return passForward(reference, { ...run, state: { looked } }, samples);
}

/** Mini-batches drawn as the docs say: the run's size, at most a quarter of up to 2048 samples. */
async function gradientsOf(run: Run, parameters: Vector) {
  const { train } = run.dataset;
  const { seed, batch_size } = run.settings.training;
  const order = createRandom(seed, 'gradients').permutation(train.count).slice(0, 2048);
  const quarter = Math.floor(order.length / 4);
  const size = batch_size === 'all' ? quarter : Math.min(batch_size, quarter);
  const of = async (rows: Uint32Array) =>
    Float64Array.from((await at(run, chosen(train, rows), parameters))['gradient']!.data);
  const batches = [];
  for (let from = 0; from + size <= order.length && batches.length < 8; from += size)
    batches.push(await of(order.slice(from, from + size)));
  return { full: await of(order), batches, size };
}

function chosen(samples: Samples, rows: Uint32Array): Samples {
  const of = (source: Float32Array) => {
    const width = source.length / samples.count;
    return Float32Array.from(
      [...rows].flatMap((row) => [...source.subarray(row * width, (row + 1) * width)]),
    );
  };
  return { count: rows.length, inputs: of(samples.inputs), targets: of(samples.targets) };
}

function decayPull(
  { settings }: Run,
  step: {
    readonly now: Vector;
    readonly previous: Vector;
    readonly gradient: Vector;
    readonly learningRate: number;
  },
): Measured {
  const { kind, weight_decay: decay } = settings.optimizer;
  if (kind !== 'adamw' && kind !== 'muon')
    return regularizationRatio(decay * norm(step.now), norm(step.gradient));
  const shrunk = step.previous.map((w) => w * step.learningRate * decay);
  const rest = Float64Array.from(step.now, (w, i) => w - step.previous[i]! + shrunk[i]!);
  return regularizationRatio(norm(shrunk), norm(rest));
}

/** Weight by weight, from its place in the tensor. */
function incoming({ plan }: Run, layer: string, parameters: Vector): Float64Array {
  const weight = plan.parameters.find(({ name }) => name === `${layer}.weight`)!;
  const isDense = weight.shape.length === 2;
  const squares = new Float64Array(isDense ? weight.shape[1]! : weight.shape[0]!);
  for (let i = 0; i < weight.size; i++) {
    const unit = isDense ? i % squares.length : Math.floor((i * squares.length) / weight.size);
    squares[unit]! += parameters[weight.offset + i]! ** 2;
  }
  const bias = plan.parameters.find(({ name }) => name === `${layer}.bias`)!;
  for (let j = 0; j < squares.length; j++) squares[j]! += parameters[bias.offset + j]! ** 2;
  return squares;
}

function outgoing({ plan }: Run, layer: string, parameters: Vector): Float64Array {
  const weights = plan.parameters.filter(({ role }) => role === 'weight');
  const own = weights.find((slot) => slot.layer === layer)!;
  const next = weights[weights.indexOf(own) + 1]!;
  const units = own.shape.length === 2 ? own.shape[1]! : own.shape[0]!;
  const squares = new Float64Array(units);
  const [a, b, c = 1, d = 1] = next.shape as [number, number, number?, number?];
  let i = next.offset;
  for (let one = 0; one < a; one++)
    for (let two = 0; two < b; two++)
      for (let place = 0; place < c * d; place++) {
        // Inputs of a dense layer after filters: all pixels of the first, then of the second.
        const unit = next.shape.length === 2 ? Math.floor(one / (a / units)) : two;
        squares[unit]! += parameters[i++]! ** 2;
      }
  return squares;
}
