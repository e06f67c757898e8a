import assert from 'node:assert/strict';
import { ProtobufMessage } from '../../../src/core/engines/onnx/protobufMessage';

/** Examples of the format's own documentation (Protocol Buffers, "Encoding"), and int64 limits. */
describe('ProtobufMessage', () => {
  it('writes a varint', () => {
    assert.deepEqual(hex(new ProtobufMessage().integer(1, 150)), '089601');
  });

  it('writes text', () => {
    assert.equal(hex(new ProtobufMessage().text(2, 'testing')), '120774657374696e67');
  });

  it('writes a message in a message', () => {
    const inner = new ProtobufMessage().integer(1, 150);
    assert.equal(hex(new ProtobufMessage().message(3, inner)), '1a03089601');
  });

  it('writes negative numbers in ten bytes', () => {
    assert.equal(hex(new ProtobufMessage().integer(1, -1)), '08ffffffffffffffffff01');
    assert.equal(hex(new ProtobufMessage().integer(1, -2)), '08feffffffffffffffff01');
  });

  it('writes field numbers above 15 in two bytes, zero in one', () => {
    assert.equal(hex(new ProtobufMessage().integer(20, 0)), 'a00100');
  });

  it('writes bytes longer than 127', () => {
    const written = new ProtobufMessage().bytes(9, new Uint8Array(300)).finish();
    assert.equal(Buffer.from(written.subarray(0, 3)).toString('hex'), '4aac02');
    assert.equal(written.length, 303);
  });
});

function hex(message: ProtobufMessage): string {
  return Buffer.from(message.finish()).toString('hex');
}
