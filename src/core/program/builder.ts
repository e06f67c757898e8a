import { elementCount, inferShapes } from './inferShapes';
import type { BinaryKind, Operation, ReductionKind, UnaryKind } from './operation';
import type { NamedValue, Node, Program, Shape, Value } from './program';

/** Writes a program operation by operation. Values of one builder do not fit another. */
export class ProgramBuilder {
  private readonly inputs: NamedValue[] = [];
  private readonly nodes: Node[] = [];
  private readonly outputs: NamedValue[] = [];
  private readonly producers = new Map<number, Node>();
  private nextId = 0;

  input(name: string, shape: Shape): Value {
    if (this.inputs.some((input) => input.name === name))
      throw new Error(`Input ${name} is there already.`);
    const value = this.value(shape);
    this.inputs.push({ name, value });
    return value;
  }

  output(name: string, value: Value): void {
    if (this.outputs.some((output) => output.name === name))
      throw new Error(`Output ${name} is there already.`);
    this.outputs.push({ name, value });
  }

  /** A scalar, or numbers in row-major order with their shape. */
  constant(data: number | readonly number[], shape?: readonly number[]): Value {
    const numbers = typeof data === 'number' ? [data] : data;
    const value = this.value(shape ?? (typeof data === 'number' ? [] : [data.length]));
    if (elementCount(value.shape) !== numbers.length)
      throw new Error(`A constant of shape [${value.shape}] got ${numbers.length} numbers.`);
    this.append({ operation: { kind: 'constant', data: numbers }, inputs: [], outputs: [value] });
    return value;
  }

  unary(kind: UnaryKind, x: Value): Value {
    return this.apply({ kind }, x);
  }

  binary(kind: BinaryKind, a: Value, b: Value): Value {
    return this.apply({ kind }, a, b);
  }

  add(a: Value, b: Value | number): Value {
    return this.binary('add', a, this.lift(b));
  }

  subtract(a: Value | number, b: Value | number): Value {
    return this.binary('subtract', this.lift(a), this.lift(b));
  }

  multiply(a: Value, b: Value | number): Value {
    return this.binary('multiply', a, this.lift(b));
  }

  divide(a: Value | number, b: Value | number): Value {
    return this.binary('divide', this.lift(a), this.lift(b));
  }

  /** x where a > b, else y. */
  whereGreater(a: Value, b: Value | number, x: Value | number, y: Value | number): Value {
    return this.apply({ kind: 'whereGreater' }, a, this.lift(b), this.lift(x), this.lift(y));
  }

  matmul(a: Value, b: Value, { transposeA = false, transposeB = false } = {}): Value {
    return this.apply({ kind: 'matmul', transposeA, transposeB }, a, b);
  }

  linear(x: Value, weight: Value, bias: Value): Value {
    return this.apply({ kind: 'linear' }, x, weight, bias);
  }

  /** Over all axes when none are given. */
  reduce(kind: ReductionKind, x: Value, axes?: readonly number[], keep = false): Value {
    return this.apply({ kind, axes: axes ?? x.shape.map((_, axis) => axis), keep }, x);
  }

  sum(x: Value, axes?: readonly number[], keep = false): Value {
    return this.reduce('sum', x, axes, keep);
  }

  mean(x: Value, axes?: readonly number[], keep = false): Value {
    return this.reduce('mean', x, axes, keep);
  }

  reshape(x: Value, shape: Shape): Value {
    return this.apply(
      { kind: 'reshape', sizes: shape.map((size) => (size === 'batch' ? -1 : size)) },
      x,
    );
  }

  transpose(x: Value, permutation: readonly number[]): Value {
    return this.apply({ kind: 'transpose', permutation }, x);
  }

  expandLike(x: Value, like: Value): Value {
    return this.apply({ kind: 'expandLike' }, x, like);
  }

  split(x: Value, sizes: readonly number[]): Value[] {
    return [...this.applyAll({ kind: 'split', sizes }, x)];
  }

  concat(parts: readonly Value[]): Value {
    return this.apply({ kind: 'concat' }, ...parts);
  }

  batchSize(x: Value): Value {
    return this.apply({ kind: 'batchSize' }, x);
  }

  maxPool2d(x: Value): Value {
    return this.apply({ kind: 'maxPool2d' }, x);
  }

  /** The first output of an operation; use applyAll where there are more. */
  apply(operation: Operation, ...inputs: readonly Value[]): Value {
    const [first] = this.applyAll(operation, ...inputs);
    if (!first) throw new Error(`${operation.kind} has no output.`);
    return first;
  }

  applyAll(operation: Operation, ...inputs: readonly Value[]): readonly Value[] {
    const outputs = inferShapes(operation, inputs).map((shape) => this.value(shape));
    this.append({ operation, inputs, outputs });
    return outputs;
  }

  /** The node that made a value; undefined for an input. */
  producer(value: Value): Node | undefined {
    return this.producers.get(value.id);
  }

  /** The program so far, without what no output needs. */
  build(): Program {
    const needed = new Set(this.outputs.map((output) => output.value.id));
    const nodes = [...this.nodes].reverse().filter((node) => {
      const isNeeded = node.outputs.some((output) => needed.has(output.id));
      if (isNeeded) for (const input of node.inputs) needed.add(input.id);
      return isNeeded;
    });
    return {
      inputs: this.inputs.filter((input) => needed.has(input.value.id)),
      nodes: nodes.reverse(),
      outputs: [...this.outputs],
    };
  }

  private lift(x: Value | number): Value {
    return typeof x === 'number' ? this.constant(x) : x;
  }

  private value(shape: Shape): Value {
    return { id: this.nextId++, shape };
  }

  private append(node: Node): void {
    this.nodes.push(node);
    for (const output of node.outputs) this.producers.set(output.id, node);
  }
}
