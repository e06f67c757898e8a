import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { InstallError } from './installError';

/** A folder beside that of an engine, in which the engine is made before it takes its place. */
export class PartialFolder {
  readonly path: string;
  private readonly place: string;

  /** Takes away what installers that died have left. Throws `InstallError`. */
  constructor(enginesFolder: string, name: string) {
    this.place = join(enginesFolder, name);
    this.path = `${this.place}${infix}${process.pid}`;
    try {
      mkdirSync(enginesFolder, { recursive: true });
      for (const entry of readdirSync(enginesFolder)) {
        const [engine, owner] = entry.split(infix);
        if (engine !== name || owner === undefined) continue;
        if (Number(owner) !== process.pid && isAlive(Number(owner)))
          throw new InstallError(
            `Another process (${owner}) is installing ${name} into ${enginesFolder}. Wait for it, or end it.`,
          );
        remove(join(enginesFolder, entry));
      }
      mkdirSync(this.path);
    } catch (error) {
      if (error instanceof InstallError) throw error;
      throw new InstallError(
        `${enginesFolder} cannot be written: ${(error as Error).message}. FITSCOPE_ENGINES may ` +
          'name another folder.',
        { cause: error },
      );
    }
  }

  /** Puts it in the place of the engine, and takes away what was there. Returns that place. */
  finish(): string {
    const former = `${this.path}.former`;
    const hadFormer = renameIfThere(this.place, former);
    renameSync(this.path, this.place);
    if (hadFormer) remove(former);
    return this.place;
  }

  /** Takes it away; nothing happens when it was finished. */
  discard(): void {
    remove(this.path);
  }
}

const infix = '.partial-';

function renameIfThere(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function remove(folder: string): void {
  // A script that was just killed may still hold a file, on Windows.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
