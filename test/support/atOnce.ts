/** Runs all tasks, at most `count` of them at once; results in the order of the tasks. */
export async function atOnce<T>(
  count: number,
  tasks: readonly (() => Promise<T>)[],
): Promise<readonly T[]> {
  const results = new Array<T>(tasks.length);
  const waiting = [...tasks.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [position, task] = next;
      results[position] = await task();
    }
  };
  await Promise.all(Array.from({ length: count }, work));
  return results;
}
