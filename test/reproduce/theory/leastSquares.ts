/**
 * Weights w that minimise |X w - y|^2, by the normal equations and Gaussian elimination with
 * pivoting; for few columns and more rows than columns. Shapes: X [n, d], y [n].
 */
export function leastSquares(inputs: Float32Array, targets: Float32Array, width: number): number[] {
  const rows = Array.from({ length: width }, () => new Float64Array(width + 1));
  for (let sample = 0; sample < targets.length; sample++)
    for (let i = 0; i < width; i++) {
      const x = inputs[sample * width + i]!;
      for (let j = 0; j < width; j++) rows[i]![j]! += x * inputs[sample * width + j]!;
      rows[i]![width]! += x * targets[sample]!;
    }
  for (let column = 0; column < width; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
    const at = rows.indexOf(pivot);
    [rows[at], rows[column]] = [rows[column]!, pivot];
    for (const row of rows) {
      if (row === pivot) continue;
      const share = row[column]! / pivot[column]!;
      for (let j = column; j <= width; j++) row[j]! -= share * pivot[j]!;
    }
  }
  return rows.map((row, i) => row[width]! / row[i]!);
}

/** Mean squared error of linear weights. */
export function linearError(
  inputs: Float32Array,
  targets: Float32Array,
  weights: readonly number[],
): number {
  let sum = 0;
  targets.forEach((y, sample) => {
    let found = 0;
    weights.forEach((w, k) => (found += w * inputs[sample * weights.length + k]!));
    sum += (found - y) ** 2;
  });
  return sum / targets.length;
}
