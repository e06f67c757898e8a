import type { NativeName } from '../../protocol/nativeEngines';
import { InstallError } from './installError';

export interface Platform {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/**
 * Throws `InstallError` where a download could only end in vain: TensorFlow.js 4.22 has no binding
 * for Windows, and its library for GPUs is made for Linux on x64 alone.
 */
export function refusePlatform(
  name: NativeName,
  { platform, arch }: Platform = process as Platform,
): void {
  if (platform === 'win32')
    throw new InstallError(
      'TensorFlow.js has no native build for Windows. Use engine: onnx (what auto takes), ' +
        'onnx-directml or onnx-webgpu for a GPU, or install it inside WSL.',
    );
  if (name === 'tensorflow-gpu' && !(platform === 'linux' && arch === 'x64'))
    throw new InstallError(
      `TensorFlow's library for GPUs is made for linux-x64 only, and this is ${platform}-${arch}. ` +
        `Use engine: ${platform === 'darwin' ? 'onnx-coreml or ' : ''}onnx-webgpu for a GPU, or ` +
        'install tensorflow for the processor.',
    );
}
