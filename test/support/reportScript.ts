import { build } from 'esbuild';

/** The report page's script, bundled as the build does it. */
export async function reportScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['webview/report.ts'],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    minify: true,
    loader: { '.css': 'text' },
    logLevel: 'warning',
  });
  const text = outputFiles[0]?.text;
  if (!text) throw new Error('esbuild made no script out of webview/report.ts');
  return text;
}
