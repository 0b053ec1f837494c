/**
 * How many intervals cover each slot, while intervals are taken away: a segment tree for "one less
 * from here to there" and "where is it zero by now". Bottom-up and without recursion; a node holds
 * the least count below it, less what its ancestors still have to subtract.
 */

/** Stands for a slot that is no longer looked for; more than any count. */
const DONE = 2 ** 29;

/** Counts by slot. Each operation is logarithmic in the number of slots. */
export class CoverCounts {
  readonly #size: number;
  /** Node 1 is the root, `2 * node` and `2 * node + 1` are below `node`, leaf 0 is padding. */
  readonly #least: Int32Array;
  readonly #pending: Int32Array;

  /** @param counts by slot; slots where it is zero are taken for known. */
  constructor(counts: Int32Array) {
    let size = 2;
    while (size < counts.length + 2) size *= 2;
    this.#size = size;
    this.#pending = new Int32Array(size);
    this.#least = new Int32Array(2 * size).fill(DONE);
    const least = this.#least;
    for (let slot = 0; slot < counts.length; slot++) {
      if (counts[slot] !== 0) least[size + 1 + slot] = counts[slot]!;
    }
    for (let node = size - 1; node > 0; node--) {
      least[node] = Math.min(least[2 * node]!, least[2 * node + 1]!);
    }
  }

  /** One interval less over the slots from `first` to `last`, both included. */
  uncover(first: number, last: number): void {
    const least = this.#least;
    let left = this.#size + first;
    let right = this.#size + last + 2;
    // The nodes between the two paths to the root are those that lie wholly inside.
    while ((left ^ right) !== 1) {
      if ((left & 1) === 0) this.#subtract(left ^ 1);
      if ((right & 1) === 1) this.#subtract(right ^ 1);
      left >>= 1;
      right >>= 1;
      least[left] = this.#combine(left);
      least[right] = this.#combine(right);
    }
    this.#climb(left >> 1);
  }

  /** A slot that nothing covers any more, each once; -1 when there is none. */
  takeUncovered(): number {
    const least = this.#least;
    if (least[1]! > 0) return -1;
    let node = 1;
    while (node < this.#size) {
      node *= 2;
      if (least[node]! > least[node + 1]!) node++;
    }
    least[node]! += DONE;
    this.#climb(node >> 1);
    return node - this.#size - 1;
  }

  #subtract(node: number): void {
    this.#least[node]!--;
    if (node < this.#size) this.#pending[node]!--;
  }

  #combine(node: number): number {
    const left = this.#least[2 * node]!;
    const right = this.#least[2 * node + 1]!;
    return (left < right ? left : right) + this.#pending[node]!;
  }

  /** Repairs the nodes from `start` to the root, as far as anything changes. */
  #climb(start: number): void {
    for (let node = start; node > 0; node >>= 1) {
      const least = this.#combine(node);
      if (least === this.#least[node]) return;
      this.#least[node] = least;
    }
  }
}
