import type { InferenceSession } from 'onnxruntime-node';

/** Engines that are ONNX Runtime on something else than the processor. */
export type ProviderName = 'onnx-webgpu' | 'onnx-directml' | 'onnx-coreml' | 'onnx-cuda';

export interface Provider {
  /** What `listSupportedBackends` calls it. */
  readonly backend: string;
  /** Where the packages of ONNX Runtime for Node carry it. */
  readonly carriedBy: string;
  /** What it needs beside the package. */
  readonly needs: string;
  readonly options: InferenceSession.ExecutionProviderConfig;
  readonly sessionOptions?: InferenceSession.SessionOptions;
}

export const providers: Readonly<Record<ProviderName, Provider>> = {
  'onnx-webgpu': {
    backend: 'webgpu',
    carriedBy: 'Windows, macOS and Linux',
    needs: 'a GPU with a driver for Direct3D 12, Metal or Vulkan',
    options: 'webgpu',
  },
  'onnx-directml': {
    backend: 'dml',
    carriedBy: 'Windows',
    needs: 'a GPU with a driver for DirectX 12',
    options: 'dml',
    // Its documentation demands both.
    sessionOptions: { enableMemPattern: false, executionMode: 'sequential' },
  },
  'onnx-coreml': {
    backend: 'coreml',
    carriedBy: 'macOS',
    needs: 'macOS 12 or later',
    // An ML program (0x010) on processor and GPU (0x020): the older format and the neural engine
    // compute in float16.
    options: { name: 'coreml', coreMlFlags: 0x030 },
  },
  'onnx-cuda': {
    backend: 'cuda',
    carriedBy: 'Linux on x64',
    needs: 'an NVIDIA GPU, CUDA 12 and cuDNN 9',
    options: 'cuda',
  },
};
