import {
  Disposable,
  EventEmitter,
  MarkdownString,
  window,
  type Event,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
} from 'vscode';
import { progressOf } from '../runs/progress';
import type { RunChange, RunLibrary } from '../runs/runLibrary';
import { runItem } from './runItem';
import { runTooltip } from './runTooltip';

/** Milliseconds between two looks of an item whose run goes on. */
const redrawEvery = 500;
/** Milliseconds after which "5 min ago" is another one. */
const ageEvery = 60_000;

/** The tree of runs; its elements are the ids. */
export class RunsView implements TreeDataProvider<string>, Disposable {
  private readonly owned: Disposable[] = [];
  private readonly changes = this.own(new EventEmitter<string | undefined>());
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  readonly onDidChangeTreeData: Event<string | undefined> = this.changes.event;
  private readonly view: TreeView<string>;

  constructor(private readonly runs: RunLibrary) {
    this.view = this.own(
      window.createTreeView<string>('fitscope.runs', { treeDataProvider: this }),
    );
    this.own(runs.onDidChange((change) => this.hear(change)));
    // For file systems that tell of no changes.
    this.own(this.view.onDidChangeVisibility(({ visible }) => visible && void runs.refresh()));
    const aging = setInterval(() => {
      if (this.view.visible) this.changes.fire(undefined);
    }, ageEvery);
    this.own(new Disposable(() => clearInterval(aging)));
  }

  /** Id of the run that a key press is about. */
  get selected(): string | undefined {
    return this.view.selection[0];
  }

  getChildren(id?: string): string[] {
    return id === undefined ? this.runs.list().map((run) => run.id) : [];
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(id: string): TreeItem {
    const run = this.runs.list().find((candidate) => candidate.id === id);
    if (!run) throw new Error(`The run ${id} is not in the list any more.`);
    const live = this.runs.live().find((candidate) => candidate.id === id);
    return runItem(run, live && progressOf(live.view), new Date());
  }

  /** A tooltip needs the run's events: they are read when somebody asks for it. */
  async resolveTreeItem(item: TreeItem, id: string): Promise<TreeItem> {
    try {
      const { view, diagnosis } = await this.runs.load(id);
      item.tooltip = new MarkdownString(runTooltip(view, diagnosis));
    } catch (error) {
      item.tooltip = error instanceof Error ? error.message : String(error);
    }
    return item;
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    Disposable.from(...this.owned).dispose();
  }

  private hear(change: RunChange): void {
    switch (change.kind) {
      case 'listed':
      case 'ended':
        this.countLive();
        return this.changes.fire(undefined);
      case 'progressed':
        return this.redrawSoon(change.run.id);
    }
  }

  private redrawSoon(id: string): void {
    if (this.waiting.has(id)) return;
    const redraw = () => {
      this.waiting.delete(id);
      this.countLive();
      if (this.runs.list().some((run) => run.id === id)) this.changes.fire(id);
    };
    this.waiting.set(id, setTimeout(redraw, redrawEvery));
  }

  private countLive(): void {
    const value = this.runs.live().length;
    const tooltip = value === 1 ? '1 run is being trained' : `${value} runs are being trained`;
    this.view.badge = value === 0 ? undefined : { value, tooltip };
  }

  private own<T extends Disposable>(part: T): T {
    this.owned.push(part);
    return part;
  }
}
