import { formatNumber } from '../../protocol/formatNumber';
import type { RunEnded } from '../../protocol/events';

/** How a run ends, before its time is known. */
export interface Ending {
  readonly outcome: RunEnded['outcome'];
  readonly reason?: string;
}

/** A loss this many times the first one has left every useful region. */
const blowUpFactor = 1e4;

/** Why training cannot go on after a step with this loss; undefined while it can. */
export function divergence(loss: number, firstLoss: number, step: number): Ending | undefined {
  if (!Number.isFinite(loss))
    return { outcome: 'diverged', reason: `The training loss became ${loss} at step ${step}.` };
  if (loss > blowUpFactor * Math.max(firstLoss, 1))
    return {
      outcome: 'diverged',
      reason: `The training loss grew from ${short(firstLoss)} to ${short(loss)} by step ${step}.`,
    };
  return undefined;
}

function short(loss: number): string {
  return formatNumber(Number(loss.toPrecision(3)));
}
