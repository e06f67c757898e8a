// Builds everything that is started: the command line, the core, the extension, and the scripts of
// the report and the panel.
import { join } from 'node:path';
import { build } from 'esbuild';

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

await Promise.all([
  build({
    ...node,
    entryPoints: {
      cli: 'src/cli/main.ts',
      core: 'src/core/main.ts',
      extension: 'src/extension/extension.ts',
    },
    outdir: 'dist',
  }),
  build({
    ...browser,
    entryPoints: { report: 'webview/report.ts', panel: 'webview/panel.ts' },
    outdir: 'dist',
  }),
]);
