import type { CoreEnding } from './launchCore';

/** One sentence for people: why a process ended without having said so itself. */
export function describeEnding({ notStarted, signal, code, stderr }: CoreEnding): string {
  const lastLine = stderr.filter((line) => line.trim() !== '').at(-1);
  if (notStarted !== undefined) return `The training process could not be started: ${notStarted}`;
  if (signal === 'SIGKILL') {
    return 'The training process was killed (SIGKILL); a system that runs out of memory does this.';
  }
  if (signal !== undefined) return `The training process was ended by ${signal}.`;
  return lastLine ?? `The training process ended with exit code ${code} and said nothing.`;
}
