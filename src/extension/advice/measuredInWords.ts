import type { Evidence, Finding } from '../../protocol/finding';
import { about, percent } from '../../diagnosis/words';
import { metricInSentence } from './metricWords';

/**
 * A finding as a CodeLens says it over the value: what was measured, and which way to go, such as
 * `weight norm 0.38 of start: lower it`.
 */
export function measuredInWords(finding: Finding): string {
  const [first] = finding.evidence;
  const seen = first ? measured(finding.rule, first) : finding.rule.replaceAll('-', ' ');
  const way = direction(finding);
  return way === '' ? seen : `${seen}: ${way}`;
}

function measured(rule: string, evidence: Evidence): string {
  const { metric, value } = evidence;
  if (metric === 'train_loss') return trainLoss(rule, value);
  switch (metric) {
    case 'weight_norm_ratio':
      return `weight norm ${about(value)} of start`;
    case 'oui_relative':
      return `OUI ${about(value)} of start`;
    case 'weight_change':
      return `weights changed by ${about(value)} of their start`;
    case 'weight_movement':
      return `weights moved by ${about(value)} of their start`;
    case 'loss_gap':
      return `validation loss ${about(value)} of guessing above training`;
    case 'dead_units':
      return `${percent(value)} of the units are dead`;
    case 'decay_horizon':
      return `weight decay forgets over ${about(value)} epochs`;
    default:
      return `${metricInSentence(metric)} ${about(value)}`;
  }
}

/** Rules read the training loss in units of their own. */
function trainLoss(rule: string, value: number): string {
  switch (rule) {
    case 'diverged':
    case 'weight-decay-overshoots':
      return 'the run blew up';
    case 'initialization-too-large':
      return `first loss ${about(value)} x guessing`;
    case 'learning-rate-too-low':
      return `training loss still ${about(value)} of guessing`;
    case 'loss-bump':
      return `training loss jumped by ${about(value)} of guessing`;
    case 'few-updates':
      return `training loss ${about(value)} of guessing after few updates`;
    default:
      return `training loss ${about(value)}`;
  }
}

function direction({ remedies, path }: Finding): string {
  const [change] = remedies.map((remedy) => remedy.change);
  if (!change) return '';
  if (remedies.length > 1) return 'change both';
  const it = change.path === path ? 'it' : change.path;
  return `${change.to < change.from ? 'lower' : 'raise'} ${it}`;
}
