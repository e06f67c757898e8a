import { z } from 'zod';
import type { RunEvent } from '../protocol/events';
import { wireNumbers } from '../protocol/wire';

/** A number as it is written in an event: JSON's own, or the name of one that JSON cannot write. */
export const number = z.union([z.number(), z.enum(wireNumbers).transform(Number)]);
const metrics = z.record(z.string(), number);
const reasons = z.record(z.string(), z.string());
const at = z.string();

/**
 * One line of `events.jsonl`. Fields that are not known here are kept as they are (a newer trainer
 * may say more), unknown types are errors.
 */
export const eventSchema: z.ZodType<RunEvent> = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('run.started'),
    at,
    runId: z.string(),
    seed: z.number(),
    engine: z.string(),
    parameters: z.number(),
    layers: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['dense', 'conv']),
        units: z.number(),
        parameters: z.number(),
        notDefined: reasons.exactOptional(),
      }),
    ),
    totalSteps: z.number().exactOptional(),
    samples: z.object({ train: z.number(), validation: z.number() }).exactOptional(),
    classes: z.number().exactOptional(),
    notDefined: reasons.exactOptional(),
    monitor: z.object({ everySteps: z.number(), says: z.string() }).exactOptional(),
    inputsCentred: z.boolean().exactOptional(),
  }),
  z.looseObject({
    type: z.literal('step.ended'),
    at,
    step: z.number(),
    epoch: z.number(),
    trainLoss: number,
    learningRate: number,
    metrics,
    layers: z.record(z.string(), metrics),
    notDefined: reasons.exactOptional(),
  }),
  z.looseObject({
    type: z.literal('epoch.ended'),
    at,
    epoch: z.number(),
    trainLoss: number,
    trainScore: number,
    validationLoss: number.exactOptional(),
    validationScore: number.exactOptional(),
    monitoringShare: z.number().exactOptional(),
    metrics,
  }),
  z.looseObject({
    type: z.literal('monitor.adjusted'),
    at,
    step: z.number(),
    everySteps: z.number(),
    says: z.string(),
  }),
  z.looseObject({
    type: z.literal('run.ended'),
    at,
    outcome: z.enum(['finished', 'stopped', 'diverged', 'crashed']),
    reason: z.string().exactOptional(),
    reasonPath: z.string().exactOptional(),
    seconds: z.number(),
    monitoringSeconds: z.number(),
    costs: z.record(z.string(), z.number()).exactOptional(),
    monitoringByMetric: z.record(z.string(), z.number()).exactOptional(),
  }),
]);
