import { createInterface } from 'node:readline';
import { trainVerb } from './trainVerb';

/**
 * Trains one run after another, as they are asked for on stdin: a line is the arguments of `train` as
 * a JSON list, and the answer on stdout is `{ "code": 0 }` with what `train` would have exited with.
 * Ends, once the run at work has, when stdin does. Engine and compiled code stay for the next run: a
 * third of what starting a process for it costs.
 */
export async function poolVerb(script: string): Promise<number> {
  // Ctrl-C reaches all processes of a terminal: what becomes of the runs is for the sweep to say.
  process.on('SIGINT', () => undefined);
  const own = { script, signals: ['SIGTERM'] } as const;
  for await (const line of createInterface({ input: process.stdin })) {
    const code = await trainVerb(readArguments(line), own);
    process.stdout.write(`${JSON.stringify({ code })}\n`);
  }
  return 0;
}

function readArguments(line: string): readonly string[] {
  const asked: unknown = JSON.parse(line);
  if (Array.isArray(asked) && asked.every((one) => typeof one === 'string')) return asked;
  throw new Error(`A request is a JSON list of strings; it was ${line}.`);
}
