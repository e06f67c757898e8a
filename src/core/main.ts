import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { answerLoading } from './data/loadingThread';
import { diagnoseMachine } from './doctor';
import { explainError } from './explainError';
import { ouiOfFiles } from './oui';
import { poolVerb } from './poolVerb';
import { proveVerb } from './proveVerb';
import { trainVerb } from './trainVerb';

/**
 * The core's own command line, meant for its launcher: `train FOLDER [--threads N]`, `oui FILE...`,
 * `doctor`, `prove ENGINE FOLDER`, and `pool`, which trains what it is told to on stdin. Answers are
 * one JSON document on stdout; everything else goes to stderr, whoever prints it. Exit codes: 0 done,
 * 1 the run failed or diverged, 2 the request was wrong.
 */
async function main(argv: readonly string[]): Promise<number> {
  const [verb, ...rest] = argv;
  switch (verb) {
    case 'train':
      return trainVerb(rest, { script: __filename });
    case 'pool':
      return poolVerb(__filename);
    case 'oui':
      return answer(await ouiOfFiles(rest));
    case 'doctor':
      return answer(await diagnoseMachine());
    case 'prove':
      return answer(await proveVerb(rest));
    default:
      process.stderr.write(
        `The core knows train, pool, oui, doctor and prove; it was asked for ${verb}.\n`,
      );
      return 2;
  }
}

function answer(document: unknown): number {
  process.stdout.write(`${JSON.stringify(document)}\n`);
  return 0;
}

// V8 compiles WebAssembly again, better, once it has run this much, and a process cannot end in the
// middle of that: a second or two for the kernels of ONNX Runtime. Digits for 250 epochs gained
// nothing by it.
setFlagsFromString('--wasm-tiering-budget=2000000000');

// Libraries that print must not end up among the answers.
console.log = console.error;

if (isMainThread) void main(process.argv.slice(2)).catch(failed).then(endProcess);
else void answerLoading();

function failed(error: unknown): number {
  const { says, exitCode } = explainError(error);
  process.stderr.write(`${says}\n`);
  return exitCode;
}

/** Ends once everything is said, whatever threads and timers an engine has left. */
function endProcess(code: number): void {
  const exit = () => process.exit(code);
  process.stdout.once('error', exit).write('', () => {
    process.stderr.once('error', exit).write('', exit);
  });
}
