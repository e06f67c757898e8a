import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Settings } from '../../protocol/settings';
import { DataError } from './dataError';
import type { Dataset, Samples } from './dataset';
import { loadDataset, type LoadingPlaces } from './loadDataset';

interface Request extends LoadingPlaces {
  readonly settings: Settings;
}

type Answer =
  | { readonly dataset: Dataset }
  | { readonly refused: { readonly path: string; readonly says: string } }
  | { readonly failed: string };

/** A thread that loads data while the one that started it stays free to hear of a stop. */
export interface Loading {
  /** As `loadDataset` gives it, and with its errors; never settles once abandoned. */
  readonly dataset: Promise<Dataset>;
  /** Ends the thread, in the middle of whatever it does or when it is done. */
  readonly abandon: () => void;
}

/** `script` is run again in the thread, where it has to call `answerLoading`. */
export function loadInThread(script: string, request: Request): Loading {
  const worker = new Worker(script, { workerData: request });
  const dataset = new Promise<Dataset>((resolve, reject) => {
    worker.once('message', (answer: Answer) => {
      if ('dataset' in answer) resolve(answer.dataset);
      else if ('refused' in answer) reject(new DataError(answer.refused.path, answer.refused.says));
      else reject(new Error(answer.failed));
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const says = 'There is not enough memory to load the data; smaller files need less.';
      reject(isMemory ? new Error(says) : error);
    });
  });
  return { dataset, abandon: () => void worker.terminate() };
}

/** The thread's own part: loads what it was asked for and hands the arrays over, uncopied. */
export async function answerLoading(): Promise<void> {
  const { settings, ...places } = workerData as Request;
  const answer = await loadDataset(settings, places).then(
    (dataset): Answer => ({ dataset }),
    (error: unknown): Answer => {
      if (error instanceof DataError) return { refused: { path: error.path, says: error.message } };
      return { failed: error instanceof Error ? error.message : String(error) };
    },
  );
  parentPort?.postMessage(answer, 'dataset' in answer ? buffersOf(answer.dataset) : []);
}

function buffersOf({ train, validation }: Dataset): ArrayBuffer[] {
  const arrays = ({ inputs, targets, labels }: Samples) => [inputs, targets, labels ?? []].flat();
  const all = [...arrays(train), ...(validation ? arrays(validation) : [])];
  return [...new Set(all.map(({ buffer }) => buffer as ArrayBuffer))];
}
