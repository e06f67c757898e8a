import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Diagnosis } from '../protocol/finding';
import { toWire, wireNumbers } from '../protocol/wire';
import { replaceFile } from './replaceFile';
import { runPaths } from './runFolder';
import { asRunFolderError, isSystemError, RunFolderError } from './runFolderError';

/** Keeps a diagnosis as the run's last one. Throws `RunFolderError`. */
export function writeFindings(folder: string, diagnosis: Diagnosis): void {
  replaceFile(runPaths(folder).findings, `${toWire(diagnosis, 2)}\n`);
}

/** The run's last diagnosis; undefined when there was none yet. Throws `RunFolderError`. */
export function readFindings(folder: string): Diagnosis | undefined {
  const path = runPaths(folder).findings;
  try {
    return diagnosisSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined;
    if (isSystemError(error)) throw asRunFolderError(error, path);
    throw new RunFolderError(`${path} does not hold a diagnosis.`, 'FORMAT', path);
  }
}

const number = z.union([z.number(), z.enum(wireNumbers).transform(Number)]);

const diagnosisSchema: z.ZodType<Diagnosis> = z.object({
  explanations: z
    .array(z.object({ metric: z.string(), step: number, value: number, says: z.string() }))
    .exactOptional(),
  verdict: z.enum([
    'underfitting',
    'balanced',
    'overfitting',
    'over_aligned',
    'lazy',
    'unstable',
    'undecided',
  ]),
  says: z.string(),
  findings: z.array(
    z.object({
      rule: z.string(),
      severity: z.enum(['problem', 'hint']),
      path: z.string(),
      says: z.string(),
      evidence: z.array(
        z.object({
          metric: z.string(),
          step: number,
          value: number,
          expected: z.string(),
          source: z.string(),
        }),
      ),
      confidence: z.enum(['low', 'medium', 'high']),
      remedies: z.array(
        z.object({
          id: z.string(),
          says: z.string(),
          change: z.object({ path: z.string(), from: number, to: number }),
        }),
      ),
    }),
  ),
});
