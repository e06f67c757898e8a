import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ControlReader, lastHold, requestGoOn, requestStop } from '../../../src/runs/control';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

describe('requests to a trainer', () => {
  after(removeTemporaryFolders);

  it('are each given once', () => {
    const { folder, reader } = control();
    assert.deepEqual(reader.poll(), []);
    requestStop(folder);
    requestStop(folder);
    assert.equal(reader.poll().length, 2);
    assert.deepEqual(reader.poll(), []);
    requestStop(folder);
    assert.equal(reader.stopRequested(), true);
    assert.equal(reader.stopRequested(), false);
  });

  it('tell how far a run may go, for whoever takes it up again', () => {
    const { folder } = control();
    assert.deepEqual([lastHold(folder, 2), lastHold(folder, undefined)], [2, undefined]);
    requestGoOn(folder, 6);
    assert.equal(lastHold(folder, 2), 6);
    requestGoOn(folder);
    assert.equal(lastHold(folder, 2), undefined);
  });

  it('may be written by hand: no time, no end of line', () => {
    const { file, reader } = control();
    writeFileSync(file, '{"type":"stop"}');
    assert.equal(reader.stopRequested(), true);
    appendFileSync(file, '\n');
    assert.equal(reader.stopRequested(), false);
  });

  it('are found behind lines that are none, and in a file that was made anew', () => {
    const { file, reader } = control();
    writeFileSync(file, 'stop, please, as soon as you can\n{"type":"dance"}\n{"type":"st');
    assert.equal(reader.stopRequested(), false);
    appendFileSync(file, 'op"}\n');
    assert.equal(reader.stopRequested(), true);
    writeFileSync(file, '{"type":"stop"}\n');
    assert.equal(reader.stopRequested(), true);
  });
});

function control() {
  const folder = temporaryFolder();
  return { folder, file: join(folder, 'control.jsonl'), reader: new ControlReader(folder) };
}
