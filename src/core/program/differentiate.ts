import type { ProgramBuilder } from './builder';
import { inputGradients } from './gradients/inputGradients';
import type { Node, Value } from './program';

/**
 * Reverse-mode differentiation: appends to the program the gradients of a scalar by the given
 * values, in their order and shapes. A value that the scalar does not depend on gets zeros.
 */
export function differentiate(
  builder: ProgramBuilder,
  scalar: Value,
  by: readonly Value[],
): Value[] {
  if (scalar.shape.length > 0)
    throw new Error(`Only a scalar has gradients, got [${scalar.shape}].`);
  const path = new DependentNodes(builder, by).upTo(scalar);
  const gradients = new Map<number, Value>([[scalar.id, builder.constant(1)]]);
  for (const node of path.reverse()) {
    const outputGradients = node.outputs.map((output) => gradients.get(output.id));
    if (outputGradients.every((gradient) => gradient === undefined)) continue;
    const found = inputGradients(builder, node, outputGradients);
    node.inputs.forEach((input, index) => {
      const gradient = found[index];
      if (!gradient) return;
      const before = gradients.get(input.id);
      gradients.set(input.id, before ? builder.add(before, gradient) : gradient);
    });
  }
  return by.map((value) => gradients.get(value.id) ?? builder.multiply(value, 0));
}

/** Finds the nodes between a result and the values it is differentiated by. */
class DependentNodes {
  private readonly known = new Map<number, boolean>();
  private readonly ordered: Node[] = [];
  private readonly visited = new Set<Node>();

  constructor(
    private readonly builder: ProgramBuilder,
    by: readonly Value[],
  ) {
    for (const value of by) this.known.set(value.id, true);
  }

  /** In an order in which they can be run. */
  upTo(result: Value): Node[] {
    this.visit(result);
    return this.ordered;
  }

  private visit(value: Value): boolean {
    const node = this.builder.producer(value);
    if (node && !this.visited.has(node)) {
      this.visited.add(node);
      const depends = node.inputs.map((input) => this.visit(input)).includes(true);
      for (const output of node.outputs)
        this.known.set(output.id, depends || this.known.get(output.id) === true);
      if (depends) this.ordered.push(node);
    }
    return this.known.get(value.id) ?? false;
  }
}
