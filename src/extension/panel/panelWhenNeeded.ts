import { Disposable, window, type ViewColumn } from 'vscode';
import type { RestorablePanel, RunPanelParts } from './createRunPanel';
import type { RunPanel } from './runPanel';
import { viewType } from './viewType';

/** The panel, imported when it is first shown or found again after a reload: it is not light. */
export function panelWhenNeeded(parts: RunPanelParts): RunPanel {
  let panel: RestorablePanel | undefined;
  let loading: Promise<RestorablePanel> | undefined;

  function load(): Promise<RestorablePanel> {
    loading ??= import('./createRunPanel').then(({ createRunPanel }) => {
      panel = createRunPanel(parts);
      return panel;
    });
    return loading;
  }

  const serializer = window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (found, state: unknown) => (await load()).restore(found, state),
  });
  return Object.assign(Disposable.from(serializer, { dispose: () => panel?.dispose() }), {
    show: (run?: string, column?: ViewColumn) =>
      void load().then((ready) => ready.show(run, column)),
  });
}
