import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * CUDA's part of ONNX Runtime is too large for its package and comes by its install script. Where
 * it is missing, the library would write its complaint to the terminal; this one says what to do.
 */
export function refuseWithoutCuda(): void {
  const folder = dirname(dirname(require.resolve('onnxruntime-node')));
  const beside = join(folder, 'bin', 'napi-v6', process.platform, process.arch);
  if (existsSync(join(beside, 'libonnxruntime_providers_cuda.so'))) return;
  throw new Error(
    `libonnxruntime_providers_cuda.so is missing in ${beside}. With ONNXRUNTIME_NODE_INSTALL=cuda12 ` +
      'in the environment, the install script of onnxruntime-node gets it; it needs an NVIDIA GPU, ' +
      'CUDA 12 and cuDNN 9. Or use engine: auto.',
  );
}
