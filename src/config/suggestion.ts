/** What another tool's word is called here, if it is among the candidates. */
export function otherName(word: string, candidates: readonly string[]): string | undefined {
  const other = otherNames.get(plain(word));
  return other !== undefined && candidates.includes(other) ? other : undefined;
}

/** The candidate that was probably meant; undefined when none is near. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const other = otherName(word, candidates);
  if (other !== undefined) return other;
  const given = plain(word);
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const known = plain(candidate);
    const isStem = given.length >= 3 && (known.startsWith(given) || given.startsWith(known));
    // Of two stems the one nearer in length: `adamww` is adamw before it is adam.
    const stem = 0.5 + Math.abs(given.length - known.length) / 1000;
    const distance = isStem ? stem : editDistance(given, known);
    if (distance <= Math.max(1, known.length / 4) && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** What other tools call things, without case and separators, and what they are called here. */
const otherNames = new Map(
  Object.entries({
    type: 'kind',
    name: 'kind',
    lr: 'learning_rate',
    eta: 'learning_rate',
    wd: 'weight_decay',
    l2: 'weight_decay',
    bs: 'batch_size',
    ce: 'cross_entropy',
    bce: 'logistic',
    maxepochs: 'epochs',
    swish: 'silu',
    kaimingnormal: 'he_normal',
    kaiminguniform: 'he_uniform',
    xaviernormal: 'glorot_normal',
    xavieruniform: 'glorot_uniform',
    onecyclelr: 'one_cycle',
  }),
);

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into another. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + change);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, to.length);
}

function at(row: readonly number[], j: number): number {
  return row[j] ?? Infinity;
}
