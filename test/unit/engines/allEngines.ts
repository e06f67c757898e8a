import type { Engine } from '../../../src/core/engines/engine';
import { openOnnx } from '../../../src/core/engines/onnx/onnx';
import { openOnnxWasm } from '../../../src/core/engines/onnx/onnxWasm';
import { reference } from '../../../src/core/engines/reference/reference';
import { openBackend } from '../../support/tensorFlowBackends';

/** Engines that compute in float32; open one only in the `before` of its tests. */
export const float32Engines: Readonly<Record<string, () => Promise<Engine>>> = {
  onnx: openOnnx,
  'onnx-wasm': openOnnxWasm,
  'tensorflow on cpu': () => openBackend('cpu'),
  'tensorflow on wasm': () => openBackend('wasm'),
};

export const allEngines: typeof float32Engines = {
  ...float32Engines,
  reference: () => Promise.resolve(reference),
};
