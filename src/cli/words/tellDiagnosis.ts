import { advise, aroundAdvice } from '../../diagnosis/words';
import type { Diagnosis, Finding } from '../../protocol/finding';
import type { RunView } from '../../protocol/runView';
import { lastMetrics, trainResult, validationResult, type Result } from './runNumbers';
import { formatMeasured, formatPercent, formatSeconds } from './formatNumber';
import { tellCosts, tellLayers } from './tellMetrics';
import type { Colour, Paint } from './paint';

/** A run and what is to be said of it, as text for people. Ends with a line feed. */
export function tellDiagnosis(view: RunView, diagnosis: Diagnosis, paint: Paint): string {
  const { findings, verdict, says, explanations = [] } = diagnosis;
  const color: Colour =
    verdict === 'balanced' ? 'green' : verdict === 'undecided' ? 'cyan' : 'yellow';
  return [
    tellRun(view, paint),
    ...numbersOf(view).map((line) => `  ${line}`),
    ...tellData(view).map((line) => paint('dim', `  ${line}`)),
    '',
    `Verdict: ${paint(color, verdict.replace('_', '-'))}. ${says}`,
    ...findings.flatMap((finding, index) => ['', ...tellFinding(finding, index + 1, paint)]),
    ...(explanations.length > 0 ? ['', paint('bold', 'What the signals say')] : []),
    ...explanations.map(({ says: meaning }) => `  - ${meaning}`),
    '',
  ].join('\n');
}

function tellRun(
  { record, outcome, started, ended, problems = [] }: RunView,
  paint: Paint,
): string {
  const seconds = ended && formatSeconds(ended.seconds);
  const share = ended && ended.seconds > 0 && ended.monitoringSeconds / ended.seconds;
  const reason = ended?.reason ?? record.reason;
  const engine = record.engine ?? started?.engine;
  return [
    `${paint('bold', record.name)} ${paint(outcome === 'finished' ? 'green' : 'yellow', outcome)}`,
    seconds ? ` after ${seconds}` : '',
    typeof share === 'number' ? ` (observing took ${formatPercent(share)})` : '',
    engine ? `, engine ${engine}` : '',
    `, seed ${record.seed}.`,
    reason === undefined ? '' : `\n  ${reason}`,
    ...problems.map((problem) => `\n  ${problem}`),
  ].join('');
}

function numbersOf(view: RunView): string[] {
  const train = trainResult(view);
  const validation = validationResult(view);
  const pair = ({ loss, score, epoch }: Result) =>
    `loss ${formatMeasured(loss)}, score ${formatMeasured(score)}${afterEpoch(epoch, view)}`;
  return [
    ...(train ? [`train       ${pair(train)}`] : []),
    ...(validation ? [`validation  ${pair(validation)}`] : []),
    ...tellOui(view),
    ...tellLayers(view),
    ...tellCosts(view),
  ];
}

function tellOui(view: RunView): string[] {
  const { oui, oui_relative: relative } = lastMetrics(view);
  const notDefined = view.started?.notDefined?.['oui'];
  if (oui === undefined) return notDefined ? [`OUI         not defined: ${notDefined}`] : [];
  const change = relative === undefined ? '' : `, ${relative.toFixed(2)} times its start`;
  return [
    `OUI         ${formatMeasured(oui)}${change} (how differently pairs of samples switch the ` +
      'units: 1 unrelated, 0 alike)',
  ];
}

/** What was done to the data before training, a line each. */
function tellData({ record: { notes = [] } }: RunView): string[] {
  return notes.map((note, index) => `${index === 0 ? 'data' : ''}`.padEnd(12) + note);
}

/** Said where it is not the end of the run: one that diverged had better numbers before. */
function afterEpoch(epoch: number, { outcome }: RunView): string {
  if (outcome === 'finished') return '';
  return epoch === 0 ? ' (before training)' : ` (after epoch ${epoch})`;
}

function tellFinding(finding: Finding, number: number, paint: Paint): string[] {
  const { severity, path, confidence, evidence } = finding;
  return [
    `${number}. ${paint(severity === 'problem' ? 'red' : 'cyan', severity)}  ${paint('bold', path)}  (${confidence} confidence)`,
    ...tellAdvice(finding, paint).map((line) => `   ${line}`),
    ...evidence.map(({ metric, step, value, expected }) =>
      paint('dim', `   ${metric} ${formatMeasured(value)} at step ${step}; expected ${expected}`),
    ),
    ...[...new Set(evidence.map(({ source }) => source))].map((source) =>
      paint('dim', `   Source: ${source}`),
    ),
  ];
}

/** What a finding says with its advice in it once: where it stands in the words, else below. */
function tellAdvice(finding: Finding, paint: Paint): string[] {
  const { says, remedies } = finding;
  const around = aroundAdvice(finding);
  if (!around) return [says, ...remedies.map((remedy) => paint('green', remedy.says))];
  const { before, verb, after } = around;
  const advice = advise(remedies, verb, { withOld: true }).trimStart();
  return [`${before} ${paint('green', advice)}${after}`];
}
