import type { ChangedSetting, ComparedNumber, Comparison } from '../protocol/comparison';
import type { RunView } from '../protocol/runView';
import { changedSettings, changesData } from './changedSettings';
import { meetingPoint, type Meeting } from './meetingPoint';
import { compareNumbers } from './compareNumbers';
import { formatCompared } from './formatCompared';
import { percent } from './words';

/**
 * Whether a run is better than the one before it, in plain words with the numbers: by validation
 * score and loss where both runs have them, by those of training else. Runs that did not both
 * finish are compared at the last epoch that both reached. `unclear` where the difference is
 * within the noise of the sample, where score and loss contradict each other, or where the two
 * runs cannot be compared. Pure; any two views have an answer.
 */
export function compareRuns(before: RunView, after: RunView): Comparison {
  const changed = changedSettings(before.record.settings, after.record.settings);
  const meeting = meetingPoint(before, after);
  const numbers = meeting ? compareNumbers(before, after, meeting) : [];
  const { helped, says } = judge(before, after, changed, meeting, numbers);
  return { helped, says, numbers, changed };
}

type Answer = Pick<Comparison, 'helped' | 'says'>;

function judge(
  before: RunView,
  after: RunView,
  changed: readonly ChangedSetting[],
  meeting: Meeting | undefined,
  numbers: readonly ComparedNumber[],
): Answer {
  if (changed.some(({ path }) => changesData(path))) return otherData(changed);
  const dead = blownUp(before, after, numbers);
  if (dead) return dead;
  if (!meeting || numbers.length === 0) {
    return { helped: 'unclear', says: 'Cannot tell: the two runs have no epoch in common yet.' };
  }
  const answer = byNumbers(numbers);
  if (meeting.early) {
    const says =
      `Too early to tell: ${where(meeting)} ${inWords(numbers)}. ` +
      'Ask again once both runs are over.';
    return { helped: 'unclear', says };
  }
  const place = meeting.ends ? '' : ` Compared ${where(meeting)}, because ${meeting.why}.`;
  return { helped: answer, says: `${opening(answer)} ${told(numbers)}${place}${caution(numbers)}` };
}

function otherData(changed: readonly ChangedSetting[]): Answer {
  const paths = changed.map(({ path }) => path).filter(changesData);
  const verb = paths.length === 1 ? 'differs' : 'differ';
  return {
    helped: 'unclear',
    says:
      `Cannot tell: ${paths.join(', ')} ${verb} as well, so that the two runs were not ` +
      'measured on the same data.',
  };
}

/** A run that diverged is worse than any that did not. */
function blownUp(
  before: RunView,
  after: RunView,
  numbers: readonly ComparedNumber[],
): Answer | undefined {
  const was = before.outcome === 'diverged';
  const is = after.outcome === 'diverged';
  if (was && is) {
    return { helped: 'no', says: 'It did not help: the run diverged again.' };
  }
  if (is)
    return {
      helped: 'no',
      says: 'It made things worse: the run diverged, the one before did not.',
    };
  if (!was) return undefined;
  if (after.outcome !== 'finished') {
    return { helped: 'unclear', says: 'It has not diverged so far, as the run before did.' };
  }
  const [first] = numbers;
  const end = first ? ` with ${first.label} ${formatCompared(first, first.after)}` : '';
  return {
    helped: 'yes',
    says: `It helped: the run before diverged, this one trained to its end${end}.`,
  };
}

/** The score decides; where it stays within its noise the loss, which is finer, does. */
function byNumbers(numbers: readonly ComparedNumber[]): Comparison['helped'] {
  const verdicts = new Set(numbers.map(({ better }) => better));
  if (verdicts.has('after') && verdicts.has('before')) return 'unclear';
  if (verdicts.has('after')) return againstTheGrain(numbers, 'after') ? 'unclear' : 'yes';
  if (verdicts.has('before')) return againstTheGrain(numbers, 'before') ? 'unclear' : 'no';
  return 'unclear';
}

/** Whether a number within its noise still leans, by half of it, to the other side. */
function againstTheGrain(numbers: readonly ComparedNumber[], better: 'before' | 'after'): boolean {
  return numbers.some((one) => {
    const gain = gainOf(one);
    const lean = better === 'after' ? -gain : gain;
    return one.better === 'neither' && lean > one.noise / 2;
  });
}

function gainOf({ unit, before, after }: ComparedNumber): number {
  return unit === 'loss' ? before - after : after - before;
}

function opening(helped: Comparison['helped']): string {
  switch (helped) {
    case 'yes':
      return 'It helped:';
    case 'no':
      return 'It did not help:';
    case 'unclear':
      return 'Cannot tell:';
  }
}

function told(numbers: readonly ComparedNumber[]): string {
  const within = numbers.filter(({ better }) => better === 'neither');
  const clear = numbers.filter(({ better }) => better !== 'neither');
  if (clear.length === 0) return `${inWords(numbers)}, no more than the noise of the samples.`;
  const contrary = new Set(clear.map(({ better }) => better)).size > 1;
  const rest = within.map((one) => ` The ${one.label} stayed within its noise (${span(one)}).`);
  return `${inWords(clear)}${contrary ? ', which contradict each other' : ''}.${rest.join('')}`;
}

function inWords(numbers: readonly ComparedNumber[]): string {
  return numbers.map((one) => `${one.label} ${verb(one)} ${span(one)}`).join(' and ');
}

function verb({ before, after }: ComparedNumber): string {
  if (after > before) return 'rose';
  return after < before ? 'fell' : 'stayed';
}

function span(one: ComparedNumber): string {
  return `from ${formatCompared(one, one.before)} to ${formatCompared(one, one.after)}`;
}

function where({ epoch, share }: Meeting): string {
  return `at epoch ${epoch} (${percent(share)} of the run)`;
}

function caution(numbers: readonly ComparedNumber[]): string {
  if (numbers.some(({ label }) => label.startsWith('validation'))) return '';
  return ' Without validation data this says only how well the training data are fitted.';
}
