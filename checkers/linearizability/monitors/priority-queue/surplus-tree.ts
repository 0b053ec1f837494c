/**
 * A number for each gap, to which values are added from some gap on, and the first gap with a
 * number that is not positive: a tree of minima (a segment tree; Bentley 1977) whose nodes keep
 * what was added to all of their gaps.
 */

/** Greater than any number that additions lead to. */
const STRUCK = 2 ** 29;

/** Numbers for gaps, at first 0. Adding and striking out are logarithmic. */
export class SurplusTree {
  readonly #count: number;
  readonly #leaves: number;
  /** Of each node the least number below it, without what was added above. */
  readonly #least: Int32Array;
  readonly #added: Int32Array;

  constructor(count: number) {
    this.#count = count;
    let leaves = 1;
    while (leaves < count + 1) leaves *= 2;
    this.#leaves = leaves;
    this.#least = new Int32Array(2 * leaves);
    this.#added = new Int32Array(2 * leaves);
  }

  /** Adds `amount` to the numbers of `gap` and of all gaps after it. */
  addFrom(gap: number, amount: number): void {
    let node = gap + this.#leaves;
    this.#apply(node, amount);
    for (; node > 1; node >>= 1) {
      if ((node & 1) === 0) this.#apply(node + 1, amount);
      this.#update(node >> 1);
    }
  }

  /** Makes the number of a gap positive for good. */
  strike(gap: number): void {
    let node = gap + this.#leaves;
    this.#least[node] = STRUCK;
    while (node > 1) {
      node >>= 1;
      this.#update(node);
    }
  }

  /**
   * The first gap from `gap` on whose number is 0 or less, `count` when there is none. The square
   * of a logarithm at worst.
   */
  from(gap: number): number {
    if (gap >= this.#count) return this.#count;
    let node = gap + this.#leaves;
    while (this.#leastBelow(node) > 0) {
      // Go on to what lies right of the node: up as long as it is a right child.
      while ((node & 1) === 1) {
        node >>= 1;
        if (node <= 1) return this.#count;
      }
      node += 1;
    }
    let above = this.#addedAbove(node);
    while (node < this.#leaves) {
      above += this.#added[node]!;
      node *= 2;
      if (this.#least[node]! + above > 0) node += 1;
    }
    return Math.min(node - this.#leaves, this.#count);
  }

  #leastBelow(node: number): number {
    return this.#least[node]! + this.#addedAbove(node);
  }

  #addedAbove(node: number): number {
    let sum = 0;
    for (let above = node >> 1; above >= 1; above >>= 1) sum += this.#added[above]!;
    return sum;
  }

  #apply(node: number, amount: number): void {
    this.#least[node]! += amount;
    this.#added[node]! += amount;
  }

  #update(node: number): void {
    const left = this.#least[2 * node]!;
    const right = this.#least[2 * node + 1]!;
    this.#least[node] = Math.min(left, right) + this.#added[node]!;
  }
}
