/**
 * A list into which replicas insert concurrently: the replicated growable array (Roh, Jeon, Kim,
 * Lee, "Replicated Abstract Data Types", JPDC 2011; Shapiro et al., INRIA RR-7506, section 3.5.1).
 * An element stands after the one that it was inserted after; of several the youngest comes first.
 */

import type { Bugs } from './bugs.js';
import { isAfter, isSame, type Identity } from './identity.js';

/** One element; a deleted one keeps its place for those that stand after it. */
export interface ListNode {
  readonly identity: Identity;
  readonly value: number;
  readonly isDeleted: boolean;
  /** `undefined`: the beginning. */
  readonly after: Identity | undefined;
}

/** All nodes, in the order of the list. */
export type List = readonly ListNode[];

/** With one more node; the one that it stands after is in the list. Linear. */
export function integrate(list: List, node: ListNode, bugs: Bugs): List {
  const { after } = node;
  let at = after === undefined ? 0 : list.findIndex(({ identity }) => isSame(identity, after)) + 1;
  // What is younger, with all that stands after it, comes first.
  while (!bugs.has('list-by-arrival') && at < list.length) {
    if (!isAfter(list[at]!.identity, node.identity)) break;
    at++;
  }
  return list.toSpliced(at, 0, node);
}

/** What two replicas know together. Quadratic. */
export function mergeLists(left: List, right: List, bugs: Bugs): List {
  let merged = left;
  for (const node of right) {
    const at = merged.findIndex(({ identity }) => isSame(identity, node.identity));
    if (at < 0) merged = integrate(merged, node, bugs);
    else if (node.isDeleted) merged = merged.with(at, { ...merged[at]!, isDeleted: true });
  }
  return merged;
}

/** The nodes that are not deleted. */
export function visibleOf(list: List): List {
  return list.filter(({ isDeleted }) => !isDeleted);
}
