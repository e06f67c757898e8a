import { Disposable, window } from 'vscode';
import type { RestorableSweepPanel, SweepPanelParts } from './createSweepPanel';
import type { SweepPanel } from './sweepPanel';
import { sweepViewType } from './sweepViewType';

/** The sweep view, imported when it is first shown or found again after a reload. */
export function sweepPanelWhenNeeded(parts: SweepPanelParts): SweepPanel {
  let panel: RestorableSweepPanel | undefined;
  let loading: Promise<RestorableSweepPanel> | undefined;

  function load(): Promise<RestorableSweepPanel> {
    loading ??= import('./createSweepPanel').then(({ createSweepPanel }) => {
      panel = createSweepPanel(parts);
      return panel;
    });
    return loading;
  }

  const serializer = window.registerWebviewPanelSerializer(sweepViewType, {
    deserializeWebviewPanel: async (found, state: unknown) => (await load()).restore(found, state),
  });
  return Object.assign(Disposable.from(serializer, { dispose: () => panel?.dispose() }), {
    show: (id?: string) => void load().then((ready) => ready.show(id)),
  });
}
