import { existsSync, statSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname, join } from 'node:path';

interface Watched {
  readonly watcher: FSWatcher;
  /** A folder deleted and made again has another one, and the old watcher is deaf. */
  readonly inode: number;
}

/**
 * Watches out folders by themselves: the folder that holds one, the out folder and its `runs`. The
 * editor's own recursive watching goes blind below a folder in which others were made before it had
 * looked into it, as the first run of a folder does (`mkdir -p .fitscope/runs/ID`).
 */
export class FolderWatches {
  private readonly watched = new Map<string, Watched>();

  constructor(private readonly onChange: () => void) {}

  /** Watches these out folders, there yet or not, and no others. What cannot be watched is left out. */
  set(outFolders: readonly string[]): void {
    const wanted = new Map<string, string | undefined>();
    for (const out of outFolders) {
      wanted.set(dirname(out), wanted.get(dirname(out)) ?? basename(out));
    }
    for (const out of outFolders) {
      wanted.set(out, undefined);
      wanted.set(join(out, 'runs'), undefined);
      wanted.set(join(out, 'sweeps'), undefined);
    }
    for (const path of this.watched.keys()) if (!wanted.has(path)) this.drop(path);
    for (const [path, onlyName] of wanted) this.keep(path, onlyName);
  }

  close(): void {
    for (const path of this.watched.keys()) this.drop(path);
  }

  private keep(path: string, onlyName: string | undefined): void {
    const inode = statSync(path, { throwIfNoEntry: false })?.ino;
    if (this.watched.get(path)?.inode === inode) return;
    this.drop(path);
    if (inode === undefined) return;
    try {
      const watcher = watch(path, { persistent: false }, (_, name) => {
        if (onlyName === undefined || name === null || name === onlyName) this.onChange();
        if (!existsSync(path)) this.drop(path);
      });
      watcher.on('error', () => this.drop(path));
      this.watched.set(path, { watcher, inode });
    } catch {
      // No watches left, or a file system without: the editor's own watching has to do.
    }
  }

  private drop(path: string): void {
    this.watched.get(path)?.watcher.close();
    this.watched.delete(path);
  }
}
