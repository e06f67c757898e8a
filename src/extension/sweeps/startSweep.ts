import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { launchCore } from '../../launch/launchCore';
import { createSweep } from '../../runs/sweepFolder';
import { sweepPaths } from '../../runs/sweepPaths';
import { updateSweepRecord } from '../../runs/sweepRecordFile';
import { CannotStart } from '../runs/cannotStart';
import { checkConfig } from '../runs/checkConfig';
import { coreRuntime } from '../runs/coreRuntime';
import { enginesOf } from '../runs/enginesOf';
import { isRunOf } from '../runs/isRunOf';
import { refuseUntrusted, savedText, versionOf } from '../runs/readyToStart';
import { plainNotice } from '../words/plainNotice';
import { withSlurm } from './slurmPlan';
import { isDriven } from './isDriven';
import type { LoadedSweep, SweepStart } from './sweepLibrary';
import type { SweepShelf } from './sweepShelf';

interface DriveParts {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
}

/** Nobody yet: a driver puts itself in when it takes the sweep up. */
const nobodyYet = { kind: 'external', host: hostname() } as const;

/** Checks a config, makes its sweep and starts who drives it. Rejects with `CannotStart`. */
export async function startSweep(
  { config, plan, scan }: SweepStart,
  parts: DriveParts & { readonly shelf: SweepShelf },
): Promise<{ readonly id: string; readonly outFolder: string }> {
  const path = config.fsPath;
  refuseUntrusted('starting a sweep needs trust');
  const configText = await savedText(config);
  const { name } = checkConfig(configText, path);
  const running = parts.shelf
    .list()
    .find(({ view }) => isDriven(view.state) && isOfConfig(view.record.configPath, path));
  if (running) {
    throw new CannotStart(`A sweep of ${name} is at work already. Stop it before another one.`, {
      kind: 'showSweep',
      sweep: running.id,
    });
  }
  const outFolder = join(dirname(path), '.fitscope');
  const { folder, record } = createSweep(outFolder, {
    ...{ name, configPath: path, configText, overrides: {}, plan: withSlurm(plan) },
    ...(scan && { scan }),
    driver: nobodyYet,
    versions: { fitscope: versionOf(parts.context), node: process.versions.node },
  });
  drive({ id: record.id, folder, configPath: path, name }, parts);
  return { id: record.id, outFolder };
}

/** Starts a driver for a sweep that has none. Rejects with `CannotStart`. */
export async function resumeSweep({ folder, view }: LoadedSweep, parts: DriveParts): Promise<void> {
  refuseUntrusted('resuming a sweep needs trust');
  const { id, configPath, name } = view.record;
  // Shown as running from now on, not only when the driver has taken it up.
  updateSweepRecord(folder, { outcome: 'running', driver: nobodyYet });
  drive({ id, folder, configPath, name }, parts);
}

interface Driven {
  readonly id: string;
  readonly folder: string;
  readonly configPath: string;
  readonly name: string;
}

/** The command line in a process of its own, which outlives this window. */
function drive({ id, folder, configPath, name }: Driven, { context, log }: DriveParts): void {
  const out = dirname(dirname(folder));
  const nodePath = workspace.getConfiguration('fitscope').get<string>('nodePath', '');
  const cli = context.asAbsolutePath(join('dist', 'cli.js'));
  const driver = launchCore(cli, ['sweep', configPath, '--resume', id, '--out', out], {
    ...coreRuntime(nodePath, process, enginesOf(context)),
    detachedNoise: sweepPaths(folder).noise,
    onStderr: (line) => log.info(`${id}: ${line}`),
  });
  log.info(`${id}: driven by process ${driver.pid ?? 'none'}, in ${folder}`);
  void driver.ended.then(({ code, notStarted, stderr }) => {
    // 1: no trial finished, which the sweep says itself.
    if (notStarted === undefined && (code === undefined || code < 2)) return;
    const why = notStarted ?? stderr.at(-1) ?? 'Its process failed.';
    log.error(`${id}: ${why}`);
    void window.showErrorMessage(plainNotice(`The sweep of ${name} could not run: ${why}`));
  });
}

function isOfConfig(configPath: string, path: string): boolean {
  return isRunOf({ configPath, folder: '' }, path);
}
