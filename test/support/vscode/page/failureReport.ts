import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const folder = join(__dirname, '..', '..', '..', '..', '.cache', 'vscode-failures');
const reported = new WeakSet<Error>();
let count = 0;

/**
 * Keeps what a failure looked like (a picture, the frames, what the page's console said) and says in
 * the error's message where. The same error is reported once, however many calls it passes through.
 */
export async function reportFailure(
  page: Page,
  what: string,
  thrown: unknown,
  heard: readonly string[],
): Promise<Error> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (reported.has(error)) return error;
  mkdirSync(folder, { recursive: true });
  const spoken = what.replace(/[^a-z0-9]+/gi, '-').slice(0, 50);
  const name = `${process.pid}-${++count}-${spoken}`;
  const frames = page.isClosed() ? ['the page is closed'] : page.frames().map((one) => one.url());
  const lines = [
    what,
    plain(String(error)),
    '',
    'Frames:',
    ...frames,
    '',
    'Console:',
    ...heard,
    '',
  ];
  writeFileSync(join(folder, `${name}.txt`), lines.join('\n'));
  const drawn = await page
    .screenshot({ path: join(folder, `${name}.png`), timeout: 5000 })
    .then(() => true)
    .catch(() => false);
  const ending = drawn ? '{png,txt}' : 'txt';
  const better = new Error(
    `${what}: ${plain(error.message)}\nSee .cache/vscode-failures/${name}.${ending}`,
  );
  const calls = error.stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? [];
  better.stack = [`Error: ${better.message}`, ...calls].join('\n');
  reported.add(better);
  return better;
}

/** Without the colours that playwright writes for terminals. */
function plain(text: string): string {
  return text.replace(/\u001b\[\d+m/g, '');
}
