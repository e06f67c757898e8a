import type { Diagnosis } from '../../protocol/finding';
import { formatNumber } from '../../protocol/formatNumber';
import type { RunView } from '../../protocol/runView';
import { escapeMarkdown } from '../words/escapeMarkdown';
import { formatMeasured } from '../words/formatMeasured';
import { verdictWords } from '../words/verdictWords';

/** What a run's tooltip says, as Markdown; every text of the run stands in it literally. */
export function runTooltip(view: RunView, { verdict, says }: Diagnosis): string {
  const { record } = view;
  const reason = view.ended?.reason ?? record.reason;
  const rows = numbers(view).map(([label, value]) => `| ${label} | ${escapeMarkdown(value)} |`);
  return [
    `**${escapeMarkdown(record.name)}** ${view.outcome}`,
    `**${escapeMarkdown(verdictWords(verdict))}**: ${escapeMarkdown(says)}`,
    ...(reason === undefined ? [] : [escapeMarkdown(reason)]),
    ['| | |', '|:--|--:|', ...rows].join('\n'),
    `Started ${escapeMarkdown(new Date(record.created).toLocaleString())}`,
  ].join('\n\n');
}

function numbers({ started, steps, epochs, ended, record }: RunView): readonly [string, string][] {
  const last = epochs.at(-1);
  const oui = steps.findLast(({ metrics }) => metrics['oui'] !== undefined)?.metrics['oui'];
  const rows: readonly [string, number | undefined][] = [
    ['Train loss', last?.metrics['train_loss'] ?? last?.trainLoss],
    ['Validation loss', last?.validationLoss],
    ['Train score', last?.metrics['train_score'] ?? last?.trainScore],
    ['Validation score', last?.validationScore],
    ['OUI', oui],
  ];
  const { learning_rate: learningRate, weight_decay: weightDecay } = record.settings.optimizer;
  const measured = rows.flatMap(([label, value]): [string, string][] =>
    value === undefined ? [] : [[label, formatMeasured(value)]],
  );
  return [
    ['Epochs', `${Math.floor(last?.epoch ?? 0)} of ${record.settings.training.epochs}`],
    ...measured,
    ['Learning rate', formatNumber(learningRate)],
    ['Weight decay', formatNumber(weightDecay)],
    ...(started ? [['Engine', started.engine] as [string, string]] : []),
    ...(ended ? [['Seconds', ended.seconds.toFixed(1)] as [string, string]] : []),
  ];
}
