import { ProgramBuilder } from '../../program/builder';
import type { OperationKind } from '../../program/operation';
import type { Node, Program, Value } from '../../program/program';

/** Numbers of a long vector, one after the other, with the name of their own port. */
export interface VectorPart {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Inputs and outputs that a program takes and gives in parts, by name. */
export type VectorParts = ReadonlyMap<string, readonly VectorPart[]>;

/** Numbers that a part must have on average; shorter ones cost more calls than they save copies. */
const longPart = 2 ** 16;

/**
 * The same program with the parameters of each layer as inputs of their own, and the gradient, the
 * moments and the update too, where they are many: there is nothing to split and to join then, the
 * values in between are as long as a layer, and a gradient is gone once its layer is updated. In one
 * vector each of them takes as much memory as all parameters. A program with few parameters, or
 * with none that it splits, stays as it is.
 */
export function divideVectors(
  program: Program,
  shortest = longPart,
): { readonly program: Program; readonly parts: VectorParts } {
  const sizes = partition(program);
  const total = sizes?.reduce((sum, size) => sum + size, 0) ?? 0;
  if (!sizes || total < shortest * sizes.length) return { program, parts: new Map() };
  return new Divider(sizes).divide(program);
}

/** Names of ports, where they have parts those of the parts. */
export function namesOfParts(names: readonly string[], parts: VectorParts): string[] {
  return names.flatMap((name) => parts.get(name)?.map((part) => part.name) ?? [name]);
}

/** Sizes of the parts that an input is split into first. */
function partition({ inputs, nodes }: Program): readonly number[] | undefined {
  const ids = new Set(inputs.map(({ value }) => value.id));
  for (const { operation, inputs: read } of nodes)
    if (operation.kind === 'split' && ids.has((read[0] as Value).id)) return operation.sizes;
  return undefined;
}

class Divider {
  private readonly b = new ProgramBuilder();
  /** Values of the new program, by the ids of the old; a divided one is there where it was joined. */
  private readonly wholes = new Map<number, Value>();
  private readonly divided = new Map<number, readonly Value[]>();
  private readonly length: number;
  /** Where the parts begin, and where the last one ends. */
  private readonly ends: readonly number[];

  constructor(private readonly sizes: readonly number[]) {
    this.ends = endsOf(sizes);
    this.length = this.ends.at(-1) as number;
  }

  divide(program: Program): { readonly program: Program; readonly parts: VectorParts } {
    const { b } = this;
    const parts = new Map<string, readonly VectorPart[]>();
    const partsOf = (name: string) => {
      const found = parts.get(name) ?? this.name(name);
      parts.set(name, found);
      return found;
    };
    for (const { name, value } of program.inputs)
      if (this.isLong(value)) {
        const inputs = partsOf(name).map((part) => b.input(part.name, [part.to - part.from]));
        this.divided.set(value.id, inputs);
      } else this.wholes.set(value.id, b.input(name, value.shape));
    for (const node of program.nodes) this.write(node);
    for (const { name, value } of program.outputs)
      if (this.isLong(value)) {
        const values = this.parts(value);
        partsOf(name).forEach((part, index) => b.output(part.name, values[index] as Value));
      } else b.output(name, this.whole(value));
    return { program: b.build(), parts };
  }

  private write(node: Node): void {
    const { b } = this;
    const [input] = node.inputs;
    const [output] = node.outputs as readonly [Value];
    const { operation } = node;
    if (operation.kind === 'constant')
      this.wholes.set(output.id, b.constant(operation.data, output.shape as readonly number[]));
    else if (operation.kind === 'split' && this.isDivided(input) && this.groups(operation.sizes))
      this.split(node, this.groups(operation.sizes)!);
    else if (operation.kind === 'concat' && this.isLong(output) && this.groups(sizesOf(node)))
      this.join(node, this.groups(sizesOf(node))!);
    else if (elementwise.has(operation.kind) && this.isLong(output) && this.isByPart(node))
      this.applyByPart(node);
    else if (operation.kind === 'sum' && this.isDivided(input) && output.shape.length === 0)
      this.sum(node);
    else {
      const outputs = b.applyAll(operation, ...node.inputs.map((value) => this.whole(value)));
      node.outputs.forEach(({ id }, index) => this.wholes.set(id, outputs[index] as Value));
    }
  }

