import type { ShownRun } from '../../protocol/panelMessages';
import type { RunView } from '../../protocol/runView';
import { languageOf } from '../../config/configLanguage';
import type { LoadedRun } from '../runs/runLibrary';
import type { PanelPort } from './panelPort';
import { remediesNow, type RemediesNow } from './remediesNow';
import { thinView } from './thinView';

/** Steps of the run before; it is drawn as one faint line beside the run itself. */
const stepsOfBefore = 500;

/** What the panel shows of a run beside its events; `view` is what the first message holds of it. */
export async function shownRun(
  run: LoadedRun,
  view: RunView,
  before: LoadedRun | undefined,
  port: PanelPort,
): Promise<ShownRun> {
  const { follows, configFile } = run.view.record;
  return {
    view,
    diagnosis: run.diagnosis,
    configText: port.configOfRun(run),
    language: languageOf(configFile) ?? 'yaml',
    ...(await fitting(run, port)),
    ...(before &&
      follows && {
        before: { view: thinView(before.view, stepsOfBefore), remedies: follows.remedies },
      }),
    ...(before &&
      run.view.outcome !== 'running' && {
        comparison: port.compare(before.view, run.view),
      }),
  };
}

/** The run that this one follows; undefined when there is none or it is gone. */
export async function runBefore(
  run: LoadedRun,
  port: Pick<PanelPort, 'load'>,
): Promise<LoadedRun | undefined> {
  const { follows } = run.view.record;
  if (!follows) return undefined;
  try {
    return await port.load(follows.run);
  } catch {
    // Deleted since; the run itself is shown without it.
    return undefined;
  }
}

/** Which of a run's remedies fit its config as it is now. */
export async function fitting(
  run: LoadedRun,
  port: Pick<PanelPort, 'configNow'>,
): Promise<RemediesNow> {
  const { configPath } = run.view.record;
  return remediesNow(run.diagnosis, configPath, await port.configNow(run));
}
