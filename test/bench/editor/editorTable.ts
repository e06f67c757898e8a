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
    `| activation, ms | ${spread(activation)} | ${activationAim} | ${judge(middle(activation) <= activationAim)} |`,
    `| from clicking Diagnose to the first point in the chart, s | ${spread(firstPoint)} | ${firstPointAim} | ${judge(middle(firstPoint) <= firstPointAim)} |`,
  ];
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
