import type { Engine } from '../engine';
import { inOrder, portsOf, portsOfSteps } from '../ports';
import { Interpreter } from './interpreter';
import type { TensorFlow } from './library';
import { TensorFlowExecutable } from './tensorFlowExecutable';

/**
 * An engine on a TensorFlow.js whose backend is ready, float32. Only forward operations are asked
 * of it: differentiation is ours, and backends differ most in their gradients.
 */
export function tensorFlow(tf: TensorFlow, name: string): Engine {
  return {
    name,
    version: tf.version_core,
    compile: async (program) => {
      const ports = portsOf(program);
      return new TensorFlowExecutable(name, tf, ports, [], new Interpreter(tf, program));
    },
    compileSteps: async (recurrence) => {
      const ports = portsOfSteps(recurrence);
      const interpreter = new Interpreter(tf, inOrder(recurrence));
      return new TensorFlowExecutable(name, tf, ports, recurrence.carried, interpreter);
    },
  };
}
