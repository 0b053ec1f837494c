/**
 * The random numbers behind generated histories: mulberry32, a sequence that depends on its seed
 * alone, so that every run measures the same histories.
 */

/** A sequence of random numbers. */
export interface Sequence {
  /** An integer in [0, bound). */
  below(bound: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
}

/** The sequence that belongs to `seed`. */
export function sequenceOf(seed: number): Sequence {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (bound) => Math.floor(next() * bound),
    chance: (probability) => next() < probability,
  };
}
