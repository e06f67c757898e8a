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
import { plannedOf } from '../sweeps/plannedOf';
import type { SweepChange, SweepLibrary } from '../sweeps/sweepLibrary';
import { runItem } from './runItem';
import { runTooltip } from './runTooltip';
import { sweepItem, trialItem } from './sweepItem';
import { sweepIdOf, sweepNode, trialNode, trialOf } from './treeIds';

/** Milliseconds between two looks of an item whose run goes on. */
const redrawEvery = 500;
/** Milliseconds after which "5 min ago" is another one. */
const ageEvery = 60_000;

/** Trials of a sweep in the tree, the last ones; its view has all. */
const mostTrials = 500;

/** The tree of runs and sweeps; its elements are texts as `treeIds` has them. */
export class RunsView implements TreeDataProvider<string>, Disposable {
  private readonly owned: Disposable[] = [];
  private readonly changes = this.own(new EventEmitter<string | undefined>());
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  readonly onDidChangeTreeData: Event<string | undefined> = this.changes.event;
  private readonly view: TreeView<string>;

  constructor(
    private readonly runs: RunLibrary,
    private readonly sweeps: SweepLibrary,
  ) {
    this.view = this.own(
      window.createTreeView<string>('fitscope.runs', { treeDataProvider: this }),
    );
    this.own(runs.onDidChange((change) => this.hear(change)));
    this.own(sweeps.onDidChange((change) => this.hearSweep(change)));
    // For file systems that tell of no changes.
    this.own(this.view.onDidChangeVisibility(({ visible }) => visible && void runs.refresh()));
    const aging = setInterval(() => {
      if (this.view.visible) this.changes.fire(undefined);
    }, ageEvery);
    this.own(new Disposable(() => clearInterval(aging)));
  }

  /** Id of the run that a key press is about. */
  get selected(): string | undefined {
    const [node] = this.view.selection;
    return node === undefined || sweepIdOf(node) || trialOf(node) ? undefined : node;
  }

  /** Id of the sweep that a key press is about. */
  get selectedSweep(): string | undefined {
    const [node] = this.view.selection;
    return node === undefined ? undefined : sweepIdOf(node);
  }

  getChildren(node?: string): string[] {
    if (node === undefined) return this.roots();
    const sweep = this.sweeps.get(sweepIdOf(node) ?? '');
    return (sweep?.view.trials ?? [])
      .slice(-mostTrials)
      .map(({ trial }) => trialNode(sweep?.id ?? '', trial));
  }

  getParent(node: string): string | undefined {
    const trial = trialOf(node);
    return trial && sweepNode(trial.sweep);
  }

  getTreeItem(id: string): TreeItem {
    const now = new Date();
    const sweep = this.sweeps.get(sweepIdOf(id) ?? '');
    if (sweep) return sweepItem(sweep, plannedOf(sweep), now);
    const { sweep: of, trial } = trialOf(id) ?? {};
    const row = of === undefined ? undefined : this.sweeps.get(of)?.view.trials[trial ?? -1];
    if (row && of !== undefined) return trialItem(of, row);
    const run = this.runs.list().find((candidate) => candidate.id === id);
    if (!run) throw new Error(`The run ${id} is not in the list any more.`);
    const live = this.runs.live().find((candidate) => candidate.id === id);
    return runItem(run, live && progressOf(live.view), now);
  }

  /** A tooltip needs the run's events: they are read when somebody asks for it. */
  async resolveTreeItem(item: TreeItem, id: string): Promise<TreeItem> {
    if (sweepIdOf(id) !== undefined || trialOf(id)) return item;
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

  /** Runs and sweeps, newest first. */
  private roots(): string[] {
    const runs = this.runs.list().map(({ id, started }) => ({ node: id, started }));
    const sweeps = this.sweeps
      .list()
      .map(({ id, view }) => ({ node: sweepNode(id), started: view.record.created }));
    return [...runs, ...sweeps]
      .sort((a, b) => (a.started < b.started ? 1 : -1))
      .map(({ node }) => node);
  }

  private hearSweep(change: SweepChange): void {
    if (change.kind === 'listed') this.changes.fire(undefined);
    else this.redrawSoon(sweepNode(change.sweep.id));
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
      const isThere = this.runs.list().some((run) => run.id === id);
      if (isThere || this.sweeps.get(sweepIdOf(id) ?? '')) this.changes.fire(id);
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
