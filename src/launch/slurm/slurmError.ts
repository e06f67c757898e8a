import type { CommandEnding } from './runCommand';

/** Slurm is not there, does not answer, or does not want what it was asked for. */
export class SlurmError extends Error {
  override readonly name = 'SlurmError';
  constructor(
    message: string,
    /** `silent`: its controller does not answer, which may pass. */
    readonly kind: 'missing' | 'refused' | 'silent',
  ) {
    super(message);
  }
}

/** What a command that failed says, in one message for people. */
export function explainCommand({ command, stderr, problem, code }: CommandEnding): SlurmError {
  if (problem === 'ENOENT')
    return new SlurmError(
      `There is no ${command} on this machine's PATH. Start the sweep on a login node of the cluster, or train here with --executor local.`,
      'missing',
    );
  if (problem === 'ETIMEDOUT') return new SlurmError(`${command} did not answer.`, 'silent');
  const words = wordsOf(stderr);
  const says = words === '' ? `it ended with exit code ${code} and said nothing` : words;
  if (
    /configuration source|Unable to (open|read|process).*(slurm\.conf|configuration file)/i.test(
      stderr,
    )
  )
    return new SlurmError(`Slurm is not set up on this machine: ${says}.`, 'missing');
  if (isSilence(stderr))
    return new SlurmError(`Slurm's controller does not answer: ${says}.`, 'silent');
  const means = /node configuration is not available/i.test(stderr)
    ? ' No node that may be used has the cores, the memory or the gres that are asked for.'
    : '';
  return new SlurmError(`Slurm refused (${command}): ${says}.${means}`, 'refused');
}

/** Whether the words are those of a controller that is down, busy or out of reach. */
function isSilence(stderr: string): boolean {
  return /Unable to contact slurm controller|Socket timed out|Connection (refused|timed out|reset)|Zero Bytes were transmitted|communication (connection|shutdown) failure|Transport endpoint|temporarily unable|Resource temporarily unavailable|MUNGE|Protocol authentication/i.test(
    stderr,
  );
}

/** Slurm's lines without their heads, each once: `sbatch: error: Invalid --time specification`. */
function wordsOf(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.replace(/^(\w+: )?((error|fatal): |allocation failure: )?/, '').trim())
    .filter((line) => line !== '');
  return [...new Set(lines)].join('; ').replace(/\.$/, '');
}
