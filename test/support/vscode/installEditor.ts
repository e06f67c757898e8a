import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The npm package whose server and workbench are those of VS Code 1.100.3. */
const editorPackage = 'code-server@4.100.3';
const cache = join(__dirname, '..', '..', '..', '.cache');
const home = join(cache, 'vscode-1.100');

let installation: Promise<InstalledEditor> | undefined;

export interface InstalledEditor {
  /** Folder of VS Code itself: `out/`, `extensions/`, `product.json`. */
  readonly root: string;
  /** What plain Node starts. */
  readonly serverMain: string;
}

/**
 * Sees to a VS Code 1.100 below `.cache/`: installs it with npm when it is not there yet (about 20 s)
 * and says so in one line. Throws with npm's own words when npm fails.
 */
export function installEditor(): Promise<InstalledEditor> {
  installation ??= install();
  return installation;
}

async function install(): Promise<InstalledEditor> {
  if (!existsSync(stamp(home))) {
    process.stdout.write(`Installing ${editorPackage} into .cache/vscode-1.100 (about 20 s).\n`);
    removeAbandonedParts();
    const part = `${home}.part-${process.pid}`;
    try {
      await fill(part);
      moveIntoPlace(part);
    } finally {
      rmSync(part, { recursive: true, force: true });
    }
  }
  const root = join(home, 'node_modules', 'code-server', 'lib', 'vscode');
  linkSearchProgram(root);
  copyFileSync(
    join(__dirname, 'logWriter.cjs'),
    join(root, 'node_modules', '@vscode', 'spdlog', 'index.js'),
  );
  return { root, serverMain: join(root, 'out', 'server-main.js') };
}

/** Its own installer fetches and builds what tests of extensions do not need; so part by part. */
async function fill(part: string): Promise<void> {
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, 'package.json'), '{ "private": true }\n');
  await npmInstall(part, [editorPackage]);
  const root = join(part, 'node_modules', 'code-server', 'lib', 'vscode');
  await npmInstall(root, ['--omit=dev']);
  await npmInstall(join(root, 'extensions'), ['--omit=dev']);
  writeFileSync(stamp(part), `${editorPackage}\n`);
}

function moveIntoPlace(part: string): void {
  if (existsSync(stamp(home))) return;
  rmSync(home, { recursive: true, force: true });
  try {
    renameSync(part, home);
  } catch (error) {
    // Two test runs at once: the other one was quicker, and its installation is as good.
    if (!existsSync(stamp(home))) throw error;
  }
}

function removeAbandonedParts(): void {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache)) {
    const pid = /^vscode-1\.100\.part-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Path of this machine's ripgrep. */
export function findSearchProgram(): string | undefined {
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Without it `workspace.findFiles` finds nothing: the package would fetch its own. */
function linkSearchProgram(root: string): void {
  const link = join(root, 'node_modules', '@vscode', 'ripgrep', 'bin', 'rg');
  const searchProgram = findSearchProgram();
  if (existsSync(link) || searchProgram === undefined) return;
  mkdirSync(dirname(link), { recursive: true });
  try {
    symlinkSync(searchProgram, link);
  } catch (error) {
    if (!existsSync(link)) throw error;
  }
}

/** Written last, so that its presence says that all the rest is there. */
function stamp(folder: string): string {
  return join(folder, 'installed');
}

function npmInstall(cwd: string, args: readonly string[]): Promise<void> {
  const all = ['install', ...args, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', all, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let said = '';
    npm.stdout.on('data', (text: Buffer) => (said += text.toString()));
    npm.stderr.on('data', (text: Buffer) => (said += text.toString()));
    npm.on('error', reject);
    npm.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`npm ${all.join(' ')} in ${cwd} ended with ${code}:\n${said}`)),
    );
  });
}
