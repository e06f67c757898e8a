import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { formatCount, formatPercent } from '../words/formatNumber';
import { formatMoment, formatSeconds } from '../words/formatTime';

/** Name of the run and the facts that identify it. */
export function pageHeader(view: RunView): HTMLElement {
  return element(
    'header',
    { class: 'page-header' },
    element('p', { class: 'product' }, 'Fitscope run report'),
    element('h1', {}, view.record.name),
    facts(view),
  );
}

function facts(view: RunView): HTMLElement {
  const { record, started, ended } = view;
  const versions = Object.entries(record.versions).map(([name, version]) => `${name} ${version}`);
  const samples = started?.samples;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Outcome', sayOutcome(view)],
    ['Started', formatMoment(record.created)],
    ['Time', ended && formatSeconds(ended.seconds)],
    ['Monitoring', ended && sayMonitoring(ended.monitoringSeconds, ended.seconds)],
    ['Engine', started?.engine ?? record.engine],
    ['Seed', String(record.seed)],
    ['Parameters', started && formatCount(started.parameters)],
    [
      'Samples',
      samples &&
        `${formatCount(samples.train)} train, ${formatCount(samples.validation)} validation`,
    ],
    ['Versions', versions.length > 0 ? versions.join(', ') : undefined],
    ['Run', record.id],
  ];
  return element(
    'dl',
    { class: 'run-facts' },
    ...rows.flatMap(([name, value]) =>
      value === undefined || value === ''
        ? []
        : [element('div', {}, element('dt', {}, name), element('dd', {}, value))],
    ),
  );
}

function sayOutcome(view: RunView): string {
  const reason = view.ended?.reason ?? view.record.reason;
  return reason === undefined ? view.outcome : `${view.outcome}: ${reason}`;
}

function sayMonitoring(monitoring: number, seconds: number): string {
  return seconds > 0 ? formatPercent(monitoring / seconds) : formatSeconds(monitoring);
}
