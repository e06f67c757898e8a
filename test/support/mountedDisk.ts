import { execFileSync } from 'node:child_process';
import type { Context } from 'mocha';
import { temporaryFolder } from './temporaryFolder';

export interface MountedDisk {
  readonly folder: string;
  remount(options: string): void;
  unmount(): void;
}

/**
 * A small file system of its own, such as `size=64k`. Where this machine does not let us mount, the
 * test is counted as pending and the reason is printed: nobody shall take it for passed.
 */
export function mountDisk(test: Context, options: string): MountedDisk {
  const folder = temporaryFolder();
  try {
    mount(['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  } catch (error) {
    const why = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    process.stderr.write(
      `\nNOT TESTED: "${test.test?.title}" needs to mount a tmpfs; run it as root on Linux. ${why}\n`,
    );
    test.skip();
  }
  return {
    folder,
    remount: (changed) => mount(['-o', `remount,${changed}`, folder]),
    unmount: () => void execFileSync('umount', [folder], { stdio: 'pipe' }),
  };
}

function mount(args: readonly string[]): void {
  execFileSync('mount', args, { stdio: 'pipe' });
}
