import { dirname, join } from 'node:path';
import { version } from '../../../package.json';
import { withoutSweep } from '../../config/sweep/withoutSweep';
import type { RunView } from '../../protocol/runView';
import { toWire } from '../../protocol/wire';
import { createRun } from '../../runs/createRun';
import { readRun } from '../../runs/readRun';
import {
  rangeSteps,
  rangeTestSettings,
  readRangeTest,
  usualRates,
  type RangeReading,
} from '../../sweep/rangeTest';
import type { CliContext, ExitCode } from '../context';
import { outFolder } from '../outFolder';
import { readConfigFile, readOverrides, type ConfigFile } from '../readConfigFile';
import { RequestError } from '../requestError';
import { trainWatched } from '../trainWatched';
import { formatMeasured } from '../words/formatNumber';

export interface RangeOptions {
  readonly set?: readonly string[];
  readonly out?: string;
  readonly low?: string;
  readonly high?: string;
  readonly json?: boolean;
}

/** Learning-rate range test: one short run whose rate rises, and the rate that it suggests. */
export async function rangeVerb(
  file: string,
  options: RangeOptions,
  context: CliContext,
): Promise<ExitCode> {
  const { stdout, stderr } = context;
  const config = readConfigFile(file, context.workingFolder, readOverrides(options.set ?? []));
  for (const warning of config.warnings) stderr.write(`${warning}\n`);
  const rates = ratesOf(options, config);
  const out = options.out
    ? outFolder(options.out, context)
    : join(dirname(config.path), '.fitscope');
  let folder = await train(out, config, rates, 1, context);
  let view = readRun(folder);
  const steps = view.started?.totalSteps;
  if (steps !== undefined && steps < rangeSteps && view.outcome !== 'stopped') {
    // Only a run tells how many steps an epoch has.
    folder = await train(out, config, rates, Math.ceil(rangeSteps / steps), context);
    view = readRun(folder);
  }
  const reading = readRangeTest(pointsOf(view));
  const current = config.settings.optimizer.learning_rate;
  const document = { run: view.record.id, folder, outcome: view.outcome, current, ...reading };
  if (options.json) stdout.write(`${toWire(document, 2)}\n`);
  else stdout.write(`${tell(reading, current)}Run: ${folder}\n`);
  if (view.outcome === 'crashed') stderr.write(`${view.record.reason ?? 'The run crashed.'}\n`);
  return reading && view.outcome !== 'crashed' ? 0 : 1;
}

async function train(
  out: string,
  config: ConfigFile,
  rates: { readonly low: number; readonly high: number },
  epochs: number,
  context: CliContext,
): Promise<string> {
  const { path: configPath, text: configText, settings } = config;
  const { folder } = await createRun(out, {
    ...{ name: `${config.name} range test`, configPath, configText },
    purpose: 'range_test',
    settings: rangeTestSettings(withoutSweep(settings), rates, epochs),
    versions: { fitscope: version, node: process.versions.node },
  });
  await trainWatched(folder, context);
  return folder;
}

function pointsOf({ steps }: RunView) {
  const trained = steps.filter(({ step }) => step > 0);
  return trained.map(({ learningRate, trainLoss }) => ({ learningRate, loss: trainLoss }));
}

function tell(reading: RangeReading | undefined, current: number): string {
  if (!reading) return 'The loss was never a number; nothing can be suggested.\n';
  const { suggested, leastLossAt, leastLoss, isOpen } = reading;
  const [rate, at, loss] = [suggested, leastLossAt, leastLoss].map(formatMeasured);
  const open = isOpen ? ' It was still falling there: --high may reach further.' : '';
  return [
    `Suggested optimizer.learning_rate: ${rate} (the config has ${formatMeasured(current)})\n`,
    `The smoothed loss was least, ${loss}, at ${at}; a quarter of that is suggested.${open}\n`,
  ].join('');
}

function ratesOf({ low, high }: RangeOptions, { settings }: ConfigFile) {
  const usual = usualRates(settings);
  const rates = { low: rateOf('--low', low, usual.low), high: rateOf('--high', high, usual.high) };
  if (rates.low >= rates.high)
    throw new RequestError(`--low ${rates.low} must be less than --high ${rates.high}.`);
  return rates;
}

function rateOf(flag: string, text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  const rate = Number(text);
  if (text.trim() !== '' && Number.isFinite(rate) && rate > 0) return rate;
  throw new RequestError(`${flag} is ${text}; use a learning rate above 0.`);
}
