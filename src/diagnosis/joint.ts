import type { Finding, Remedy } from '../protocol/finding';
import { rules } from './rules';
import { aroundAdvice } from './words';

/**
 * Makes one piece of advice of many findings, ranked best first.
 * - A blown-up run silences what other rules read from it, but not a first loss far too large,
 *   which then is the cause: its cure comes first and alone.
 * - With such a start the change rules are silent too: their thresholds are relative to the first
 *   weights and do not carry over (advice 4.4).
 * - Each advised value is changed once, by the finding ranked highest; initialization scale and
 *   output multiplier count as one. Others keep their words and lose the remedy.
 */
export function joinAdvice(ranked: readonly Finding[]): readonly Finding[] {
  const badStart = ranked.find(({ rule }) => rule === 'initialization-too-large');
  const blewUp = ranked.find(({ rule }) => blownUp.has(rule));
  const curesStart = badStart !== undefined && badStart.remedies.length > 0;
  if (blewUp) {
    const dead = curesStart ? withoutRemedies(blewUp, badStart) : blewUp;
    const rest = ranked.filter(({ rule }) => rule === 'inputs-not-centred');
    return [...(badStart ? [badStart] : []), dead, ...rest];
  }
  const speaking = curesStart
    ? ranked.filter(({ rule }) => rule === badStart.rule || !changeRules.has(rule))
    : ranked;
  const first = curesStart ? [badStart, ...speaking.filter((one) => one !== badStart)] : speaking;
  return changeOnce(first);
}

/** Rules that speak of runs which blew up. */
export const blownUp: ReadonlySet<string> = new Set(['diverged', 'weight-decay-overshoots']);

const changeRules: ReadonlySet<string> = new Set(
  rules.filter(({ kind }) => kind === 'change').map(({ id }) => id),
);

function withoutRemedies(blewUp: Finding, badStart: Finding): Finding {
  const [cure] = badStart.remedies;
  return {
    ...blewUp,
    says:
      `${blewUp.says.split('. ')[0]}. The start is the likely ` +
      `cause${cure ? `: ${lowerFirst(cure.says)} first` : ''}.`,
    remedies: [],
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function changeOnce(ranked: readonly Finding[]): readonly Finding[] {
  const taken = new Set<string>();
  return ranked.map((finding) => {
    const free = finding.remedies.every((remedy) => !taken.has(valueOf(remedy)));
    // Remedies of one finding belong together: half of them would be another, unmeasured advice.
    if (!free) return withoutAdvice(finding);
    for (const remedy of finding.remedies) taken.add(valueOf(remedy));
    return finding;
  });
}

function withoutAdvice(finding: Finding): Finding {
  const around = aroundAdvice(finding);
  const bare = around ? around.before + around.after : finding.says;
  return { ...finding, says: `${bare} The advice above comes first.`, remedies: [] };
}

/** Scale and output multiplier are two handles of one value: the size of the first outputs. */
function valueOf({ change }: Remedy): string {
  return change.path === 'model.output_multiplier' ? 'model.init.scale' : change.path;
}
