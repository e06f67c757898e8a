import type { Size } from '../ports';
import { ProtobufMessage } from './protobufMessage';

export type Attributes = Readonly<Record<string, Attribute>>;

/** A whole number, a list of them, a real number, or a graph inside this one. */
export type Attribute = number | readonly number[] | { readonly float: number } | GraphWriter;

/**
 * Collects the parts of an ONNX model and writes it. Field numbers are those of onnx.proto.
 * The operator set is the first in which all reductions take their axes as an input.
 */
export class GraphWriter {
  readonly graph = new ProtobufMessage().text(2, 'program');
  private readonly constants = new Map<string, string>();
  private names = 0;

  /** @param scope begins the names that it makes; those of a graph inside another must differ */
  constructor(private readonly scope = '') {}

  node(
    type: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Attributes = {},
  ): void {
    const node = new ProtobufMessage();
    for (const input of inputs) node.text(1, input);
    for (const output of outputs) node.text(2, output);
    node.text(4, type);
    for (const [name, value] of Object.entries(attributes)) node.message(5, attribute(name, value));
    this.graph.message(1, node);
  }

  /** A node whose only output is used by other nodes of the same operation; returns its name. */
  step(type: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const output = this.newName();
    this.node(type, inputs, [output], attributes);
    return output;
  }

  newName(): string {
    return `${this.scope}t${this.names++}`;
  }

  floats(numbers: readonly number[], shape: readonly number[]): string {
    return this.constant(elementTypes.float32, shape, Float32Array.from(numbers));
  }

  /** A vector of int64, such as sizes and axes. */
  integers(numbers: readonly number[]): string {
    const data = BigInt64Array.from(numbers, (number) => BigInt(number));
    return this.constant(elementTypes.int64, [numbers.length], data);
  }

  input(name: string, shape: readonly Size[]): void {
    this.graph.message(11, valueInfo(name, shape));
  }

  output(name: string, shape: readonly Size[]): void {
    this.graph.message(12, valueInfo(name, shape));
  }

  finish(): Uint8Array {
    const operatorSet = new ProtobufMessage().text(1, '').integer(2, 18);
    return new ProtobufMessage()
      .integer(1, 8)
      .text(2, 'fitscope')
      .message(7, this.graph)
      .message(8, operatorSet)
      .finish();
  }

  /** Equal constants are written once. */
  private constant(
    type: number,
    shape: readonly number[],
    data: Float32Array | BigInt64Array,
  ): string {
    const key = `${type}[${shape}]${data.join()}`;
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const name = `${this.scope}c${this.constants.size}`;
    this.constants.set(key, name);
    const tensor = new ProtobufMessage();
    for (const size of shape) tensor.integer(1, size);
    tensor.integer(2, type).text(8, name);
    tensor.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    this.graph.message(5, tensor);
    return name;
  }
}

/** TensorProto.DataType */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, int64: 7 } as const;

function attribute(name: string, value: Attribute): ProtobufMessage {
  const message = new ProtobufMessage().text(1, name);
  if (typeof value === 'number') return message.integer(3, value).integer(20, 2);
  if (value instanceof GraphWriter) return message.message(6, value.graph).integer(20, 5);
  if ('float' in value) return message.float(2, value.float).integer(20, 1);
  for (const number of value) message.integer(8, number);
  return message.integer(20, 7);
}

function valueInfo(name: string, shape: readonly Size[]): ProtobufMessage {
  const sizes = new ProtobufMessage();
  for (const size of shape) {
    const dimension = new ProtobufMessage();
    sizes.message(
      1,
      typeof size === 'number' ? dimension.integer(1, size) : dimension.text(2, size),
    );
  }
  const tensor = new ProtobufMessage().integer(1, elementTypes.float32).message(2, sizes);
  return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
}
