import type { Disposable } from 'vscode';

/** The one sweep view of the window, view type `fitscope.sweepPanel`. */
export interface SweepPanel extends Disposable {
  /** Opens it, or brings it forward, with this sweep or range test; the newest when left out. */
  show(id?: string): void;
}
