import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** How npm is started: a program, and what comes before npm's own arguments. */
export interface Npm {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * The user's npm, as a shell would find it on the PATH; undefined where there is none. On Windows
 * its script is run by the Node beside it: npm.cmd could only be started through a shell.
 */
export function findNpm(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Npm | undefined {
  const isWindows = platform === 'win32';
  for (const folder of pathOf(environment).split(delimiter)) {
    if (folder === '') continue;
    const file = join(folder, isWindows ? 'npm.cmd' : 'npm');
    if (!existsSync(file)) continue;
    if (!isWindows) return { command: file, args: [] };
    const script = join(dirname(file), 'node_modules', 'npm', 'bin', 'npm-cli.js');
    const node = join(dirname(file), 'node.exe');
    if (existsSync(script)) return { command: existsSync(node) ? node : 'node', args: [script] };
  }
  return undefined;
}

/** Windows calls it Path, and a copied environment is no longer blind to case. */
function pathOf(environment: NodeJS.ProcessEnv): string {
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH');
  return (name && environment[name]) ?? '';
}
