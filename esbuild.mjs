// Builds everything that is started: the command line, the core, the extension, and the scripts of
// the report and the panel.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';

// jsonc-parser's CommonJS files hide their imports from bundlers; its ES modules do not.
const alias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };

// zod's messages in 50 languages are 400 kB that nobody reads: Fitscope writes its own in English.
const englishOnly = {
  name: 'english only',
  setup({ onResolve }) {
    onResolve({ filter: /\/locales\/index\.js$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, '..', 'locales', 'en.js'),
    }));
  },
};

const node = {
  alias,
  plugins: [englishOnly],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // jsonc-parser's UMD build requires its parts by names that no bundler sees.
  mainFields: ['module', 'main'],
  external: ['onnxruntime-node', 'onnxruntime-web', '@tensorflow/*', 'vscode'],
  sourcemap: true,
  logLevel: 'warning',
};

const browser = {
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  minify: true,
  loader: { '.css': 'text' },
  logLevel: 'warning',
};

const [, extension] = await Promise.all([
  build({
    ...node,
    entryPoints: {
      cli: 'src/cli/main.ts',
      core: 'src/core/main.ts',
    },
    outdir: 'dist',
  }),
  buildExtension(),
  build({
    ...browser,
    entryPoints: {
      report: 'webview/report.ts',
      panel: 'webview/panel.ts',
      sweep: 'webview/sweep.ts',
    },
    outdir: 'dist',
  }),
]);

/** Names of what this build has left in dist/, without source maps. */
export const built = ['cli.js', 'core.js', 'report.js', 'panel.js', 'sweep.js', ...extension];

/**
 * The extension in parts, so that activation reads no more than it needs: what is imported with
 * `import()` stays in files of its own. esbuild splits ES modules only; VS Code wants CommonJS.
 */
async function buildExtension() {
  const { outputFiles } = await build({
    ...node,
    entryPoints: { extension: 'src/extension/extension.ts' },
    format: 'esm',
    splitting: true,
    chunkNames: 'extension.part-[hash]',
    sourcemap: 'inline',
    outdir: 'dist',
    write: false,
  });
  mkdirSync('dist', { recursive: true });
  for (const { path, text } of outputFiles) {
    const { code, map } = await transform(text, {
      format: 'cjs',
      platform: 'node',
      target: node.target,
      supported: { 'dynamic-import': false },
      sourcemap: 'external',
      sourcefile: basename(path),
    });
    writeFileSync(path, `${code}//# sourceMappingURL=${basename(path)}.map\n`);
    writeFileSync(`${path}.map`, map);
  }
  const names = outputFiles.map(({ path }) => basename(path));
  removeOldParts(names);
  return names;
}

/** Parts of former builds, but not while an editor may still be running them. */
function removeOldParts(current) {
  const old = Date.now() - 60 * 60 * 1000;
  for (const name of readdirSync('dist')) {
    const file = join('dist', name);
    const isPart = /^extension\.part-.*\.js(\.map)?$/.test(name);
    if (isPart && !current.includes(name.replace(/\.map$/, '')) && statSync(file).mtimeMs < old)
      rmSync(file);
  }
}
