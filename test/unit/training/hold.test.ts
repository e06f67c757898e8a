import assert from 'node:assert/strict';
import { Hold } from '../../../src/core/training/hold';

describe('a run that holds', () => {
  const listening = { look: () => false };
  const silent = { goOnRequested: () => undefined };

  it('goes on when it is told to, and holds again', async () => {
    const told = [undefined, undefined, { until: 4 }];
    let isOver = false;
    const stop = { look: () => isOver };
    const hold = new Hold(2, { goOnRequested: () => told.shift() }, stop);
    await hold.after(1);
    await hold.after(2);
    await hold.after(3);
    assert.equal(told.length, 0);
    const held = hold.after(4).then(() => 'went on');
    assert.equal(await Promise.race([held, soon()]), 'holds');
    isOver = true;
    await held;
  });

  it('goes on to its end unasked after the time that it is given', async () => {
    const hold = new Hold(2, silent, listening, 30);
    const since = performance.now();
    await hold.after(2);
    assert.ok(performance.now() - since >= 30);
    await hold.after(9);
  });

  it('stays where a person has paused it', async () => {
    let asked = 0;
    const control = { goOnRequested: () => (asked++ === 0 ? { until: 0 } : undefined) };
    const stop = { look: () => asked > 30 };
    const hold = new Hold(Infinity, control, stop, 1);
    await hold.after(1);
    assert.ok(asked > 30, 'it went on before it was to stop');
  });
});

function soon(): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve('holds'), 60));
}
