import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { emptyRunView, foldEvents, type RunView } from '../../../src/protocol/runView';
import { crc32c } from '../../../src/runs/export/crc32c';
import { toCsv } from '../../../src/runs/export/csv';
import { scalarsOf } from '../../../src/runs/export/scalars';
import { tensorboardFileName, toTensorboard } from '../../../src/runs/export/tensorboard';
import { epoch, exampleNewRun, started, step } from '../../support/exampleRun';

const view: RunView = foldEvents(
  emptyRunView({
    formatVersion: 1,
    id: 'run "1", a',
    name: 'x',
    configPath: '/x.fit.yaml',
    configFile: 'config.yaml',
    settings: exampleNewRun.settings,
    overrides: {},
    seed: 7,
    trainer: { kind: 'core' },
    versions: {},
    created: '2026-11-22T15:30:12.000Z',
    outcome: 'running',
  }),
  [
    started(),
    step(23, { trainLoss: NaN, metrics: { oui: 0.75 }, layers: { 'a,b': { oui: 0.5 } } }),
    epoch(1, { validationLoss: Infinity }),
  ],
);

describe('toCsv', () => {
  it('has a row for every number', () => {
    const rows: Record<string, string>[] = parse(toCsv(view), { columns: true });
    assert.equal(rows.length, scalarsOf(view).length);
    const find = (event: string, metric: string, layer = '') =>
      rows.find((row) => row.event === event && row.metric === metric && row.layer === layer);
    assert.equal(find('step', 'batch_loss')?.value, 'NaN');
    assert.equal(find('step', 'oui')?.value, '0.75');
    assert.equal(find('step', 'oui', 'a,b')?.value, '0.5');
    assert.equal(find('epoch', 'validation_loss')?.value, 'Infinity');
    assert.equal(find('epoch', 'train_loss')?.value, '0.45');
    assert.equal(find('epoch', 'running_loss')?.step, '23', '92 steps in 4 epochs');
    assert.ok(rows.every((row) => row.run === 'run "1", a'));
  });
});

describe('crc32c', () => {
  it('agrees with the values of RFC 3720, appendix B.4', () => {
    assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
    assert.equal(crc32c(Buffer.alloc(32, 0xff)), 0x62a8ab43);
    assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
  });
});

describe('toTensorboard', () => {
  it('frames one event for the format and one for every number', () => {
    const records = readRecords(toTensorboard(view));
    assert.equal(records.length, 1 + scalarsOf(view).length);
    assert.ok(records[0]?.includes('brain.Event:2'));
    // TensorFlow's own files begin so: 24 bytes long, and the masked checksum of that length.
    const head = toTensorboard(view).subarray(0, 12).toString('hex');
    assert.equal(head, '1800000000000000a37f4b22');
    assert.ok(records.some((record) => record.includes('step/oui/a,b')));
    assert.ok(records.some((record) => record.includes('epoch/validation_loss')));
    assert.match(tensorboardFileName(view), /tfevents/);
  });

  it('writes time, step, tag and value where event.proto has them', () => {
    const record = readRecords(toTensorboard(view)).find((data) => data.includes('step/oui'));
    assert.ok(record);
    const tag = Buffer.from('step/oui');
    const value = Buffer.alloc(4);
    value.writeFloatLE(0.75);
    const time = Buffer.alloc(8);
    time.writeDoubleLE(Date.parse('2026-11-22T15:30:12.000Z') / 1000);
    const expected = Buffer.concat([
      Buffer.from([0x09]),
      time,
      Buffer.from([0x10, 23, 0x2a, 2 + 2 + tag.length + 5]),
      Buffer.from([0x0a, 2 + tag.length + 5, 0x0a, tag.length]),
      tag,
      Buffer.from([0x15]),
      value,
    ]);
    assert.equal(record.toString('hex'), expected.toString('hex'));
  });
});

/** Cuts a TFRecord file by its lengths and checks the masked checksums bit by bit. */
function readRecords(file: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < file.length;) {
    const length = Number(file.readBigUInt64LE(at));
    const data = file.subarray(at + 12, at + 12 + length);
    assert.equal(unmask(file.readUInt32LE(at + 8)), slowCrc32c(file.subarray(at, at + 8)));
    assert.equal(unmask(file.readUInt32LE(at + 12 + length)), slowCrc32c(data));
    records.push(data);
    at += 16 + length;
  }
  return records;
}

function unmask(masked: number): number {
  const rotated = (masked - 0xa282ead8) >>> 0;
  return ((rotated >>> 17) | (rotated << 15)) >>> 0;
}

function slowCrc32c(bytes: Buffer): number {
  let rest = ~0;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0x82f63b78 : 0);
  }
  return ~rest >>> 0;
}
