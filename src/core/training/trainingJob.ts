import type { Settings } from '../../protocol/settings';
import type { Dataset } from '../data/dataset';
import type { Engine } from '../engines/engine';

export interface TrainingJob {
  readonly runId: string;
  readonly settings: Settings;
  readonly dataset: Dataset;
  readonly engine: Engine;
}
