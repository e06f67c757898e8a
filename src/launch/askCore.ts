import { describeEnding } from './describeEnding';
import { launchCore, type LaunchOptions } from './launchCore';

/** The core refused or failed to answer. */
export class CoreError extends Error {
  override readonly name = 'CoreError';
  constructor(
    message: string,
    /** Exit code of the core: 2 where the request was wrong. */
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/** Asks the core for one JSON document (`doctor`, `oui FILE...`). Throws `CoreError`. */
export async function askCore(
  corePath: string,
  args: readonly string[],
  options: LaunchOptions = {},
): Promise<unknown> {
  const ending = await launchCore(corePath, args, options).ended;
  if (ending.code !== 0) throw new CoreError(describeEnding(ending), ending.code ?? 1);
  try {
    return JSON.parse(ending.stdout);
  } catch {
    const got = ending.stdout.slice(0, 80);
    throw new CoreError(`The core's answer to "${args[0]}" is not JSON: ${got}`, 1);
  }
}
