import assert from 'node:assert/strict';
import { ProgramBuilder } from '../../../src/core/program/builder';

describe('ProgramBuilder', () => {
  it('leaves out what no output needs', () => {
    const b = new ProgramBuilder();
    const x = b.input('x', [2]);
    b.unary('exp', b.input('unused', [3]));
    b.output('y', b.unary('tanh', x));
    const program = b.build();
    assert.deepEqual(
      program.inputs.map(({ name }) => name),
      ['x'],
    );
    assert.deepEqual(
      program.nodes.map(({ operation }) => operation.kind),
      ['tanh'],
    );
  });

  it('refuses a name that is taken and a constant of another size', () => {
    const b = new ProgramBuilder();
    const x = b.input('x', [2]);
    b.output('y', x);
    assert.throws(() => b.input('x', [2]), /Input x is there already/);
    assert.throws(() => b.output('y', x), /Output y is there already/);
    assert.throws(() => b.constant([1, 2, 3], [2, 2]), /shape \[2,2\] got 3 numbers/);
  });
});
