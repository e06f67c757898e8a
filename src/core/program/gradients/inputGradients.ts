import type { ProgramBuilder } from '../builder';
import type { Node, Value } from '../program';
import { convolutionGradients } from './convolution';
import { elementwiseGradients } from './elementwise';
import type { InputGradients } from './gradientRule';
import { layoutGradients } from './layout';
import { linearGradients } from './linear';
import { reductionGradients } from './reduction';

/** The chain rule of one node, given the gradients of its outputs. */
export function inputGradients(
  builder: ProgramBuilder,
  node: Node,
  outputGradients: readonly (Value | undefined)[],
): InputGradients {
  const { operation } = node;
  const gradient = outputGradients.find((candidate) => candidate !== undefined);
  if (!gradient) return [];
  switch (operation.kind) {
    case 'constant':
    case 'batchSize':
    case 'positives':
    case 'distancesIfAsked':
    case 'sign':
      return [];
    case 'negate':
    case 'exp':
    case 'log':
    case 'sqrt':
    case 'abs':
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
    case 'whereGreater':
      return elementwiseGradients(builder, node, gradient);
    case 'matmul':
    case 'linear':
      return linearGradients(builder, node, gradient);
    case 'sum':
    case 'mean':
    case 'softmax':
    case 'logSoftmax':
      return reductionGradients(builder, node, gradient);
    case 'reshape':
    case 'transpose':
    case 'expandLike':
    case 'split':
    case 'concat':
      return layoutGradients(builder, node, outputGradients);
    case 'conv2d':
    case 'conv2dInputGradient':
    case 'conv2dKernelGradient':
    case 'maxPool2d':
    case 'maxUnpool2d':
      return convolutionGradients(builder, node, gradient);
    case 'max':
      throw new Error(`${operation.kind} has no gradient rule.`);
  }
}
