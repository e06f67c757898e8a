import { plainLabel } from '../words/plainLabel';

export interface RunInProgress {
  readonly name: string;
  /** In [0, 1]. */
  readonly progress: number;
}

export interface StatusText {
  readonly text: string;
  /** For the tooltip and for those who hear it. */
  readonly label: string;
}

/** What the status bar says of the runs that go on; undefined when there are none. */
export function statusText(runs: readonly RunInProgress[]): StatusText | undefined {
  const [first] = runs;
  if (!first) return undefined;
  if (runs.length > 1) {
    const all = runs.map((run) => `${run.name} ${percent(run)}`).join(', ');
    return {
      text: `$(pulse) Fitscope: ${runs.length} runs`,
      label: `Fitscope: ${runs.length} runs are being trained: ${all}`,
    };
  }
  return {
    text: `$(pulse) Fitscope: ${plainLabel(shorten(first.name))} ${percent(first)}`,
    label: `Fitscope: ${first.name} is being trained, ${percent(first)} done`,
  };
}

function percent({ progress }: RunInProgress): string {
  return `${Math.floor(progress * 100)} %`;
}

function shorten(name: string): string {
  return name.length > 24 ? `${name.slice(0, 23)}…` : name;
}
