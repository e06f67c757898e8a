import { availableParallelism } from 'node:os';
import { checkParameter } from '../config/sweep/checkParameter';
import { parseParameter } from '../config/sweep/parseRange';
import { sweepParameters } from '../config/sweep/sweepChecks';
import type { Settings, SweepSettings } from '../protocol/settings';
import type {
  ParameterRange,
  ParameterRanges,
  PruneKind,
  SearchKind,
} from '../protocol/searchSpace';
import type { SlurmSettings } from '../protocol/slurmSettings';
import type { SweepPlan } from '../protocol/sweep';
import { usualSearch, whyNotSearch } from '../sweep/search/searchFit';
import { usualRanges } from '../sweep/search/usualRanges';
import { RequestError } from './requestError';

/** What the command line says about a new sweep; it goes before the config's `sweep:` section. */
export interface SweepFlags {
  readonly param?: readonly string[];
  readonly search?: SearchKind;
  readonly trials?: string;
  readonly minutes?: string;
  readonly workers?: string;
  readonly seed?: string;
  /** False for `--no-prune`. */
  readonly prune?: PruneKind | boolean;
  readonly executor?: 'local' | 'slurm';
  readonly partition?: string;
  readonly time?: string;
  readonly cpus?: string;
  readonly memory?: string;
  readonly gres?: string;
  readonly prologue?: string;
  readonly queued?: string;
}

/** The plan of a new sweep. Throws `RequestError`. */
export function sweepPlan(flags: SweepFlags, settings: Settings, raw: unknown): SweepPlan {
  const { sweep } = settings;
  const parameters = parametersOf(flags, settings, raw);
  const search = flags.search ?? sweep?.search ?? usualSearch(parameters, flags.trials);
  if (Object.keys(parameters).length === 0 && search !== 'guided')
    throw new RequestError(
      `The search ${search} needs parameters: --param path=log:LOW..HIGH:N, lin:LOW..HIGH:N or list:a,b,c, or a section sweep in the config.`,
    );
  const ranges = Object.keys(parameters).length === 0 ? usualRanges(settings) : parameters;
  const refused = whyNotSearch(search, ranges);
  if (refused !== undefined) throw new RequestError(refused);
  const trials = whole('--trials', flags.trials) ?? sweep?.trials;
  const minutes = positive('--minutes', flags.minutes) ?? sweep?.minutes;
  return {
    parameters: ranges,
    search,
    ...(trials !== undefined && { trials }),
    ...(minutes !== undefined && { minutes }),
    workers: workersOf(flags, sweep),
    seed: whole('--seed', flags.seed, 0) ?? sweep?.seed ?? 0,
    prune: pruneOf(flags, sweep),
    ...(flags.executor === 'slurm' && { slurm: slurmSettings(flags) }),
  };
}

/** Trials at a time on a cluster where nobody says otherwise. */
const usualTasks = 16;

/** All cores less one, for whoever else works here. */
export function workersOf(flags: SweepFlags, sweep?: SweepSettings): number {
  const usual = flags.executor === 'slurm' ? usualTasks : Math.max(1, availableParallelism() - 1);
  return whole('--workers', flags.workers) ?? sweep?.workers ?? usual;
}

function parametersOf({ param }: SweepFlags, settings: Settings, raw: unknown): ParameterRanges {
  if (param === undefined) return sweepParameters(settings, raw);
  const all: Record<string, ParameterRange> = {};
  for (const text of param) {
    const parsed = parseParameter(text);
    if ('refused' in parsed) throw new RequestError(`--param: ${parsed.refused}`);
    const { path } = parsed;
    if (all[path] !== undefined) throw new RequestError(`--param: ${path} is given twice.`);
    const checked = checkParameter(path, parsed.range, raw);
    if ('refused' in checked) throw new RequestError(`--param: ${checked.refused}`);
    all[path] = checked.range;
  }
  return all;
}

function pruneOf({ prune }: SweepFlags, sweep: SweepSettings | undefined): PruneKind {
  if (prune === false) return 'none';
  return typeof prune === 'string' ? prune : (sweep?.prune ?? 'all');
}

/** What is asked of Slurm; empty for nothing. Its own words are checked by Slurm itself. */
export function slurmSettings(flags: SweepFlags): SlurmSettings {
  const { partition, time, memory, gres, prologue } = flags;
  const cpus = whole('--cpus', flags.cpus);
  const queued = whole('--queued', flags.queued);
  return {
    ...(partition !== undefined && { partition }),
    ...(time !== undefined && { time }),
    ...(cpus !== undefined && { cpus }),
    ...(memory !== undefined && { memory }),
    ...(gres !== undefined && { gres }),
    ...(prologue !== undefined && { prologue }),
    ...(queued !== undefined && { queued }),
  };
}

/** Options for Slurm mean nothing to this machine. Throws `RequestError`. */
export function refuseSlurmFlags(flags: SweepFlags): void {
  const [given] = Object.keys(slurmSettings(flags));
  if (given !== undefined) throw new RequestError(`--${given} needs --executor slurm.`);
}

function whole(flag: string, text: string | undefined, least = 1): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== '' && Number.isInteger(number) && number >= least) return number;
  throw new RequestError(`${flag} is ${text}; use a whole number from ${least}.`);
}

function positive(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number;
  throw new RequestError(`${flag} is ${text}; use a number above 0.`);
}
