import type { Node, Value } from '../../program/program';
import type { GraphContext } from './graphContext';
import { operatorNames } from './operatorNames';
import {
  writeConv2d,
  writeConv2dInputGradient,
  writeConv2dKernelGradient,
} from './writeConvolution';
import { writeBatchSize, writeExpand, writeReshape } from './writeLayout';
import { writeWhereGreater } from './writeMaskedGradient';
import { writeMaxPool2d, writeMaxUnpool2d } from './writePooling';
import { writeDistancesIfAsked } from './writeDistancesIfAsked';
import { writePositives } from './writePositives';
import { writeReduction } from './writeReduction';

/** Writes the ONNX nodes of one operation; `nameOf` gives the names of its values in the graph. */
export function writeOperation(
  context: GraphContext,
  node: Node,
  nameOf: (value: Value) => string,
): void {
  const { graph } = context;
  const { operation } = node;
  const inputs = node.inputs.map(nameOf);
  const outputs = node.outputs.map(nameOf);
  const [a, b] = inputs as [string, string];
  const [output] = outputs as [string];
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
      return writeWhereGreater(context, node, inputs, output);
    case 'matmul': {
      const { transposeA, transposeB } = operation;
      const transposes = { transA: Number(transposeA), transB: Number(transposeB) };
      return graph.node('Gemm', inputs, outputs, transposes);
    }
    case 'linear':
      return graph.node('Gemm', inputs, outputs);
    case 'sum':
    case 'mean':
    case 'max':
      return writeReduction(context, operation, first, a, output);
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
    case 'positives':
      return writePositives(context, first, a, outputs);
    case 'distancesIfAsked':
      return writeDistancesIfAsked(context, node, inputs, output);
    case 'batchSize':
      return writeBatchSize(graph, a, output);
    case 'conv2d':
      return writeConv2d(graph, inputs, Number(second.shape[2]), output);
    case 'conv2dInputGradient':
      return writeConv2dInputGradient(graph, a, b, Number(second.shape[2]), output);
    case 'conv2dKernelGradient': {
      const [x, gradient] = [
        { name: a, shape: first.shape },
        { name: b, shape: second.shape },
      ];
      return writeConv2dKernelGradient(graph, x, gradient, operation.size, output);
    }
    case 'maxPool2d': {
      const [, places] = node.outputs as readonly [Value, Value];
      const asked = context.useCount(places) > context.unpoolings(places);
      return writeMaxPool2d(graph, a, output, asked ? outputs[1] : undefined);
    }
    case 'maxUnpool2d': {
      const pool = context.poolingOf(second);
      const [x, maxima] = [pool.inputs[0], pool.outputs[0]] as [Value, Value];
      const names = { x: nameOf(x), shape: x.shape, maxima: nameOf(maxima) };
      return writeMaxUnpool2d(graph, a, names, output);
    }
  }
}
