/**
 * Counts of used crashed operations, packed into words: one field for each kind, wide enough for
 * all of that kind, with a guard bit above it. The guard bits let one subtraction compare all
 * fields of a word at once.
 */

/** Where each kind's count lies. */
export interface CountLayout {
  readonly words: number;
  readonly word: Int32Array;
  readonly shift: Int32Array;
  /** Mask of the count once it is shifted down. */
  readonly mask: Int32Array;
  /** For each word, the guard bit of each of its fields. */
  readonly guards: Int32Array;
}

/** Lays out one field for each of `capacities`, the greatest count it may reach. */
export function layoutCounts(capacities: readonly number[]): CountLayout {
  const word = new Int32Array(capacities.length);
  const shift = new Int32Array(capacities.length);
  const mask = new Int32Array(capacities.length);
  const guards: number[] = [];
  let used = 32;
  capacities.forEach((capacity, field) => {
    const bits = 32 - Math.clz32(capacity);
    if (used + bits + 1 > 32) {
      guards.push(0);
      used = 0;
    }
    word[field] = guards.length - 1;
    shift[field] = used;
    mask[field] = 2 ** bits - 1;
    guards[guards.length - 1]! |= 1 << (used + bits);
    used += bits + 1;
  });
  return { words: guards.length, word, shift, mask, guards: Int32Array.from(guards) };
}

/** True when no field of the word `fewer` is above the same field of `more`. */
export function countsAtMost(fewer: number, more: number, guards: number): boolean {
  // Each field of `more` with its guard bit is at least 2^bits, so no field borrows from the next.
  return (((more | guards) - fewer) & guards) === guards;
}
