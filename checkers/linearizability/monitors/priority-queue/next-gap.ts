/**
 * Gaps of which some are struck out, for good: a forest of jumps over what is gone (Galler &
 * Fischer, CACM 1964, with path halving).
 */

/** The gaps 0 to `count` - 1, all there at first. Each operation is nearly constant, amortised. */
export class NextGap {
  readonly #next: Int32Array;

  constructor(count: number) {
    this.#next = new Int32Array(count + 1);
    for (let gap = 0; gap <= count; gap++) this.#next[gap] = gap;
  }

  /** The first gap from `gap` on that is left, `count` when there is none. */
  from(gap: number): number {
    const next = this.#next;
    let at = gap;
    while (next[at] !== at) {
      next[at] = next[next[at]!]!;
      at = next[at]!;
    }
    return at;
  }

  /** Strikes out a gap that is left. */
  remove(gap: number): void {
    this.#next[gap] = gap + 1;
  }
}
