import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Diagnosis } from '../protocol/finding';
import type { RunView } from '../protocol/runView';
import { toWire } from '../protocol/wire';
import { makeFolder } from './makeFolder';
import { replaceFile } from './replaceFile';
import { asRunFolderError } from './runFolderError';

/** What the page of a report is drawn from. */
export interface ReportData {
  readonly view: RunView;
  readonly diagnosis: Diagnosis;
  /** The config as it was when the run started. */
  readonly configText: string;
  readonly language: 'yaml' | 'json' | 'jsonc';
  /** Where the advised values stand in `configText`; an empty span is an insertion. */
  readonly changes?: readonly {
    /** Character offsets, end exclusive. */
    readonly start: number;
    readonly end: number;
    readonly path: string;
    readonly to: string | number;
    readonly says: string;
  }[];
}

/**
 * Writes a report that needs nothing but its one file: no network, no other script than the inlined
 * one. Throws `RunFolderError`.
 *
 * @param scriptPath the built page script, which reads its data from `#fitscope-data`
 */
export function writeReport(file: string, data: ReportData, scriptPath: string): void {
  try {
    const script = readFileSync(scriptPath, 'utf8');
    makeFolder(dirname(file));
    replaceFile(file, reportHtml(data, script));
  } catch (error) {
    throw asRunFolderError(error, file);
  }
}

/** The report's HTML; a browser refuses every script in it but the given one. */
export function reportHtml(data: ReportData, script: string): string {
  const code = keepInsideScript(script);
  const shown = { ...data, view: thin(data.view) };
  const policy = [
    `default-src 'none'`,
    `script-src 'sha256-${createHash('sha256').update(code).digest('base64')}'`,
    `style-src 'unsafe-inline'`,
    `img-src data:`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(data.view.record.name)} - Fitscope report</title>
</head>
<body>
<script type="application/json" id="fitscope-data">${escapeJson(toWire(shown))}</script>
<script>${code}</script>
</body>
</html>
`;
}

/**
 * A run of very many epochs with few enough of its events for a page: each kind evenly thinned, the
 * first and the last of it kept.
 */
function thin(view: RunView): RunView {
  return { ...view, steps: thinned(view.steps), epochs: thinned(view.epochs) };
}

/** More events of a kind than pixels across any chart. */
const mostEvents = 5000;

function thinned<T>(events: readonly T[]): readonly T[] {
  const every = Math.ceil(events.length / mostEvents);
  const last = events.length - 1;
  return every <= 1 ? events : events.filter((_, i) => i % every === 0 || i === last);
}

/** Inside JSON every `<` stands in a string, where its escape means the same. */
function escapeJson(json: string): string {
  return json
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** In a script the end tag and the comment start may only stand in strings and patterns. */
function keepInsideScript(script: string): string {
  return script.replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3c!--');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
