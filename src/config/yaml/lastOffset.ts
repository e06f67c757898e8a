import { isCollection, isMap, isSeq, type Node } from 'yaml';

/** Where the last characters of a node end, without the comments and blank lines after it. */
export function lastOffset(node: Node): number {
  const end = node.range?.[1] ?? 0;
  if (!isCollection(node) || node.flow) return end;
  const last: unknown = node.items.at(-1);
  if (isMap(node)) {
    const pair = node.items.at(-1);
    return lastOf(pair?.value) ?? lastOf(pair?.key) ?? end;
  }
  return (isSeq(node) ? lastOf(last) : undefined) ?? end;
}

function lastOf(node: unknown): number | undefined {
  return node === null || node === undefined ? undefined : lastOffset(node as Node);
}
