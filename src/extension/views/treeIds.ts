/** Rows of the tree: a run is its id, a sweep `sweep:ID`, one of its trials `trial:ID:NUMBER`. */
export type TreeId = string;

const sweepPrefix = 'sweep:';
const trialPrefix = 'trial:';

export function sweepNode(id: string): TreeId {
  return `${sweepPrefix}${id}`;
}

export function trialNode(sweep: string, trial: number): TreeId {
  return `${trialPrefix}${sweep}:${trial}`;
}

/** The sweep of a row that is a sweep; undefined for others. */
export function sweepIdOf(node: TreeId): string | undefined {
  return node.startsWith(sweepPrefix) ? node.slice(sweepPrefix.length) : undefined;
}

/** Sweep and number of a row that is a trial; undefined for others. */
export function trialOf(
  node: TreeId,
): { readonly sweep: string; readonly trial: number } | undefined {
  if (!node.startsWith(trialPrefix)) return undefined;
  const end = node.lastIndexOf(':');
  return { sweep: node.slice(trialPrefix.length, end), trial: Number(node.slice(end + 1)) };
}
