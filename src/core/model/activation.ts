import type { ActivationKind } from '../../protocol/settings';
import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';

/** Elementwise; gelu is the exact one with erf (Hendrycks and Gimpel 2016), as PyTorch's default. */
export function activate(b: ProgramBuilder, kind: ActivationKind, x: Value): Value {
  switch (kind) {
    case 'relu':
      return b.unary('relu', x);
    case 'gelu': {
      const erf = b.unary('erf', b.multiply(x, Math.SQRT1_2));
      return b.multiply(b.multiply(x, 0.5), b.add(erf, 1));
    }
    case 'silu':
      return b.multiply(x, b.unary('sigmoid', x));
    case 'tanh':
      return b.unary('tanh', x);
    case 'square':
      return b.multiply(x, x);
  }
}
