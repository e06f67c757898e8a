import { cpus } from 'node:os';
import type { Criterion, Experiment, Reproduced } from '../experiment';

export interface Written {
  readonly experiment: Experiment;
  readonly reproduced: Reproduced;
  readonly seconds: number;
}

/** docs/reproductions.md as Markdown. */
export function writePage(written: readonly Written[]): string {
  const criteria = written.flatMap(({ reproduced }) => reproduced.criteria);
  const reached = criteria.filter((one) => one.reached).length;
  const minutes = written.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
  return [
    '# Reproductions',
    '',
    'Written by `npm run reproduce`: phenomena that the advice rests on, trained by our own core from ' +
      'the configs in [examples/papers](../examples/papers). Criteria were set before the first run, from ' +
      'prototypes in numpy, and are not moved to what is measured: what was not seen says so.',
    '',
    `${reached} of ${criteria.length} criteria reached, in ${minutes.toFixed(1)} minutes on ` +
      `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}).`,
    '',
    ...written.flatMap(section),
  ].join('\n');
}

/** The sections on Fashion-MNIST, which take their own command. */
export function writeFashion(written: readonly Written[]): string {
  return written.flatMap(section).join('\n');
}

function section({ experiment, reproduced, seconds }: Written): string[] {
  const { title, source, configs, name } = experiment;
  const links = configs.map((one) => `[${one}.fit.yaml](../examples/papers/${one}.fit.yaml)`);
  return [
    `## ${title}`,
    '',
    `${source}. ${links.join(', ')}. \`npm run reproduce -- ${name.startsWith('fashion-') ? 'fashion' : name}\`, ${seconds.toFixed(0)} s.`,
    '',
    '| | criterion | measured | |',
    '|---|---|---|---|',
    ...reproduced.criteria.map(row),
    '',
    ...reproduced.figures.flatMap((figure) => [
      `![${figure.title}](images/reproductions/${figure.name}.svg)`,
      '',
    ]),
    ...notesOf(reproduced).map((note) => `- ${note}`),
    '',
  ];
}

/** The same reason stands once, also where several criteria share it. */
function notesOf({ criteria, notes }: Reproduced): string[] {
  const reasons = criteria.flatMap(({ id, reached, unseen }) =>
    reached || unseen === undefined ? [] : [`**${id}, not reached:** ${unseen}`],
  );
  return [...new Set(reasons), ...notes];
}

function row({ id, says, measured, reached }: Criterion): string {
  return `| ${id} | ${cell(says)} | ${cell(measured)} | ${reached ? 'reached' : '**not reached**'} |`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|');
}
