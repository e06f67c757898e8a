import { CommanderError } from 'commander';
import { CoreError } from '../launch/askCore';
import { InstallError } from '../launch/install/installError';
import { SlurmError } from '../launch/slurm/slurmError';
import { RunFolderError } from '../runs/runFolderError';
import type { CliContext, ExitCode } from './context';
import { makeProgram } from './program';
import { RequestError } from './requestError';

/** Runs one command line; what goes wrong ends as one message on stderr and an exit code. */
export async function runCli(args: readonly string[], context: CliContext): Promise<ExitCode> {
  let code: ExitCode = 0;
  try {
    await makeProgram(context, (result) => (code = result)).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has told its own; help and version end that way too, with exit code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof RequestError) return tell(error.message, 2, context);
    if (error instanceof SlurmError)
      return tell(error.message, error.kind === 'silent' ? 1 : 2, context);
    if (error instanceof RunFolderError) return tell(error.message, 1, context);
    if (error instanceof InstallError) return tell(error.message, 1, context);
    if (error instanceof CoreError)
      return tell(error.message, error.exitCode === 2 ? 2 : 1, context);
    throw error;
  }
}

function tell(message: string, code: ExitCode, { stderr }: CliContext): ExitCode {
  stderr.write(`${message}\n`);
  return code;
}
