import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventStream } from '../../../../src/extension/panel/eventStream';
import type { RunEvent } from '../../../../src/protocol/events';
import { foldEvents, type RunView } from '../../../../src/protocol/runView';
import { ended, epoch, started, step } from '../../../support/exampleRun';
import { imaginedRun } from '../../../support/imaginedRun';

const { record } = imaginedRun({ story: 'balanced' });
const empty: RunView = { record, steps: [], epochs: [], adjustments: [], outcome: 'running' };
const events: readonly RunEvent[] = [
  started(),
  epoch(0),
  ...[0, 1, 2, 3, 4].map((number) => step(number)),
  { type: 'monitor.adjusted', at: '', step: 3, everySteps: 2, says: 'dearer than thought' },
  epoch(1),
  ...[5, 6, 7].map((number) => step(number)),
  epoch(2),
  ended(),
];

describe('the stream of events to the panel', () => {
  it('tells everything once, wherever it is cut and however much is taken at a time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(events.length), { maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        (cuts, most) => {
          const lengths = [...cuts, events.length].sort((a, b) => a - b);
          const at = (length: number): RunView => foldEvents(empty, events.slice(0, length));
          const stream = new EventStream(at(lengths[0] ?? 0));
          let seen = stream.opening();
          for (const length of lengths) {
            assert.ok(stream.grow(at(length)));
            while (stream.behind > 0) {
              const before = stream.behind;
              const taken = stream.take(most);
              assert.ok(taken.length > 0 && taken.length <= most);
              assert.equal(stream.behind, before - taken.length);
              seen = foldEvents(seen, taken);
            }
          }
          assert.deepEqual(seen, at(events.length));
        },
      ),
    );
  });

  it('notices a run that has less than before', () => {
    const stream = new EventStream(foldEvents(empty, events));
    stream.opening();
    while (stream.behind > 0) stream.take(100);
    assert.equal(stream.grow(empty), false);
  });
});
