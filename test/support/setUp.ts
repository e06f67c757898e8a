// Sees to what the tests need beyond npm: Chromium, ripgrep, Slurm and a VS Code. Where it may not
// install them, it says what to install and fails.
import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium';
import { isInstalled, slurmPackages, whyNoSlurm } from './slurm/whyNoSlurm';
import { findSearchProgram, installEditor } from './vscode/installEditor';

interface Need {
  /** Name of the Debian package. */
  readonly name: string;
  readonly what: string;
  isThere(): boolean;
}

const needs: readonly Need[] = [
  {
    name: 'chromium',
    what: 'Chromium, or name one in CHROMIUM_PATH',
    isThere: () => findChromium() !== undefined,
  },
  {
    name: 'ripgrep',
    what: 'ripgrep (rg), with which VS Code finds files',
    isThere: () => findSearchProgram() !== undefined,
  },
  // Where no cluster can be started, its tests are skipped and say why.
  ...Object.keys(slurmPackages).map((name) => ({
    name,
    what: `a part of Slurm (${name})`,
    isThere: () => whyNoSlurm() !== undefined || isInstalled(name),
  })),
];

async function main(): Promise<void> {
  const wanted = missing();
  const mayInstall = process.getuid?.() === 0 && hasCommand('apt-get');
  if (wanted.length > 0 && mayInstall) {
    run('apt-get', ['update', '-qq']);
    const names = wanted.map(({ name }) => name);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names]);
  }
  const left = missing();
  for (const { name, what } of left)
    process.stderr.write(`The tests need ${what} (Debian: apt-get install ${name}).\n`);
  if (left.length > 0) process.exitCode = 1;
  else await installEditor();
}

function missing(): readonly Need[] {
  return needs.filter((need) => !need.isThere());
}

function hasCommand(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
