import { confidentShare } from '../../metrics/confidentShare';
import { lossGap } from '../../metrics/lossGap';
import { isDefined } from '../../metrics/measured';
import type { EpochEnded } from '../../protocol/events';
import { evaluate, type Evaluation } from './evaluate';
import type { Prepared } from './prepare';

/** Adds up an epoch's mini-batches and evaluates at its end. */
export class EpochReport {
  /** Loss on the evaluated training samples before the first update. */
  initialLoss = NaN;
  private lossSum = 0;
  private counted = 0;
  private samples = 0;

  constructor(private readonly run: Prepared) {}

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

  /** Epoch 0: the state before the first update. */
  async beforeTraining(): Promise<EpochEnded> {
    const train = await this.onTraining();
    this.initialLoss = train.loss;
    return this.event(0, train.loss, train.score, train);
  }

  async end(epoch: number): Promise<EpochEnded> {
    const train = this.run.monitoring.evaluatedEpochs.has(epoch)
      ? await this.onTraining()
      : undefined;
    const { score } = this.run;
    return this.event(
      epoch,
      this.lossSum / this.samples,
      score.of(this.counted, this.samples),
      train,
    );
  }

  private async event(
    epoch: number,
    trainLoss: number,
    trainScore: number,
    train: Evaluation | undefined,
  ): Promise<EpochEnded> {
    const validation = await this.onValidation();
    return {
      type: 'epoch.ended',
      at: new Date().toISOString(),
      epoch,
      trainLoss,
      trainScore,
      ...(validation && { validationLoss: validation.loss, validationScore: validation.score }),
      metrics: train ? this.metrics(train, validation) : {},
    };
  }

  private metrics(train: Evaluation, validation: Evaluation | undefined): Record<string, number> {
    const { dataset, settings, watched } = this.run;
    const { target } = dataset;
    // Chance level and confidence are in nats, which the mean square of one-hot targets is not.
    const classes =
      target.kind === 'classes' && settings.loss !== 'mse' ? target.classes : undefined;
    const gap = validation && classes && lossGap(train.loss, validation.loss, classes);
    const confident = watched.confidence && classes ? confidentShare(train.losses) : undefined;
    return {
      train_loss: train.loss,
      train_score: train.score,
      ...(gap !== undefined && isDefined(gap) && { loss_gap: gap }),
      ...(confident !== undefined && isDefined(confident) && { confident_share: confident }),
    };
  }

  private onTraining(): Promise<Evaluation> {
    const { clocks, evaluated } = this.run;
    return clocks.monitoring.time(() => this.evaluate(evaluated));
  }

  private onValidation(): Promise<Evaluation> | undefined {
    const { clocks, dataset } = this.run;
    const { validation } = dataset;
    return validation && clocks.validation.time(() => this.evaluate(validation));
  }

  private evaluate(samples: Prepared['evaluated']): Promise<Evaluation> {
    const { evaluation, state, dataset, score } = this.run;
    return evaluate(evaluation, state.looked, samples, dataset.inputShape, score);
  }
}
