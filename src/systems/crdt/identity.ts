/**
 * Identities that order what replicas made, in agreement with causality: a Lamport clock, then the
 * replica (Lamport, "Time, Clocks, and the Ordering of Events", CACM 1978).
 */

/** Who made it, and when by its clock. */
export interface Identity {
  readonly number: number;
  readonly replica: string;
}

/** Whether `left` comes after `right`. */
export function isAfter(left: Identity, right: Identity): boolean {
  if (left.number !== right.number) return left.number > right.number;
  return left.replica > right.replica;
}

/** Whether both are the same. */
export function isSame(left: Identity, right: Identity): boolean {
  return left.number === right.number && left.replica === right.replica;
}
