/** Means of the last few readings of several quantities, each reading one of all of them. */
export class RecentMeans {
  private readonly readings: Float64Array;
  private count = 0;

  /** @param most readings that a mean is of, at most */
  constructor(
    private readonly quantities: number,
    private readonly most: number,
  ) {
    this.readings = new Float64Array(quantities * most);
  }

  add(reading: ArrayLike<number>): void {
    const from = (this.count % this.most) * this.quantities;
    for (let at = 0; at < this.quantities; at++) this.readings[from + at] = reading[at]!;
    this.count++;
  }

  /** Undefined before the first reading. */
  of(quantity: number): number | undefined {
    const count = Math.min(this.count, this.most);
    if (count === 0) return undefined;
    let sum = 0;
    for (let reading = 0; reading < count; reading++)
      sum += this.readings[reading * this.quantities + quantity]!;
    return sum / count;
  }
}
