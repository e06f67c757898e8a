import type { TrialStatus } from '../../../src/protocol/sweepView';

/** A status by shape: finished a disc, ended early a triangle, failed a cross, others a ring. */
export function drawMark(
  context: CanvasRenderingContext2D,
  status: TrialStatus,
  x: number,
  y: number,
  radius: number,
): void {
  context.beginPath();
  switch (status) {
    case 'finished':
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
      return;
    case 'pruned':
    case 'stopped':
      context.moveTo(x - radius, y - radius * 0.8);
      context.lineTo(x + radius, y - radius * 0.8);
      context.lineTo(x, y + radius);
      context.closePath();
      context.stroke();
      return;
    case 'diverged':
    case 'crashed':
      context.moveTo(x - radius, y - radius);
      context.lineTo(x + radius, y + radius);
      context.moveTo(x + radius, y - radius);
      context.lineTo(x - radius, y + radius);
      context.stroke();
      return;
    case 'running':
    case 'held':
    case 'paused':
    case 'lost':
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.stroke();
      return;
  }
}

export const marksInWords =
  'A disc is a finished trial, a triangle one that was pruned or stopped, a cross one that failed, a small ring one at work; the best has a ring around it.';
