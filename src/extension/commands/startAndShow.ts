import { workspace } from 'vscode';
import type { Fitscope } from '../fitscope';
import type { StartRequest } from '../runs/runLibrary';

/** Starts a run and, as the settings say, opens the panel with it; gives its id. */
export async function startAndShow(
  { runs, panel }: Pick<Fitscope, 'runs' | 'panel'>,
  request: StartRequest,
): Promise<string> {
  const id = await runs.start(request);
  const settings = workspace.getConfiguration('fitscope', request.config);
  if (settings.get<boolean>('showPanelOnRun', true)) panel.show(id);
  return id;
}
