import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from './makeFolder';
import { replaceFile } from './replaceFile';
import { asRunFolderError, isSystemError } from './runFolderError';

/** A job array of a sweep: one task for each run folder, in this order. */
export interface SlurmBatch {
  /** Counts from 0 within its sweep. */
  readonly number: number;
  /** Name of the job array, this sweep's and this batch's alone. */
  readonly name: string;
  readonly folders: readonly string[];
  /** Epoch after which its runs hold at first. */
  readonly holdAfter?: number;
  /** Absent until Slurm has taken it, and where nobody was left to write it down. */
  readonly job?: string;
}

/**
 * The job arrays of a sweep, in a folder of their own: `batches.jsonl`, and for each batch the list
 * that its tasks read, one run folder a line. What is to be submitted is written down before, the
 * job's id after, so that nothing is submitted twice whenever the starter dies.
 */
export class SlurmBatches {
  private readonly log: string;

  constructor(private readonly folder: string) {
    this.log = join(folder, 'batches.jsonl');
  }

  /** The list of a batch. */
  listOf(number: number): string {
    return join(this.folder, `${number}.folders`);
  }

  /** Writes down a batch that is about to be submitted. Throws `RunFolderError`. */
  begin({ number, name, folders, holdAfter }: Omit<SlurmBatch, 'job'>): void {
    makeFolder(this.folder);
    replaceFile(this.listOf(number), folders.map((folder) => `${folder}\n`).join(''));
    const hold = holdAfter === undefined ? {} : { holdAfter };
    this.append({ type: 'begun', batch: number, name, ...hold });
  }

  /** Writes down the job that Slurm made of a batch. Throws `RunFolderError`. */
  submitted(number: number, job: string): void {
    this.append({ type: 'submitted', batch: number, job });
  }

  /** All batches so far. Throws `RunFolderError`. */
  read(): readonly SlurmBatch[] {
    const batches = new Map<number, SlurmBatch>();
    for (const line of this.text(this.log).split('\n').flatMap(parse)) {
      const { batch: number } = line;
      const known = batches.get(number);
      if (line.type === 'begun') {
        const { name, holdAfter } = line;
        const folders = this.text(this.listOf(number)).split('\n').slice(0, -1);
        const hold = holdAfter === undefined ? {} : { holdAfter };
        batches.set(number, { number, name, folders, ...hold });
      } else if (known) batches.set(number, { ...known, job: line.job });
    }
    return [...batches.values()];
  }

  private append(line: Line): void {
    try {
      appendFileSync(this.log, `${JSON.stringify(line)}\n`);
    } catch (error) {
      throw asRunFolderError(error, this.log);
    }
  }

  private text(path: string): string {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOENT') return '';
      throw asRunFolderError(error, path);
    }
  }
}

type Line = z.infer<typeof lineSchema>;

const lineSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('begun'),
    batch: z.number(),
    name: z.string(),
    holdAfter: z.number().exactOptional(),
  }),
  z.object({ type: z.literal('submitted'), batch: z.number(), job: z.string() }),
]);

function parse(line: string): readonly Line[] {
  try {
    const result = lineSchema.safeParse(JSON.parse(line));
    return result.success ? [result.data] : [];
  } catch {
    return [];
  }
}
