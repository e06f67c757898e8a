// Sees to what the tests need beyond npm; where it may not, says what to install and fails.
import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium';

function main(): void {
  if (findChromium() !== undefined) return;
  const mayInstall = process.getuid?.() === 0 && hasCommand('apt-get');
  if (mayInstall) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  }
  if (findChromium() !== undefined) return;
  process.stderr.write(
    'The tests draw in Chromium and found none: install it (Debian: apt-get install chromium), ' +
      'or name one in CHROMIUM_PATH.\n',
  );
  process.exitCode = 1;
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

main();
