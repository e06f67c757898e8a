import type { PackageFiles } from './packageServer';

/**
 * A package like TensorFlow.js's for Node: its install script downloads the library, by the
 * variable that the real one knows too, and without the library it does not load. It depends on a
 * package with an install script of its own, which would leave a file named by `NOISY_MARK`.
 */
export function tensorFlowPackage(name: string): PackageFiles {
  return {
    'package.json': JSON.stringify({
      name,
      version: '4.22.0',
      main: 'index.js',
      scripts: { install: 'node install.js' },
      dependencies: { 'fitscope-test-noisy': '1.0.0' },
    }),
    'install.js': installScript,
    'index.js': `
      const { existsSync } = require('node:fs');
      const file = require('node:path').join(__dirname, 'library.js');
      if (!existsSync(file))
        throw new Error('The Node.js native addon module (tfjs_binding.node) can not be found at path: ' + file);
      module.exports = require(file);`,
  };
}

export const noisyPackage: PackageFiles = {
  'package.json': JSON.stringify({
    name: 'fitscope-test-noisy',
    version: '1.0.0',
    scripts: { install: `node -e "require('fs').writeFileSync(process.env.NOISY_MARK, 'ran')"` },
  }),
};

/** Fails as Node does: by an error that nobody caught. */
const installScript = `
const { createWriteStream, writeFileSync } = require('node:fs');
const { get } = require('node:http');
const { pipeline } = require('node:stream');
if (process.env.SCRIPT_PID) writeFileSync(process.env.SCRIPT_PID, String(process.pid));
if (process.env.SCRIPT_FAILS) throw new Error(process.env.SCRIPT_FAILS);
const address = process.env.TFJS_NODE_CDN_STORAGE + 'library';
console.warn('* Downloading libtensorflow');
console.log(address);
get(address, (response) =>
  pipeline(response, createWriteStream('library.js'), (error) => {
    if (error) throw error;
  }),
);`;

/** A library that loads: TensorFlow.js as the native package offers it, but in JavaScript. */
export function workingLibrary({ gpu }: { readonly gpu: boolean }): string {
  const core = JSON.stringify(require.resolve('@tensorflow/tfjs-core'));
  const backend = JSON.stringify(require.resolve('@tensorflow/tfjs-backend-cpu'));
  return `const tf = require(${core}); require(${backend}); tf.setBackend('cpu');
    module.exports = Object.defineProperties({}, {
      ...Object.getOwnPropertyDescriptors(tf),
      getBackend: { value: () => 'tensorflow' },
      backend: { value: () => ({ isUsingGpuDevice: ${gpu} }) },
    });`;
}
