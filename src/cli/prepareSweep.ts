import { version } from '../../package.json';
import { languageOf } from '../config/configLanguage';
import { applyOverrides } from '../config/overrides';
import { readConfig } from '../config/readConfig';
import { checkSlurm } from '../launch/slurm/checkSlurm';
import { trialFolder } from '../launch/trialLaunch';
import type { RunView } from '../protocol/runView';
import type { SlurmSettings } from '../protocol/slurmSettings';
import type { SweepPlan } from '../protocol/sweep';
import { readRun } from '../runs/readRun';
import { RunFolderError } from '../runs/runFolderError';
import { createSweep, findSweep, readSweepConfig, type SweepFolder } from '../runs/sweepFolder';
import { updateSweepRecord } from '../runs/sweepRecordFile';
import { describeTrainer, isProcessOf } from '../runs/trainerProcess';
import { readTrialEvents } from '../runs/trialLog';
import { knownTrials } from '../sweep/knownTrials';
import type { Trial } from '../sweep/trial';
import type { CliContext } from './context';
import { readConfigFile, readOverrides } from './readConfigFile';
import { RequestError } from './requestError';
import {
  refuseSlurmFlags,
  slurmSettings,
  sweepPlan,
  workersOf,
  type SweepFlags,
} from './sweepRequest';

/** A sweep that is ready to run. */
export interface PreparedSweep {
  readonly sweep: SweepFolder;
  /** The config's text as it was when the sweep began. */
  readonly text: string;
  /** Trials of an earlier time. */
  readonly known: readonly Trial[];
}

/** Makes the folder of a new sweep. Throws `RequestError`, `SlurmError` and `RunFolderError`. */
export async function beginSweep(
  file: string,
  flags: SweepFlags & { readonly set?: readonly string[] },
  out: string,
  { workingFolder, stderr }: CliContext,
): Promise<PreparedSweep> {
  const overrides = readOverrides(flags.set ?? []);
  const config = readConfigFile(file, workingFolder, overrides);
  for (const warning of config.warnings) stderr.write(`${warning}\n`);
  const { path: configPath, text, name, settings } = config;
  const { raw } = readConfig(text, languageOf(file) ?? 'yaml');
  const asked = sweepPlan(flags, settings, applyOverrides(raw, overrides).raw);
  if (!asked.slurm) refuseSlurmFlags(flags);
  const plan = asked.slurm ? { ...asked, slurm: await settleSlurm(asked.slurm) } : asked;
  const versions = { fitscope: version, node: process.versions.node };
  const sweep = createSweep(out, {
    ...{ name, configPath, configText: text, overrides, plan, versions },
  });
  return { sweep, text, known: [] };
}

/**
 * Takes up a sweep that was killed or interrupted: what it left running is ended, what it finished is
 * kept. Workers and limits may be given anew, the rest is as it was. Throws `RequestError` and
 * `RunFolderError`.
 */
export async function resumeSweep(
  id: string,
  flags: SweepFlags,
  out: string,
  { workingFolder }: CliContext,
): Promise<PreparedSweep> {
  const { folder, record } = findOrRefuse(id, out, workingFolder);
  const { driver, plan } = record;
  if (record.outcome === 'running' && isProcessOf(driver))
    throw new RequestError(`The sweep ${record.id} is running, as process ${driver.pid}.`);
  if (flags.param ?? flags.search)
    throw new RequestError('--resume goes on with the parameters and the search that there were.');
  const slurm = await resumedSlurm(plan, flags);
  const trials = flags.trials === undefined ? plan.trials : Number(flags.trials);
  const changed = updateSweepRecord(folder, {
    driver: describeTrainer('external'),
    outcome: 'running',
    plan: {
      ...plan,
      ...(flags.workers !== undefined && { workers: workersOf(flags) }),
      ...(trials !== undefined && { trials }),
      ...(flags.minutes !== undefined && { minutes: Number(flags.minutes) }),
      ...(slurm && { slurm }),
    },
  });
  const sweep = { folder, record: changed };
  const known = knownTrials(readTrialEvents(folder), viewsIn(out));
  return { sweep, text: readSweepConfig(sweep), known };
}

/** What Slurm was asked for, with what is asked for anew. Throws `RequestError` and `SlurmError`. */
async function resumedSlurm(
  { slurm }: SweepPlan,
  flags: SweepFlags,
): Promise<SlurmSettings | undefined> {
  if (flags.executor !== undefined && (flags.executor === 'slurm') !== (slurm !== undefined))
    throw new RequestError(
      `--resume goes on where the sweep was: with --executor ${slurm ? 'slurm' : 'local'}.`,
    );
  if (!slurm) refuseSlurmFlags(flags);
  const asked = slurmSettings(flags);
  // What it took once it takes again, if perhaps not in the moment when it was restarted.
  if (!slurm || (slurm.queued !== undefined && Object.keys(asked).length === 0)) return slurm;
  return settleSlurm({ ...slurm, ...asked });
}

/** Asks Slurm whether it would take such trials, and how many at a time. Throws `SlurmError`. */
async function settleSlurm(settings: SlurmSettings): Promise<SlurmSettings> {
  return { ...settings, ...(await checkSlurm(settings)) };
}

/** Reads runs by id; undefined for one whose folder was taken away. */
export function viewsIn(out: string): (run: string) => RunView | undefined {
  return (run) => {
    try {
      return readRun(trialFolder(out, run));
    } catch (error) {
      if (error instanceof RunFolderError) return undefined;
      throw error;
    }
  };
}

function findOrRefuse(id: string, out: string, workingFolder: string): SweepFolder {
  try {
    return findSweep(id, out, workingFolder);
  } catch (error) {
    if (error instanceof RunFolderError) throw new RequestError(error.message);
    throw error;
  }
}
