/** What a verb is given to work with, so that it does not know whether a test asks. */
export interface CliContext {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start at. */
  readonly workingFolder: string;
  /** The built core, beside the built CLI. */
  readonly corePath: string;
  /** The built page script of the report. */
  readonly reportScriptPath: string;
}

export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** 0 done, 1 the run failed or diverged, 2 the request was wrong. */
export type ExitCode = 0 | 1 | 2;
