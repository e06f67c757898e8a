import type { Settings } from '../../../protocol/settings';
import type { Dataset, Samples } from '../../data/dataset';
import type { Engine, Executable, Tensors } from '../../engines/engine';
import type { ModelPlan } from '../../model/plan';
import { numbers, rows, samplesPerCall, type SampleSizes } from '../../training/evaluate';
import { gradientProgram, hessianProgram } from './gradientProgram';

/** Gradients and Hessian products of the mean loss on given samples at given parameters. */
export class Gradients {
  private constructor(
    private readonly gradient: Executable,
    private readonly hessian: Executable,
    private readonly sizes: SampleSizes,
  ) {}

  static async compile(
    engine: Engine,
    plan: ModelPlan,
    settings: Pick<Settings, 'loss'>,
    { target }: Pick<Dataset, 'target'>,
  ): Promise<Gradients> {
    const gradient = await engine.compile(gradientProgram(plan, settings, target));
    const hessian = await engine.compile(hessianProgram(plan, settings, target));
    return new Gradients(gradient, hessian, plan);
  }

  /** The gradient, [parameters]; of many samples, in parts. */
  of(samples: Samples, parameters: Float32Array): Promise<Float64Array> {
    return this.inParts(samples, (batch) =>
      this.gradient.run({ parameters: flat(parameters), ...batch }),
    );
  }

  /** The Hessian times a direction, [parameters]. */
  hessianProduct(
    samples: Samples,
    parameters: Float32Array,
    direction: Float64Array,
  ): Promise<Float64Array> {
    const given = { parameters: flat(parameters), direction: flat(Float32Array.from(direction)) };
    return this.inParts(samples, (batch) => this.hessian.run({ ...given, ...batch }));
  }

  async release(): Promise<void> {
    await Promise.all([this.gradient.release(), this.hessian.release()]);
  }

  /** The mean over the samples of what a program's one output is for each part of them. */
  private async inParts(
    samples: Samples,
    run: (batch: Tensors) => Promise<Tensors>,
  ): Promise<Float64Array> {
    let total = new Float64Array();
    const most = samplesPerCall(this.sizes);
    for (let from = 0; from < samples.count; from += most) {
      const to = Math.min(samples.count, from + most);
      const result = await run(rows(samples, from, to, this.sizes.inputShape));
      const part = numbers(result, Object.keys(result)[0]!);
      if (from === 0) total = new Float64Array(part.length);
      const share = (to - from) / samples.count;
      for (let i = 0; i < total.length; i++) total[i]! += share * part[i]!;
    }
    return total;
  }
}

function flat(data: Float32Array) {
  return { shape: [data.length], data };
}
