// Packs the extension: node vsix.mjs [linux-x64 | linux-arm64 | darwin-arm64 | win32-x64 | win32-arm64]
// With a target the platform's native engine is inside; without one only the WebAssembly engine.
// Everything that runs is put into one folder first, so that no node_modules is needed beside it.
import { createVSIX } from '@vscode/vsce';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { built } from './esbuild.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2];
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const stage = join(root, '.cache', 'vsix', target ?? 'universal');
const file = join(root, 'dist', `fitscope-${manifest.version}${target ? `-${target}` : ''}.vsix`);

rmSync(stage, { recursive: true, force: true });
mkdirSync(join(stage, 'dist'), { recursive: true });

const { name, publisher, displayName, description, version, license, engines, main, icon } =
  manifest;
const { categories, keywords, galleryBanner, activationEvents, capabilities, contributes } =
  manifest;
const packed = {
  ...{ name, publisher, displayName, description, version, license, main, icon },
  ...{ categories, keywords, galleryBanner, activationEvents, capabilities, contributes },
  engines: { vscode: engines.vscode },
};
writeFileSync(join(stage, 'package.json'), JSON.stringify(packed, undefined, 2));
for (const entry of ['README.md', 'CHANGELOG.md', 'LICENSE', 'media', 'docs']) copy(entry);
cpSync(join(root, 'examples'), join(stage, 'examples'), {
  recursive: true,
  filter: (source) => !source.includes('.fitscope'),
});
for (const script of built) copy(join('dist', script));

// Beside dist/core.js, where Node looks first.
const modules = join(stage, 'dist', 'node_modules');
const platform = target?.split('-');
if (platform) {
  const [system, processor] = platform;
  copyPackage('onnxruntime-node', [
    'package.json',
    'dist',
    join('bin', 'napi-v6', system, processor),
  ]);
  copyPackage('onnxruntime-common', ['package.json', join('dist', 'cjs')]);
} else {
  copyPackage('onnxruntime-web', [
    'package.json',
    join('dist', 'ort.node.min.js'),
    join('dist', 'ort.node.min.mjs'),
    join('dist', 'ort-wasm-simd-threaded.mjs'),
    join('dist', 'ort-wasm-simd-threaded.wasm'),
  ]);
  copyPackage('onnxruntime-common', ['package.json', 'dist']);
}

await createVSIX({
  cwd: stage,
  packagePath: file,
  dependencies: false,
  allowMissingRepository: true,
  // No repository address is known here; links in the README stay as they are.
  rewriteRelativeLinks: false,
  ...(target && { target }),
});
process.stdout.write(`${file} ${(statSync(file).size / 1e6).toFixed(1)} MB\n`);

function copy(entry) {
  cpSync(join(root, entry), join(stage, entry), { recursive: true });
}

function copyPackage(packageName, parts) {
  for (const part of parts)
    cpSync(join(root, 'node_modules', packageName, part), join(modules, packageName, part), {
      recursive: true,
    });
}
