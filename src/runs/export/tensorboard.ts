import type { RunView } from '../../protocol/runView';
import { crc32c } from './crc32c';
import { scalarsOf } from './scalars';

/**
 * A TensorBoard event file: TFRecord frames of `tensorflow.Event` messages (tensorflow
 * core/util/event.proto), one scalar each. Tags are `step/<metric>`, `step/<metric>/<layer>` and
 * `epoch/<metric>`; the step axis counts optimizer steps, or epochs where a run did not say how
 * many steps an epoch has.
 */
export function toTensorboard(view: RunView): Buffer {
  const version = message([double(1, seconds(view.record.created)), text(3, 'brain.Event:2')]);
  const events = scalarsOf(view).map(({ event, at, step, epoch, layer, metric, value }) => {
    const tag = [event, metric, ...(layer === undefined ? [] : [layer])].join('/');
    const scalar = message([text(1, tag), float(2, value)]);
    const summary = message([bytes(1, scalar)]);
    return message([
      double(1, seconds(at)),
      integer(2, step ?? Math.round(epoch)),
      bytes(5, summary),
    ]);
  });
  return Buffer.concat([version, ...events].map(record));
}

/** Name that TensorBoard recognises as an event file. */
export function tensorboardFileName(view: RunView): string {
  const created = Math.floor(seconds(view.record.created));
  return `events.out.tfevents.${created}.${view.record.id}`;
}

function seconds(at: string): number {
  return Date.parse(at) / 1000;
}

/** A TFRecord frame: length, its masked checksum, data, its masked checksum, all little-endian. */
function record(data: Buffer): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(data.length));
  return Buffer.concat([length, maskedChecksum(length), data, maskedChecksum(data)]);
}

function maskedChecksum(data: Buffer): Buffer {
  const crc = crc32c(data);
  const result = Buffer.alloc(4);
  result.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return result;
}

// Protocol buffer fields: a key of number and wire type, then the value.

function message(fields: readonly Buffer[]): Buffer {
  return Buffer.concat(fields);
}

function integer(field: number, value: number): Buffer {
  return Buffer.concat([key(field, 0), varint(value)]);
}

function double(field: number, value: number): Buffer {
  const result = Buffer.alloc(8);
  result.writeDoubleLE(value);
  return Buffer.concat([key(field, 1), result]);
}

function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([key(field, 2), varint(value.length), value]);
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

function float(field: number, value: number): Buffer {
  const result = Buffer.alloc(4);
  result.writeFloatLE(value);
  return Buffer.concat([key(field, 5), result]);
}

function key(field: number, wireType: number): Buffer {
  return varint(field * 8 + wireType);
}

/** @param value a whole number, 0 or above and below 2^53 */
function varint(value: number): Buffer {
  const result: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    result.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  result.push(rest);
  return Buffer.from(result);
}
