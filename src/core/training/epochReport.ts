import { lossGap } from '../../metrics/lossGap';
import { isDefined } from '../../metrics/measured';
import { scoreGap } from '../../metrics/scoreGap';
import type { EpochEnded } from '../../protocol/events';
import type { Samples } from '../data/dataset';
import { Confidence } from '../observe/confidence';
import { evaluate, type Evaluation } from './evaluate';
import type { Prepared } from './prepare';
import type { StopSignal } from './stopSignal';

/** Adds up an epoch's mini-batches and evaluates at its end. */
export class EpochReport {
  /** Loss on the evaluated training samples before the first update. */
  initialLoss = NaN;
  /** The same at the last evaluation. */
  evaluatedLoss = NaN;
  private readonly confidence = new Confidence();
  private lossSum = 0;
  private counted = 0;
  private samples = 0;

  constructor(
    private readonly run: Prepared,
    private readonly stop: Pick<StopSignal, 'isRequested'>,
  ) {}

  begin(): void {
    this.lossSum = 0;
    this.counted = 0;
    this.samples = 0;
  }

  add(loss: number, counted: number, samples: number): void {
    this.lossSum += loss * samples;
    this.counted += counted;
    this.samples += samples;
  }

  /** Epoch 0: the state before the first update. Undefined when it was stopped. */
  async beforeTraining(): Promise<EpochEnded | undefined> {
    const train = await this.onTraining();
    if (!train) return undefined;
    this.initialLoss = this.evaluatedLoss = train.loss;
    return this.event(0, train.loss, train.score, train);
  }

  /** Undefined when it was stopped. */
  async end(epoch: number): Promise<EpochEnded | undefined> {
    const isEvaluated = this.run.monitoring.evaluatedEpochs.has(epoch);
    const train = isEvaluated ? await this.onTraining() : undefined;
    if (isEvaluated && !train) return undefined;
    if (train) this.evaluatedLoss = train.loss;
    const { counted, samples } = this;
    return this.event(epoch, this.lossSum / samples, this.run.score.of(counted, samples), train);
  }

  private async event(
    epoch: number,
    trainLoss: number,
    trainScore: number,
    train: Evaluation | undefined,
  ): Promise<EpochEnded | undefined> {
    const validation = await this.onValidation();
    if (this.run.dataset.validation && !validation) return undefined;
    return {
      type: 'epoch.ended',
      at: new Date().toISOString(),
      epoch,
      trainLoss,
      trainScore,
      ...(validation && { validationLoss: validation.loss, validationScore: validation.score }),
      metrics: train ? this.metrics(epoch, train, validation) : {},
    };
  }

  private metrics(
    epoch: number,
    train: Evaluation,
    validation: Evaluation | undefined,
  ): Record<string, number> {
    const { dataset, settings, watched } = this.run;
    const { target } = dataset;
    // Chance level and confidence are in nats, which the mean square of one-hot targets is not.
    const classes =
      target.kind === 'classes' && settings.loss !== 'mse' ? target.classes : undefined;
    const gap = validation && classes && lossGap(train.loss, validation.loss, classes);
    const scores = validation && scoreGap(train.score, validation.score);
    return {
      ...(Number.isFinite(train.loss) && { train_loss: train.loss, train_score: train.score }),
      ...(gap !== undefined && isDefined(gap) && { loss_gap: gap }),
      ...(scores !== undefined && isDefined(scores) && { score_gap: scores }),
      ...(watched.confidence && classes && this.confidence.after(epoch, train.losses)),
    };
  }

  private onTraining(): Promise<Evaluation | undefined> {
    const { clocks, evaluated } = this.run;
    return clocks.monitoring.time(() => this.evaluate(evaluated));
  }

  private async onValidation(): Promise<Evaluation | undefined> {
    const { clocks, dataset } = this.run;
    const { validation } = dataset;
    return validation && clocks.validation.time(() => this.evaluate(validation));
  }

  private evaluate(samples: Samples): Promise<Evaluation | undefined> {
    const { evaluation, state, plan, score } = this.run;
    return evaluate(evaluation, state.looked, samples, plan, score, this.stop);
  }
}
