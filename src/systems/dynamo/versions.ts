/**
 * Versions of a key and how they relate (DeCandia et al., "Dynamo", SOSP 2007, section 4.4): one
 * replaces another when its clock covers the other's; otherwise both are kept, as siblings.
 */

import { canonicalKey } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import { covers, join, type VersionVector } from '../version-vector.js';

/** One version of a key. */
export interface Version {
  readonly clock: VersionVector;
  readonly value: Value;
  /** The key was deleted; `value` says nothing. */
  readonly isTombstone: boolean;
}

/** `versions` with one more, without those that others replace. Linear. */
export function withVersion(versions: readonly Version[], added: Version): readonly Version[] {
  if (versions.some(({ clock }) => covers(clock, added.clock))) return versions;
  return [...versions.filter(({ clock }) => !covers(added.clock, clock)), added];
}

/** What several replicas hold, as one. Quadratic. */
export function reconciled(held: readonly (readonly Version[])[]): readonly Version[] {
  return held.flat().reduce(withVersion, [] as readonly Version[]);
}

/** A clock that covers all of them. */
export function joinedClock(versions: readonly Version[]): VersionVector {
  return versions.reduce<VersionVector>((clock, version) => join(clock, version.clock), {});
}

/** The values that a reader gets, in an order that does not depend on who answered first. */
export function valuesOf(versions: readonly Version[]): Value[] {
  return versions
    .filter(({ isTombstone }) => !isTombstone)
    .map(({ value }) => value)
    .sort((left, right) => (canonicalKey(left) < canonicalKey(right) ? -1 : 1));
}
