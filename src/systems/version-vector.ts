/**
 * Version vectors: for each writer how many of its writes are known (Parker et al., "Detection of
 * Mutual Inconsistency in Distributed Systems", TSE 1983). Plain data, never changed in place.
 */

/** A writer that is not named has written nothing. */
export type VersionVector = Readonly<Record<string, number>>;

/** Whether `left` knows all that `right` knows. Linear in the writers. */
export function covers(left: VersionVector, right: VersionVector): boolean {
  return Object.entries(right).every(([writer, count]) => (left[writer] ?? 0) >= count);
}

/** What either knows. Linear in the writers. */
export function join(left: VersionVector, right: VersionVector): VersionVector {
  const joined: Record<string, number> = { ...left };
  for (const [writer, count] of Object.entries(right)) {
    joined[writer] = Math.max(joined[writer] ?? 0, count);
  }
  return joined;
}
