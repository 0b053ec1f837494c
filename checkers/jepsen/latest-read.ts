/**
 * Finds, among the reads in the order of their beginnings, the latest up to some place that ended
 * after a given moment: a tree of maxima.
 */

/** There is none. */
const NONE = -1;

/** Made from the moments at which reads ended. */
export class LatestRead {
  readonly #tree: Int32Array;
  readonly #leaves: number;

  constructor(ends: Int32Array) {
    let leaves = 1;
    while (leaves < ends.length) leaves *= 2;
    const tree = new Int32Array(2 * leaves).fill(-1);
    tree.set(ends, leaves);
    for (let node = leaves - 1; node > 0; node--) {
      tree[node] = Math.max(tree[2 * node]!, tree[2 * node + 1]!);
    }
    this.#tree = tree;
    this.#leaves = leaves;
  }

  /** The greatest place up to `place` whose read ended after `moment`; -1 for none. Logarithmic. */
  endedAfter(moment: number, place: number): number {
    if (place < 0) return NONE;
    const tree = this.#tree;
    let node = this.#leaves + place;
    if (tree[node]! > moment) return place;
    // Up until there is something to the left, and down again as far right as possible.
    while (node > 1 && (node % 2 === 0 || tree[node - 1]! <= moment)) node >>= 1;
    if (node <= 1) return NONE;
    node--;
    while (node < this.#leaves) node = tree[2 * node + 1]! > moment ? 2 * node + 1 : 2 * node;
    return node - this.#leaves;
  }
}
