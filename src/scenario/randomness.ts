/**
 * Keyed randomness: a draw is a hash of what it is for (seed, cause, phase, node), never the next
 * number of a stream, so that removing one operation does not re-roll the dice of the others.
 * 32-bit integer mixing in the manner of MurmurHash3's finaliser (Appleby, public domain); integer
 * arithmetic only, so that every machine agrees.
 */

/** Mixes `value` into hash state `hash`; both and the result are 32-bit integers (signed). */
export function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Hash of a string, 32-bit unsigned (FNV-1a over UTF-16 units, then mixed). */
export function hashString(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return mix(hash, text.length) >>> 0;
}

/**
 * An integer in [0, bound) from a 32-bit hash, by multiplication: no division, bias below bound /
 * 2^32.
 */
export function below(hash: number, bound: number): number {
  const unsigned = hash >>> 0;
  const high = (unsigned >>> 16) * bound;
  const low = (unsigned & 0xffff) * bound;
  return Math.floor((high + Math.floor(low / 0x10000)) / 0x10000);
}

/**
 * A seed for the `count`-th thing called `name` under `seed`: campaigns, scenarios and benches
 * derive theirs so.
 */
export function deriveSeed(seed: number, name: string, count: number): number {
  return mix(mix(mix(0x9e3779b9 | 0, seed | 0), hashString(name) | 0), count | 0) >>> 0;
}
