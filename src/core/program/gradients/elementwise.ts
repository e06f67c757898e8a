import type { ProgramBuilder } from '../builder';
import type { Node, Value } from '../program';
import type { InputGradients } from './gradientRule';
import { sumTo } from './sumTo';

export function elementwiseGradients(b: ProgramBuilder, node: Node, g: Value): InputGradients {
  const raw = unreduced(b, node, g);
  return raw.map((gradient, index) => {
    const input = node.inputs[index];
    return gradient && input && sumTo(b, gradient, input.shape);
  });
}

function unreduced(b: ProgramBuilder, node: Node, g: Value): InputGradients {
  const [x, second, third, fourth] = node.inputs as [Value, Value, Value, Value];
  const y = node.outputs[0] as Value;
  const { kind } = node.operation;
  switch (kind) {
    case 'negate':
      return [b.unary('negate', g)];
    case 'exp':
      return [b.multiply(g, y)];
    case 'log':
      return [b.divide(g, x)];
    case 'sqrt':
      return [b.divide(b.multiply(g, 0.5), y)];
    case 'abs':
      return [b.multiply(g, b.unary('sign', x))];
    case 'tanh':
      return [b.multiply(g, b.subtract(1, b.multiply(y, y)))];
    case 'sigmoid':
      return [b.multiply(g, b.multiply(y, b.subtract(1, y)))];
    case 'erf': {
      const bell = b.unary('exp', b.unary('negate', b.multiply(x, x)));
      return [b.multiply(g, b.multiply(bell, 2 / Math.sqrt(Math.PI)))];
    }
    case 'relu':
      return [b.whereGreater(y, 0, g, 0)];
    case 'add':
      return [g, g];
    case 'subtract':
      return [g, b.unary('negate', g)];
    case 'multiply':
      return [b.multiply(g, second), b.multiply(g, x)];
    case 'divide':
      return [b.divide(g, second), b.unary('negate', b.divide(b.multiply(g, y), second))];
    case 'minimum':
      return [b.whereGreater(second, x, g, 0), b.whereGreater(second, x, 0, g)];
    case 'maximum':
      return [b.whereGreater(x, second, g, 0), b.whereGreater(x, second, 0, g)];
    case 'whereGreater': {
      const taken = third.id === fourth.id;
      return taken
        ? [undefined, undefined, g, undefined]
        : [undefined, undefined, b.whereGreater(x, second, g, 0), b.whereGreater(x, second, 0, g)];
    }
    default:
      throw new Error(`${kind} is not elementwise.`);
  }
}
