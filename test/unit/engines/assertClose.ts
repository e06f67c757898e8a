import assert from 'node:assert/strict';

/**
 * Every number within `tolerance` of the expected one, relative to the largest expected magnitude
 * (at least 1): sums of numbers that cancel are judged by what was summed.
 */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  title: string,
): void {
  assert.equal(actual.length, expected.length, `${title}: count`);
  const scale = Array.from(expected).reduce((most, x) => Math.max(most, Math.abs(x)), 1);
  Array.from(expected).forEach((number, position) => {
    const difference = Math.abs((actual[position] as number) - number);
    assert.ok(
      difference <= tolerance * scale,
      `${title}: number ${position} is ${actual[position]}, expected ${number}`,
    );
  });
}
