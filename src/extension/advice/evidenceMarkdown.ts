import { about } from '../../diagnosis/words';
import type { Evidence, Finding } from '../../protocol/finding';
import { escapeMarkdown } from '../words/escapeMarkdown';
import type { StandingFinding } from './advisor';
import { commandAddress } from './commandLink';
import { metricLabel } from './metricWords';
import { remedyTitle, rerunTitle } from './remedyTitles';

/** Commands that the hover's links run; others are refused by the editor. */
export const hoverCommands = [
  'fitscope.applyRemedy',
  'fitscope.applyAndRerun',
  'fitscope.showRun',
  'fitscope.explainRule',
] as const;

/**
 * The evidence of a finding as Markdown, below the Problem that says what was found: every text in
 * it is escaped, only the links made here are links.
 *
 * @param trusted whether runs may be started
 */
export function evidenceMarkdown(
  { run, finding }: StandingFinding,
  options: { readonly trusted: boolean },
): string {
  const sources = [...new Set(finding.evidence.map(({ source }) => source))];
  const explained = link('What this means', 'fitscope.explainRule', finding.rule);
  return [
    ...table(finding.evidence, sources),
    links(run, finding, options.trusted),
    `${limits(finding)} ${explained}`,
    sources.map((source, i) => escapeMarkdown(`[${i + 1}] ${source}`)).join('\\\n'),
  ].join('\n\n');
}

/** The editor sets columns of a hover next to each other without a gap. */
const between = ' | &nbsp;&nbsp;';

/** Rows often share a source, which is long; they name it by number. */
function table(evidence: readonly Evidence[], sources: readonly string[]): readonly string[] {
  if (evidence.length === 0) return [];
  const rows = evidence.map(({ metric, step, value, expected, source }) =>
    [metricLabel(metric), about(value), String(step), expected, `[${sources.indexOf(source) + 1}]`]
      .map(escapeMarkdown)
      .join(between),
  );
  const names = ['Measured', 'Value', 'Step', 'Expected', 'Source'].join(between);
  const head = [names, ':-- | --: | --: | :-- | :--'];
  return [[...head, ...rows].map((row) => `| ${row} |`).join('\n')];
}

/** What a confidence is worth, in the words of the measurements behind it. */
function limits({ confidence, remedies }: Finding): string {
  const change = remedies.length > 0;
  switch (confidence) {
    case 'high':
      return change
        ? 'Confidence high: following this rarely did harm where it was measured. Small networks ' +
            'and short runs only.'
        : 'Confidence high.';
    case 'medium':
      return change
        ? 'Confidence medium: it helped more often than it did harm. Small networks and short ' +
            'runs only; run it again to see.'
        : 'Confidence medium.';
    case 'low':
      return change
        ? 'Confidence low: something to try, not a fault that was proved.'
        : 'Confidence low: a sign with several possible causes; it asks for no change by itself.';
  }
}

function links(run: string, finding: Finding, trusted: boolean): string {
  const [remedy] = finding.remedies;
  const apply = remedy ? [link(remedyTitle(finding), 'fitscope.applyRemedy', run, remedy.id)] : [];
  const rerun =
    remedy && trusted ? [link(rerunTitle(finding), 'fitscope.applyAndRerun', run, remedy.id)] : [];
  return [...apply, ...rerun, link('Open the run', 'fitscope.showRun', run)].join(' · ');
}

type HoverCommand = (typeof hoverCommands)[number];

function link(label: string, command: HoverCommand, ...ids: readonly string[]): string {
  return `[${escapeMarkdown(label)}](${commandAddress(command, ...ids)})`;
}
