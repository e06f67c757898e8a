import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';
import type { OptimizerPlan } from '../optimizer';
import type { ParameterSlot } from '../plan';
import type { AdamState } from './adamStep';
import { adamScalars, adamStep } from './adamStep';
import { decoupledDecay } from './decoupledDecay';
import { named } from './named';
import { orthogonalize } from './orthogonalize';

/** Makes an orthogonal update's root mean square that of AdamW's (Liu et al. 2025, section 2.2). */
const ADAMW_ROOT_MEAN_SQUARE = 0.2;

/**
 * Muon (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/): Nesterov momentum
 * B = mu B + g, then g + mu B orthogonalized, for the weights of all layers but the output layer, a
 * kernel [out, in, 3, 3] seen as [out, 9 in]. AdamW for all others (the output layer, biases, gains
 * and shifts), as its authors say. The config has one learning rate for both, so the orthogonal
 * update is multiplied by 0.2 sqrt(max(rows, columns)) as in Liu et al. 2025 (arXiv 2502.16982),
 * which is `match_rms_adamw` of PyTorch's Muon: a rate that suits AdamW suits it too. Decay is
 * decoupled for all. `second` is used by AdamW alone and stays 0 elsewhere.
 */
export function muon(
  mu: number,
  weightDecay: number,
  parameters: readonly ParameterSlot[],
): OptimizerPlan {
  const pieces = piecesOf(parameters);
  const sizes = pieces.map((piece) => piece.size);
  return {
    moments: ['first', 'second'],
    scalars: (step, learningRate) => ({ learning_rate: learningRate, ...adamScalars(step) }),
    update(b, inputs) {
      const learningRate = named(inputs.scalars, 'learning_rate');
      const rate = b.multiply(learningRate, named(inputs.scalars, 'correction'));
      const epsilon = named(inputs.scalars, 'epsilon');
      const decayed = decoupledDecay(b, inputs.parameters, learningRate, weightDecay);
      const parts = [
        decayed,
        named(inputs.moments, 'first'),
        named(inputs.moments, 'second'),
        inputs.gradient,
      ].map((vector) => b.split(vector, sizes));
      const after = pieces.map((piece, index) => {
        const [part, first, second, gradient] = parts.map((split) => split[index]) as [
          Value,
          Value,
          Value,
          Value,
        ];
        const before = { parameters: part, first, second };
        return piece.matrix
          ? muonStep(b, before, gradient, { mu, learningRate, matrix: piece.matrix })
          : adamStep(b, before, gradient, rate, epsilon);
      });
      const joined = (key: keyof AdamState) => b.concat(after.map((state) => state[key]));
      return {
        parameters: joined('parameters'),
        moments: { first: joined('first'), second: joined('second') },
      };
    },
  };
}

/** A part of the flat vector: one matrix for Muon, or neighbours for AdamW in one. */
interface Piece {
  readonly size: number;
  readonly matrix?: readonly [rows: number, columns: number];
}

function piecesOf(parameters: readonly ParameterSlot[]): Piece[] {
  const pieces: Piece[] = [];
  for (const { role, layer, shape, size } of parameters) {
    const [rows] = shape;
    const last = pieces.at(-1);
    if (role === 'weight' && layer !== 'output' && rows !== undefined)
      pieces.push({ size, matrix: [rows, size / rows] });
    else if (last && !last.matrix) pieces[pieces.length - 1] = { size: last.size + size };
    else pieces.push({ size });
  }
  return pieces;
}

function muonStep(
  b: ProgramBuilder,
  before: AdamState,
  gradient: Value,
  {
    mu,
    learningRate,
    matrix,
  }: {
    readonly mu: number;
    readonly learningRate: Value;
    readonly matrix: readonly [number, number];
  },
): AdamState {
  const first = b.add(b.multiply(before.first, mu), gradient);
  const ahead = b.add(gradient, b.multiply(first, mu));
  const orthogonal = orthogonalize(b, b.reshape(ahead, matrix));
  const scale = ADAMW_ROOT_MEAN_SQUARE * Math.sqrt(Math.max(...matrix));
  const change = b.multiply(orthogonal, b.multiply(learningRate, scale));
  return {
    parameters: b.subtract(before.parameters, b.reshape(change, gradient.shape)),
    first,
    second: before.second,
  };
}
