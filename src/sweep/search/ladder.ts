import type { ParameterRange, ParameterRanges, Params } from '../../protocol/searchSpace';
import type { Settings } from '../../protocol/settings';
import { shareOfValue, valueAtShare } from '../space';

/** The weight decay that gives a run of so many steps its advised total shrink; undefined for adam. */
export type DecayFor = (settings: Settings, totalSteps: number) => number | undefined;

export const rate = 'optimizer.learning_rate';
export const decay = 'optimizer.weight_decay';
export const scales = ['model.init.scale', 'model.output_multiplier'] as const;

/** What guided search can move; other parameters have no measured line to move along. */
export const guidedPaths: readonly string[] = [rate, decay, ...scales];

/** Neighbours on the ladder differ by this factor: half a power of ten. */
export const rung = Math.sqrt(10);

/**
 * The one line that guided search moves along. With the learning rate among the parameters rung j
 * is the config's rate times 10^(j/2), and weight decay, where it is one too, is what gives the
 * same total shrink everywhere (measured: with the rate tuned on that line nothing off it was
 * more than .5 points better). Without the rate the rungs are those of weight decay, else of scale.
 */
export class Ladder {
  /** The config's own values, as far as the ranges have them. */
  readonly own: Params;

  constructor(
    private readonly ranges: ParameterRanges,
    private readonly settings: Settings,
    private readonly decayFor: DecayFor,
  ) {
    this.own = Object.fromEntries(
      Object.entries(ranges).map(([path, range]) => [
        path,
        nearest(range, ownValue(settings, path)),
      ]),
    );
  }

  /** Whether rungs differ in the learning rate. */
  get movesRate(): boolean {
    return this.ranges[rate] !== undefined;
  }

  /** The values of rung j; undefined where that is beyond the range. */
  at(j: number, totalSteps: number): Params | undefined {
    const axis = this.axis();
    const middle =
      axis === decay ? this.decayOnLine(this.own, totalSteps) : numberIn(this.own, axis);
    const value = middle * rung ** j;
    const range = this.ranges[axis];
    if (!range || (j !== 0 && !isInside(range, value))) return undefined;
    const moved = { ...this.own, [axis]: nearest(range, value) };
    const decays = this.ranges[decay];
    if (axis !== rate || !decays) return moved;
    return { ...moved, [decay]: nearest(decays, this.decayOnLine(moved, totalSteps)) };
  }

  /** The same values with one of them multiplied; undefined where it is no parameter, or no change. */
  scaled(params: Params, path: string, factor: number): Params | undefined {
    const range = this.ranges[path];
    if (!range) return undefined;
    const value = nearest(range, numberIn(params, path) * factor);
    return value === params[path] ? undefined : { ...params, [path]: value };
  }

  private axis(): string {
    const [axis] = [rate, decay, ...scales].filter((path) => this.ranges[path] !== undefined);
    if (axis === undefined) throw new Error('Guided search has nothing to move.');
    return axis;
  }

  private decayOnLine(params: Params, totalSteps: number): number {
    const { settings } = this;
    const learning_rate = this.movesRate
      ? numberIn(params, rate)
      : settings.optimizer.learning_rate;
    const optimizer = { ...settings.optimizer, learning_rate };
    return this.decayFor({ ...settings, optimizer }, totalSteps) ?? settings.optimizer.weight_decay;
  }
}

/** Two sets of values with nothing more than a factor between them; 0 is near nothing but 0. */
export function areNear(a: Params, b: Params, factor: number): boolean {
  return Object.keys(a).every((path) => {
    const [x, y] = [numberIn(a, path), numberIn(b, path)];
    return x === y || (x > 0 && y > 0 && Math.abs(Math.log(x / y)) <= Math.log(factor) + 1e-9);
  });
}

function ownValue({ optimizer, model }: Settings, path: string): number {
  switch (path) {
    case rate:
      return optimizer.learning_rate;
    case decay:
      return optimizer.weight_decay;
    case scales[0]:
      return model.init.scale;
    case scales[1]:
      return model.output_multiplier;
    default:
      throw new Error(`Guided search does not move ${path}.`);
  }
}

/** Four digits of a value inside an interval, the nearest value of a list by ratio. */
function nearest(range: ParameterRange, value: number): number {
  if (range.kind === 'list') {
    const numbers = range.values.filter((one) => typeof one === 'number');
    const distance = (one: number) => Math.abs(Math.log((one + 1e-12) / (value + 1e-12)));
    return numbers.reduce(
      (best, one) => (distance(one) < distance(best) ? one : best),
      numbers[0] ?? value,
    );
  }
  // A weight decay of 0 is the config's own, though no log range has it.
  if (value === 0) return 0;
  const inside = Math.min(range.high, Math.max(range.low, value));
  const settled = valueAtShare(range, shareOfValue(range, inside) ?? 0);
  return typeof settled === 'number' ? settled : inside;
}

function isInside(range: ParameterRange, value: number): boolean {
  if (range.kind !== 'list') return value >= range.low * 0.999 && value <= range.high * 1.001;
  const numbers = range.values.filter((one) => typeof one === 'number');
  return value >= Math.min(...numbers) * 0.999 && value <= Math.max(...numbers) * 1.001;
}

function numberIn(params: Params, path: string): number {
  const value = params[path];
  return typeof value === 'number' ? value : NaN;
}
