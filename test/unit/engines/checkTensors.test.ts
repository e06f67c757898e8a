import assert from 'node:assert/strict';
import { checkInputs, checkInto } from '../../../src/core/engines/checkTensors';
import type { Tensor } from '../../../src/core/engines/engine';
import { portsOf } from '../../../src/core/engines/ports';
import { ProgramBuilder } from '../../../src/core/program/builder';

const ports = (() => {
  const b = new ProgramBuilder();
  const x = b.input('x', ['batch', 3]);
  const target = b.input('target', ['batch']);
  b.output('y', b.multiply(b.sum(x, [1]), b.multiply(target, b.input('scale', []))));
  return portsOf(b.build());
})();
const good = { x: zeros(2, 3), target: zeros(2), scale: zeros() };

describe('checks of a call', () => {
  it('finds the batch', () => {
    assert.deepEqual(checkInputs(ports, good), { batch: 2 });
  });

  it('names inputs that are missing, unknown or of another shape', () => {
    const { x, scale } = good;
    assert.throws(() => checkInputs(ports, { x, scale }), /Missing target \[batch\]/);
    assert.throws(() => checkInputs(ports, { ...good, w: zeros(1) }), /no input w; there are x/);
    assert.throws(
      () => checkInputs(ports, { ...good, x: zeros(2, 4) }),
      /Input x is declared as \[batch,3\], got \[2,4\]/,
    );
    assert.throws(() => checkInputs(ports, { ...good, x: zeros(0, 3) }), /got \[0,3\]/);
    assert.throws(() => checkInputs(ports, { ...good, scale: zeros(1) }), /as \[\], got \[1\]/);
    assert.throws(
      () => checkInputs(ports, { ...good, target: zeros(3) }),
      /Input target is declared as \[batch\], got \[3\], but the batch of x is 2/,
    );
    const short = { shape: [2, 3], data: new Float32Array(5) };
    assert.throws(() => checkInputs(ports, { ...good, x: short }), /\[2,3\] holds 5 numbers/);
  });

  it('names buffers that are no output or of another size', () => {
    checkInto(ports, { y: zeros(2) }, { batch: 2 });
    assert.throws(
      () => checkInto(ports, { z: zeros(2) }, { batch: 2 }),
      /no output z; there are y/,
    );
    assert.throws(
      () => checkInto(ports, { y: zeros(3) }, { batch: 2 }),
      /y has shape \[2\].*\[3\]/,
    );
  });
});

function zeros(...shape: number[]): Tensor {
  return { shape, data: new Float32Array(shape.reduce((product, size) => product * size, 1)) };
}
