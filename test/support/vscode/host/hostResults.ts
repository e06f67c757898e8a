/** What a suite in the extension host found out; written there as JSON, read here. */
export interface HostResults {
  readonly tests: readonly HostTest[];
  /** What kept the suite from running to its end. */
  readonly crash?: string;
}

export interface HostTest {
  /** Titles of its suites and its own. */
  readonly path: readonly string[];
  readonly state: 'passed' | 'failed' | 'pending';
  /** Message and stack, when it failed. */
  readonly error?: string;
}

/** Stands beside the bundle, so that no environment has to reach the extension host. */
export const resultsFile = 'results.json';
