import { editorSpeed } from './editorSpeed';

/** Milliseconds. */
const activationAim = 50;
/** Seconds. */
const firstPointAim = 2;

/** The section about the extension in a real VS Code. */
export async function editorTable(
  rounds: number,
  judge: (reached: boolean) => string,
  spread: (values: readonly number[]) => string,
): Promise<string[]> {
  const { activation, firstPoint } = await editorSpeed(rounds);
  return [
    '',
    '## In the editor',
    '',
    `The packed extension in VS Code 1.100, ${rounds} windows, each on a new folder with the digits example; ` +
      'a window shown by Chromium without a graphics card.',
    '',
    '| | measured | aim | |',
    '|---|---|---|---|',
    `| activation by a command in a window at rest, ms | ${spread(activation.atRest)} | ${activationAim} | ${judge(middle(activation.atRest) <= activationAim)} |`,
    `| activation while a window opens on a config and all else starts, ms | ${spread(activation.opening)} | | |`,
    `| from clicking Diagnose to the first point in the chart, s | ${spread(firstPoint)} | ${firstPointAim} | ${judge(middle(firstPoint) <= firstPointAim)} |`,
    '',
    "Activation is the editor's own count. Before it calls `activate` it fetches the extension's stored " +
      'state from the window, and that wait counts too; marks set by hand in four starts gave 95 to 222 ms ' +
      'for the wait and 6 to 42 ms for `activate`.',
  ];
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
