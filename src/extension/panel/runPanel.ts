import type { Disposable, ViewColumn } from 'vscode';

/** The one panel of the window, view type `fitscope.panel`. */
export interface RunPanel extends Disposable {
  /**
   * Opens it beside the editor (in a column, where one is named), or brings it forward, with this
   * run; the newest when left out.
   */
  show(run?: string, column?: ViewColumn): void;
}
