/**
 * One array that is used again and again, and its beginnings by length. Each is made once: engines
 * know an array again by itself.
 */
export class ReusedArray {
  private whole = new Float32Array(0);
  private readonly beginnings = new Map<number, Float32Array>();

  /** The first `length` numbers, with whatever they were before; 0 where they are new. */
  first(length: number): Float32Array {
    const known = this.beginnings.get(length);
    if (known) return known;
    if (length > this.whole.length) {
      this.whole = new Float32Array(length);
      this.beginnings.clear();
    }
    const beginning = this.whole.subarray(0, length);
    this.beginnings.set(length, beginning);
    return beginning;
  }
}
