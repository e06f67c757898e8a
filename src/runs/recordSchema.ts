import { z } from 'zod';
import type { RunRecord } from '../protocol/runRecord';
import type { Settings } from '../protocol/settings';

const scalar = z.union([z.number(), z.string(), z.boolean()]);

/** `run.json`. The settings were checked by the config room before they were written. */
export const recordSchema: z.ZodType<RunRecord> = z.object({
  formatVersion: z.literal(1),
  id: z.string(),
  name: z.string(),
  configPath: z.string(),
  configFile: z.string(),
  settings: z.custom<Settings>((value) => typeof value === 'object' && value !== null, {
    error: 'expected an object',
  }),
  overrides: z.record(z.string(), z.union([scalar, z.array(scalar)])),
  seed: z.number(),
  trainer: z.object({
    kind: z.enum(['core', 'external']),
    host: z.string().exactOptional(),
    pid: z.number().exactOptional(),
    processStarted: z.string().exactOptional(),
  }),
  engine: z.string().exactOptional(),
  versions: z.record(z.string(), z.string()),
  created: z.string(),
  ended: z.string().exactOptional(),
  outcome: z.enum(['finished', 'stopped', 'diverged', 'crashed', 'running']),
  reason: z.string().exactOptional(),
  reasonPath: z.string().exactOptional(),
  notes: z.array(z.string()).exactOptional(),
  sweep: z.object({ id: z.string(), trial: z.number() }).exactOptional(),
  purpose: z.enum(['range_test']).exactOptional(),
  follows: z.object({ run: z.string(), remedies: z.array(z.string()) }).exactOptional(),
  monitoring: z.record(z.string(), z.number()).exactOptional(),
  monitoringByMetric: z.record(z.string(), z.number()).exactOptional(),
});