  private split({ inputs, outputs }: Node, groups: readonly (readonly number[])[]): void {
    const parts = this.parts(inputs[0] as Value);
    groups.forEach((group, index) => {
      const values = group.map((at) => parts[at] as Value);
      const joined = values.length === 1 ? (values[0] as Value) : this.b.concat(values);
      this.wholes.set((outputs[index] as Value).id, joined);
    });
  }

  private join({ inputs, outputs }: Node, groups: readonly (readonly number[])[]): void {
    const parts = groups.flatMap((group, index) => {
      const value = this.whole(inputs[index] as Value);
      const sizes = group.map((at) => this.sizes[at] as number);
      return sizes.length === 1 ? [value] : this.b.split(value, sizes);
    });
    this.divided.set((outputs[0] as Value).id, parts);
  }

  private applyByPart({ operation, inputs, outputs }: Node): void {
    const columns = inputs.map((value) =>
      this.isLong(value) ? this.parts(value) : this.sizes.map(() => this.whole(value)),
    );
    const parts = this.sizes.map((_, at) =>
      this.b.apply(operation, ...columns.map((column) => column[at] as Value)),
    );
    this.divided.set((outputs[0] as Value).id, parts);
  }

  private sum({ inputs, outputs }: Node): void {
    const sums = this.parts(inputs[0] as Value).map((part) => this.b.sum(part));
    const total = sums.reduce((sum, value) => this.b.add(sum, value));
    this.wholes.set((outputs[0] as Value).id, total);
  }

  private isLong({ shape }: Value): boolean {
    return shape.length === 1 && shape[0] === this.length;
  }

  private isDivided(value: Value | undefined): boolean {
    return value !== undefined && this.divided.has(value.id);
  }

  /** Of vectors and scalars, with something to gain. */
  private isByPart({ inputs }: Node): boolean {
    const fits = inputs.every((value) => value.shape.length === 0 || this.isLong(value));
    return fits && inputs.some((value) => this.isDivided(value));
  }

  /** Which parts lie in each piece of a division that is not finer; undefined where it is another. */
  private groups(sizes: readonly number[]): readonly (readonly number[])[] | undefined {
    const ends = endsOf(sizes);
    if (!ends.every((end) => this.ends.includes(end))) return undefined;
    return sizes.map((_, index) => {
      const [from, to] = [ends[index], ends[index + 1]].map((end) => this.ends.indexOf(end!));
      return Array.from({ length: to! - from! }, (_, place) => from! + place);
    });
  }

  private parts(value: Value): readonly Value[] {
    const found = this.divided.get(value.id) ?? this.b.split(this.whole(value), this.sizes);
    this.divided.set(value.id, found);
    return found;
  }

  private whole(value: Value): Value {
    const found = this.wholes.get(value.id) ?? this.b.concat(this.divided.get(value.id) ?? []);
    this.wholes.set(value.id, found);
    return found;
  }

  private name(name: string): VectorPart[] {
    return this.sizes.map((size, index) => {
      const from = this.ends[index] as number;
      return { name: `${name}.${index}`, from, to: from + size };
    });
  }
}

const elementwise: ReadonlySet<OperationKind> = new Set([
  'negate',
  'exp',
  'log',
  'sqrt',
  'abs',
  'sign',
  'tanh',
  'sigmoid',
  'erf',
  'relu',
  'add',
  'subtract',
  'multiply',
  'divide',
  'minimum',
  'maximum',
  'whereGreater',
]);

function sizesOf({ inputs }: Node): number[] {
  return inputs.map(({ shape }) => Number(shape[0]));
}

function endsOf(sizes: readonly number[]): number[] {
  const ends = [0];
  for (const size of sizes) ends.push((ends.at(-1) as number) + size);
  return ends;
}
