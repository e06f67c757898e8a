import { dirname, join } from 'node:path';
import { window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { trainRun } from '../../launch/trainRun';
import { createRun } from '../../runs/createRun';
import { readRunRecord } from '../../runs/runRecordFile';
import { plainNotice } from '../words/plainNotice';
import { appliedRemedies } from './appliedRemedies';
import { CannotStart } from './cannotStart';
import { checkConfig, type CheckedConfig } from './checkConfig';
import { coreRuntime } from './coreRuntime';
import { enginesOf } from './enginesOf';
import { isPlainRun, isRunOf } from './isRunOf';
import { refuseUntrusted, savedText, versionOf } from './readyToStart';
import type { StartRequest } from './runLibrary';
import type { RunShelf } from './runShelf';

export interface StartParts {
  readonly shelf: RunShelf;
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
}

/** Checks a config and starts its run. Throws `CannotStart` or `RunFolderError`. */
export async function startRun(request: StartRequest, parts: StartParts): Promise<string> {
  const { shelf, context, log } = parts;
  const path = request.config.fsPath;
  refuseUntrusted('starting a run needs trust');
  const configText = await savedText(request.config);
  const config = checkConfig(configText, path);
  refuseSecond(shelf, path, config.name);
  const follows = request.follows ?? followed(shelf, path, config);
  const { id, folder } = await createRun(join(dirname(path), '.fitscope'), {
    name: config.name,
    configPath: path,
    configText,
    settings: config.settings,
    versions: { fitscope: versionOf(context), node: process.versions.node },
    ...(follows && { follows }),
  });
  const settings = workspace.getConfiguration('fitscope');
  const threads = settings.get<number>('threads', 0);
  const training = trainRun(context.asAbsolutePath(join('dist', 'core.js')), folder, {
    ...coreRuntime(settings.get<string>('nodePath', ''), process, enginesOf(context)),
    detachedNoise: join(folder, 'trainer.log'),
    onStderr: (line) => log.warn(`${id}: ${line}`),
    ...(threads > 0 && { threads }),
  });
  log.info(`${id}: started, process ${training.pid ?? 'none'}, in ${folder}`);
  shelf.adopt(id, folder, training);
  void training.ended.then(({ recordProblem }) =>
    tellFailure(config.name, recordProblem ?? crashReason(folder), log),
  );
  return id;
}

/** Runs with values of their own (`--set`) are somebody's experiment beside this one. */
function refuseSecond(shelf: RunShelf, path: string, name: string): void {
  const running = shelf.live().find(({ folder, view: { record } }) => {
    const isOwnText = isPlainRun(record) && Object.keys(record.overrides).length === 0;
    return isOwnText && isRunOf({ configPath: record.configPath, folder }, path);
  });
  if (!running) return;
  throw new CannotStart(`${name} is being trained already. Stop that run before another start.`, {
    kind: 'show',
    run: running.id,
  });
}

/** A run that has values which its predecessor's advice named is there to show whether they help. */
function followed(
  shelf: RunShelf,
  path: string,
  { settings }: CheckedConfig,
): StartRequest['follows'] {
  const before = shelf
    .list()
    .find((run) => run.outcome !== 'running' && isPlainRun(run) && isRunOf(run, path));
  if (!before) return undefined;
  const remedies = appliedRemedies(shelf.load(before.id).diagnosis, settings);
  return remedies.length > 0 ? { run: before.id, remedies } : undefined;
}

function crashReason(folder: string): string | undefined {
  try {
    const { outcome, reason } = readRunRecord(folder);
    return outcome === 'crashed' ? (reason ?? 'The training process failed.') : undefined;
  } catch {
    // Its folder was taken away; who did that knows.
    return undefined;
  }
}

async function tellFailure(
  name: string,
  reason: string | undefined,
  log: LogOutputChannel,
): Promise<void> {
  if (reason === undefined) return;
  log.error(`${name}: ${reason}`);
  const choice = await window.showErrorMessage(plainNotice(`${name}: ${reason}`), 'Show Log');
  if (choice === 'Show Log') log.show();
}
