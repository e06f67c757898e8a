import { dirname } from 'node:path';
import { Disposable, EventEmitter, workspace, type Event } from 'vscode';
import { FolderWatches } from './folderWatches';

const records = '**/.fitscope/{runs/*/{run.json,findings.json},sweeps/*/sweep.json}';
/** The watcher tells of a folder that went, not of what was in it. */
const folders =
  '**/{.fitscope,.fitscope/runs,.fitscope/runs/*,.fitscope/sweeps,.fitscope/sweeps/*}';
/** Milliseconds; a starting or ending run touches several files. */
const gather = 150;

/** The run folders of the workspace on disk, whoever writes them. */
export class RunFiles implements Disposable {
  private readonly owned: Disposable[] = [];
  private readonly changes = this.own(new EventEmitter<void>());
  private readonly watches: FolderWatches;
  private timer: NodeJS.Timeout | undefined;
  /** Some run appeared, changed or went. */
  readonly onDidChange: Event<void> = this.changes.event;

  constructor() {
    const tell = () => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.changes.fire();
      }, gather);
    };
    const files = this.own(workspace.createFileSystemWatcher(records));
    this.own(files.onDidCreate(tell));
    this.own(files.onDidChange(tell));
    this.own(files.onDidDelete(tell));
    const gone = this.own(workspace.createFileSystemWatcher(folders, true, true));
    this.own(gone.onDidDelete(tell));
    this.watches = new FolderWatches(tell);
    this.own(new Disposable(() => this.watches.close()));
  }

  /** Watches these closer than the editor can; call it before they are read. */
  follow(outFolders: readonly string[]): void {
    this.watches.set(outFolders);
  }

  /** Out folders that hold a run; also those whose config is gone. */
  async outFolders(): Promise<readonly string[]> {
    const uris = await workspace.findFiles(
      '**/.fitscope/{runs/*/run.json,sweeps/*/sweep.json}',
      null,
    );
    const found = uris.filter(({ scheme }) => scheme === 'file');
    return [...new Set(found.map(({ fsPath }) => dirname(dirname(dirname(fsPath)))))];
  }

  dispose(): void {
    clearTimeout(this.timer);
    Disposable.from(...this.owned).dispose();
  }

  private own<T extends Disposable>(part: T): T {
    this.owned.push(part);
    return part;
  }
}
