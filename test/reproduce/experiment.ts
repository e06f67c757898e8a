import type { Figure } from './page/figure';

/** `full` is what the page holds; `short` is the same with fewer seeds and values, for the tests. */
export type Effort = 'full' | 'short';

/** One row of the acceptance table: what must appear, and whether it did. */
export interface Criterion {
  /** Such as `A2`. */
  readonly id: string;
  readonly says: string;
  readonly measured: string;
  readonly reached: boolean;
  /**
   * Why it is not to be seen in our core, where that was found out. A short form then expects that
   * it is missed: the page must be written anew once it is not.
   */
  readonly unseen?: string;
}

export interface Reproduced {
  readonly criteria: readonly Criterion[];
  readonly figures: readonly Figure[];
  /** Sentences for the page: what differs from the paper, what was not seen. */
  readonly notes: readonly string[];
}

export interface Experiment {
  /** As on the command line: `npm run reproduce -- grokking`. */
  readonly name: string;
  readonly title: string;
  readonly source: string;
  /** Names in `examples/papers`, without `.fit.yaml`. */
  readonly configs: readonly string[];
  run(effort: Effort): Promise<Reproduced>;
}
