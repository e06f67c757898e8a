import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SlurmSettings } from '../protocol/slurmSettings';
import type { SweepRecord } from '../protocol/sweep';
import { toWire } from '../protocol/wire';
import { replaceFile } from './replaceFile';
import { asRunFolderError, RunFolderError } from './runFolderError';
import { sweepPaths } from './sweepPaths';

/** Reads `sweep.json`. Throws `RunFolderError` when there is none or it is not a sweep's record. */
export function readSweepRecord(folder: string): SweepRecord {
  const path = sweepPaths(folder).record;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw asRunFolderError(error, path);
    throw new RunFolderError(
      `${path} is not the record of a sweep (${error.message}).`,
      'FORMAT',
      path,
    );
  }
  const result = recordSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const why = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`;
  throw new RunFolderError(`${path} is not the record of a sweep (${why}).`, 'FORMAT', path);
}

/** Changes some fields of `sweep.json` in one atomic replacement. Throws `RunFolderError`. */
export function updateSweepRecord(folder: string, change: Partial<SweepRecord>): SweepRecord {
  const record = { ...readSweepRecord(folder), ...change };
  writeSweepRecord(folder, record);
  return record;
}

export function writeSweepRecord(folder: string, record: SweepRecord): void {
  replaceFile(sweepPaths(folder).record, `${toWire(record, 2)}\n`);
}

const scalar = z.union([z.number(), z.string(), z.boolean()]);
const value = z.union([scalar, z.array(scalar)]);

/** Values by config path, as `trials.jsonl` has them too. */
export const paramsSchema = z.record(z.string(), value);

const rangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['log', 'lin']),
    low: z.number(),
    high: z.number(),
    points: z.number().exactOptional(),
    whole: z.boolean().exactOptional(),
  }),
  z.object({ kind: z.literal('list'), values: z.array(value) }),
]);

const slurmSchema: z.ZodType<SlurmSettings> = z.object({
  partition: z.string().exactOptional(),
  time: z.string().exactOptional(),
  cpus: z.number().exactOptional(),
  memory: z.string().exactOptional(),
  gres: z.string().exactOptional(),
  prologue: z.string().exactOptional(),
  queued: z.number().exactOptional(),
});

/** As `sweep.json` and requests to a driver have it. */
export const planSchema = z.object({
  parameters: z.record(z.string(), rangeSchema),
  search: z.enum(['grid', 'random', 'sobol', 'tpe', 'guided']),
  trials: z.number().exactOptional(),
  minutes: z.number().exactOptional(),
  workers: z.number(),
  seed: z.number(),
  prune: z.enum(['all', 'halving', 'rules', 'none']),
  slurm: slurmSchema.exactOptional(),
});

const recordSchema: z.ZodType<SweepRecord> = z.object({
  formatVersion: z.literal(1),
  id: z.string(),
  name: z.string(),
  configPath: z.string(),
  configFile: z.string(),
  overrides: paramsSchema,
  plan: planSchema,
  scan: z.enum(['weight_decay', 'init_scale', 'train_samples']).exactOptional(),
  driver: z.object({
    kind: z.enum(['core', 'external']),
    host: z.string().exactOptional(),
    pid: z.number().exactOptional(),
    processStarted: z.string().exactOptional(),
  }),
  versions: z.record(z.string(), z.string()),
  created: z.string(),
  ended: z.string().exactOptional(),
  outcome: z.enum(['running', 'finished', 'stopped']),
});
