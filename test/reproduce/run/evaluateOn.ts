import type { Samples } from '../../../src/core/data/dataset';
import { evaluateProgram } from '../../../src/core/model/evaluateProgram';
import { evaluate, type Evaluation } from '../../../src/core/training/evaluate';
import { scoreFor } from '../../../src/core/training/score';
import type { PaperRun } from './trainPaper';

/** Loss and score of some parameters on the samples that the core did not see while it trained. */
export async function evaluateHeldOut(
  run: PaperRun,
  parameters: Float32Array,
): Promise<Evaluation> {
  const { engine, plan, settings, dataset } = run;
  const samples = dataset.validation as Samples;
  const executable = await engine.compile(evaluateProgram(plan, settings, dataset.target));
  try {
    const model = { parameters: { shape: [plan.parameterCount], data: parameters } };
    const score = scoreFor(dataset.target, dataset.train);
    const isRequested = () => false;
    const found = await evaluate(executable, model, samples, plan, score, {
      isRequested,
    });
    return found as Evaluation;
  } finally {
    await executable.release();
  }
}
