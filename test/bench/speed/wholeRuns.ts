import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitscope } from '../../support/product';
import { temporaryFolder } from '../../support/temporaryFolder';

export interface WholeRun {
  readonly config: string;
  /** Share of the run's time that observing took, in each round. */
  readonly monitoring: readonly number[];
  /** Seconds from the start of `fitscope diagnose` to the first event on disk, in each round. */
  readonly firstEvent: readonly number[];
  readonly observations: number;
}

/** Real runs of an example through the command line, as they are. */
export async function wholeRuns(config: string, rounds: number): Promise<WholeRun> {
  const monitoring: number[] = [];
  const firstEvent: number[] = [];
  let observations = 0;
  for (let round = 0; round < rounds; round++) {
    const out = temporaryFolder();
    const started = Date.now();
    const { code, stdout, stderr } = await fitscope(['diagnose', config, '--out', out, '--json']);
    if (code !== 0) throw new Error(`${config} ended with ${code}: ${stderr}`);
    const { run, seconds, monitoringSeconds } = JSON.parse(stdout) as Answer;
    monitoring.push(monitoringSeconds / seconds);
    const events = readFileSync(join(out, 'runs', run, 'events.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { at: string; type: string; metrics?: object });
    firstEvent.push((Date.parse(events[0]!.at) - started) / 1000);
    observations = events.filter(
      ({ type, metrics }) => type === 'step.ended' && Object.keys(metrics ?? {}).length > 0,
    ).length;
  }
  return { config, monitoring, firstEvent, observations };
}

interface Answer {
  readonly run: string;
  readonly seconds: number;
  readonly monitoringSeconds: number;
}
