import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import { toWire } from '../../src/protocol/wire';
import type { ReportData } from '../../webview/page/reportData';

/** The report's script, bundled as the build does it. */
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
  return outputFiles[0]?.text ?? '';
}

/** A page as the report command writes it: no network, one script allowed by its hash. */
export function reportHtml(script: string, data: ReportData): string {
  const hash = createHash('sha256').update(script, 'utf8').digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:`;
  const json = toWire(data).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>Fitscope</title>
</head>
<body>
<script type="application/json" id="fitscope-data">${json}</script>
<script>${script}</script>
</body>
</html>
`;
}
