import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { CliContext } from './context';
import { RequestError } from './requestError';

/** The absolute folder that `--out` names. Throws `RequestError` where a file stands in its place. */
export function outFolder(
  out: string,
  { workingFolder }: Pick<CliContext, 'workingFolder'>,
): string {
  const folder = resolve(workingFolder, out);
  for (let path = folder; ; path = dirname(path)) {
    const found = lookAt(path);
    if (found?.isDirectory() || path === dirname(path)) return folder;
    if (!found) continue;
    const place = path === folder ? 'this' : path;
    throw new RequestError(`--out ${out}: ${place} is a file; name a folder, which may be new.`);
  }
}

/** Nothing for what is not there or may not be looked at: its use will say why. */
function lookAt(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
