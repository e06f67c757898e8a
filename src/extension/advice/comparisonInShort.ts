import { formatCompared } from '../../diagnosis/formatCompared';
import type { Comparison } from '../../protocol/comparison';

/** A comparison as a CodeLens has room for: `It helped: validation accuracy 30.0 % to 94.7 %`. */
export function comparisonInShort({ helped, says, numbers }: Comparison): string {
  const number = numbers.find(({ better }) => better !== 'neither') ?? numbers[0];
  if (!number) return firstSentence(says);
  const before = formatCompared(number, number.before);
  const after = formatCompared(number, number.after);
  return `${answers[helped]}: ${number.label} ${before} to ${after}`;
}

const answers = { yes: 'It helped', no: 'It did not help', unclear: 'Cannot tell' } as const;

/** Without its full stop; points inside numbers end no sentence. */
function firstSentence(says: string): string {
  return (says.split(/\. (?=[A-Z])/)[0] ?? says).replace(/\.$/, '');
}
