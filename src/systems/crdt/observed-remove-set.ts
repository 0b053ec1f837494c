/**
 * A set in which a removal removes the additions that it has seen, so that a concurrent addition
 * wins (the OR-set of Shapiro et al., INRIA RR-7506, section 3.3.5), here with tombstones.
 */

import type { Bugs } from './bugs.js';

/** Additions by their tags; tags that are removed. */
export interface ObservedRemoveSet {
  readonly added: Readonly<Record<string, number>>;
  readonly removed: Readonly<Record<string, true>>;
}

/** The empty set. */
export const EMPTY_SET: ObservedRemoveSet = { added: {}, removed: {} };

/** With one addition; `tag` is used once. */
export function addTo(
  set: ObservedRemoveSet,
  element: number,
  tag: string,
  bugs: Bugs,
): ObservedRemoveSet {
  const name = bugs.has('remove-without-tags') ? `element ${element}` : tag;
  return { ...set, added: { ...set.added, [name]: element } };
}

/** Without the additions of `element` that are known here. Linear. */
export function removeFrom(set: ObservedRemoveSet, element: number): ObservedRemoveSet {
  const removed: Record<string, true> = { ...set.removed };
  for (const [tag, added] of Object.entries(set.added)) if (added === element) removed[tag] = true;
  return { ...set, removed };
}

/** What two replicas know together. */
export function mergeSets(left: ObservedRemoveSet, right: ObservedRemoveSet): ObservedRemoveSet {
  return {
    added: { ...left.added, ...right.added },
    removed: { ...left.removed, ...right.removed },
  };
}

/** What is in it, in ascending order. */
export function elementsOf({ added, removed }: ObservedRemoveSet): number[] {
  const present = Object.entries(added).flatMap(([tag, element]) =>
    removed[tag] === true ? [] : [element],
  );
  return [...new Set(present)].sort((left, right) => left - right);
}
