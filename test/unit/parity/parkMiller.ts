/** The numbers in (-1, 1) of test/golden/pytorch/park_miller.py; exact in doubles. */
export class ParkMiller {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state * 48271) % 2147483647;
    return (2 * this.state) / 2147483647 - 1;
  }

  many(count: number): Float64Array {
    return Float64Array.from({ length: count }, () => this.next());
  }
}
