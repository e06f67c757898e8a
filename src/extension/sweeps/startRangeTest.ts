import { dirname, join } from 'node:path';
import { workspace, type Uri } from 'vscode';
import { withoutSweep } from '../../config/sweep/withoutSweep';
import { trainRun } from '../../launch/trainRun';
import { createRun } from '../../runs/createRun';
import { readRun } from '../../runs/readRun';
import { rangeSteps, rangeTestSettings, usualRates } from '../../sweep/rangeTest';
import { checkConfig } from '../runs/checkConfig';
import { coreRuntime } from '../runs/coreRuntime';
import { enginesOf } from '../runs/enginesOf';
import { refuseUntrusted, savedText, versionOf } from '../runs/readyToStart';
import type { StartParts } from '../runs/startRun';

/**
 * Starts a learning-rate range test, one short run whose rate rises; gives its id. A run tells how
 * many steps an epoch has: where one is too few, a longer run takes its place, and `onLonger` its id.
 */
export async function startRangeTest(
  config: Uri,
  parts: StartParts,
  onLonger: (run: string) => void,
): Promise<string> {
  refuseUntrusted('a range test needs trust');
  const text = await savedText(config);
  const first = await train(config, text, 1, parts);
  void first.ended.then(async () => {
    const view = readRun(first.folder);
    const steps = view.started?.totalSteps;
    if (steps === undefined || steps >= rangeSteps || view.outcome === 'stopped') return;
    const second = await train(config, text, Math.ceil(rangeSteps / steps), parts);
    onLonger(second.id);
  });
  return first.id;
}

async function train(
  config: Uri,
  configText: string,
  epochs: number,
  { shelf, context, log }: StartParts,
) {
  const path = config.fsPath;
  const { name, settings } = checkConfig(configText, path);
  const { id, folder } = await createRun(join(dirname(path), '.fitscope'), {
    ...{ name: `${name} range test`, configPath: path, configText, purpose: 'range_test' },
    settings: rangeTestSettings(withoutSweep(settings), usualRates(settings), epochs),
    versions: { fitscope: versionOf(context), node: process.versions.node },
  });
  const nodePath = workspace.getConfiguration('fitscope').get<string>('nodePath', '');
  const training = trainRun(context.asAbsolutePath(join('dist', 'core.js')), folder, {
    ...coreRuntime(nodePath, process, enginesOf(context)),
    detachedNoise: join(folder, 'trainer.log'),
    onStderr: (line) => log.warn(`${id}: ${line}`),
  });
  shelf.adopt(id, folder, training);
  return { id, folder, ended: training.ended };
}
