/** Engines whose library is too large to come with Fitscope and is installed on request. */
export type NativeName = 'tensorflow' | 'tensorflow-gpu';

export const nativeNames = ['tensorflow', 'tensorflow-gpu'] as const satisfies NativeName[];

/** The package that is installed for each, and the versions that are known to fit. */
export const nativePackages: Readonly<
  Record<NativeName, { readonly package: string; readonly range: string }>
> = {
  tensorflow: { package: '@tensorflow/tfjs-node', range: '^4.22.0' },
  'tensorflow-gpu': { package: '@tensorflow/tfjs-node-gpu', range: '^4.22.0' },
};
