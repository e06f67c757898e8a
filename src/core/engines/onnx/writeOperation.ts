import type { Node, Value } from '../../program/program';
import type { GraphWriter } from './graphWriter';
import { operatorNames } from './operatorNames';
import {
  writeConv2d,
  writeConv2dInputGradient,
  writeConv2dKernelGradient,
  writeMaxPool2d,
  writeMaxUnpool2d,
} from './writeConvolution';
import { writeBatchSize, writeExpand, writeReshape } from './writeLayout';

/** Names of a node's values in the graph. Places of maxima are int64 there. */
export interface NodeNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Writes the ONNX nodes of one operation. */
export function writeOperation(graph: GraphWriter, node: Node, names: NodeNames): void {
  const { operation } = node;
  const { inputs, outputs } = names;
  const [a, b, c, d] = inputs as Names;
  const [output] = outputs as Names;
  const [first, second] = node.inputs as readonly [Value, Value];
  switch (operation.kind) {
    case 'constant': {
      const shape = node.outputs[0]?.shape as readonly number[];
      return graph.node('Identity', [graph.floats(operation.data, shape)], outputs);
    }
    case 'negate':
    case 'exp':
    case 'log':
    case 'sqrt':
    case 'abs':
    case 'sign':
    case 'tanh':
    case 'sigmoid':
    case 'erf':
    case 'relu':
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'minimum':
    case 'maximum':
      return graph.node(operatorNames[operation.kind], inputs, outputs);
    case 'whereGreater':
      return graph.node('Where', [graph.step('Greater', [a, b]), c, d], outputs);
    case 'matmul': {
      const { transposeA, transposeB } = operation;
      const transposes = { transA: Number(transposeA), transB: Number(transposeB) };
      return graph.node('Gemm', inputs, outputs, transposes);
    }
    case 'linear':
      return graph.node('Gemm', inputs, outputs);
    case 'sum':
    case 'mean':
    case 'max': {
      if (operation.axes.length === 0) return graph.node('Identity', inputs, outputs);
      const operands = [a, graph.integers(operation.axes)];
      const keepdims = Number(operation.keep);
      return graph.node(operatorNames[operation.kind], operands, outputs, { keepdims });
    }
    case 'reshape':
      return writeReshape(graph, { name: a, shape: first.shape }, operation.sizes, output);
    case 'transpose':
      return graph.node('Transpose', inputs, outputs, { perm: operation.permutation });
    case 'expandLike':
      return writeExpand(graph, a, { name: b, shape: second.shape }, output);
    case 'split':
      return graph.node('Split', [a, graph.integers(operation.sizes)], outputs, { axis: 0 });
    case 'concat':
      return graph.node('Concat', inputs, outputs, { axis: 0 });
    case 'softmax':
      return graph.node('Softmax', inputs, outputs, { axis: -1 });
    case 'logSoftmax':
      return graph.node('LogSoftmax', inputs, outputs, { axis: -1 });
    case 'batchSize':
      return writeBatchSize(graph, a, output);
    case 'conv2d':
      return writeConv2d(graph, a, b, Number(second.shape[2]), output);
    case 'conv2dInputGradient':
      return writeConv2dInputGradient(graph, a, b, Number(second.shape[2]), output);
    case 'conv2dKernelGradient': {
      const [height, width] = [Number(first.shape[2]), Number(first.shape[3])];
      const size = { kernel: operation.size, height, width };
      return writeConv2dKernelGradient(graph, a, b, size, output);
    }
    case 'maxPool2d':
      return writeMaxPool2d(graph, a, outputs as readonly [string, string]);
    case 'maxUnpool2d':
      return writeMaxUnpool2d(graph, a, b, operation, output);
  }
}

/** How many there are was checked when the program was built. */
type Names = readonly [string, string, string, string];
