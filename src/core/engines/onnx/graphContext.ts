import type { Node, Program, Value } from '../../program/program';
import { GraphWriter } from './graphWriter';

/** A program while it is written as a graph: what made each value, and who uses it. */
export class GraphContext {
  readonly graph = new GraphWriter();
  private readonly producers = new Map<number, Node>();
  private readonly uses = new Map<number, number>();
  private readonly unpooled = new Map<number, number>();
  private onesOfBatch: string | undefined;

  constructor(program: Program) {
    for (const node of program.nodes) {
      for (const output of node.outputs) this.producers.set(output.id, node);
      for (const input of node.inputs) this.count(this.uses, input);
      const places = node.inputs[1];
      if (node.operation.kind === 'maxUnpool2d' && places) this.count(this.unpooled, places);
    }
    for (const { value } of program.outputs) this.count(this.uses, value);
  }

  producer(value: Value | undefined): Node | undefined {
    return value && this.producers.get(value.id);
  }

  /** Operations and outputs of the program that read a value. */
  useCount(value: Value): number {
    return this.uses.get(value.id) ?? 0;
  }

  /** The pooling whose places a value is. */
  poolingOf(places: Value): Node {
    const pool = this.producer(places);
    if (pool?.operation.kind !== 'maxPool2d' || pool.outputs[1]?.id !== places.id)
      throw new Error('Only what maxPool2d of the same program gave can be unpooled.');
    return pool;
  }

  /** How many of the uses of places are poolings undone, which need only the maxima. */
  unpoolings(places: Value): number {
    return this.unpooled.get(places.id) ?? 0;
  }

  isNumber(value: Value | undefined, number: number): boolean {
    const operation = this.producer(value)?.operation;
    return operation?.kind === 'constant' && operation.data.every((given) => given === number);
  }

  /** A vector of ones as long as the first axis of a value. */
  ones(name: string, { shape: [size] }: Value): string {
    const { graph } = this;
    if (size !== 'batch') return graph.floats(Array<number>(size ?? 0).fill(1), [size ?? 0]);
    this.onesOfBatch ??= graph.step('Expand', [
      graph.floats([1], [1]),
      graph.step('Shape', [name], { start: 0, end: 1 }),
    ]);
    return this.onesOfBatch;
  }

  private count(counts: Map<number, number>, { id }: Value): void {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
}
