/**
 * A legal order of the operations of a priority queue, from the gaps in which values are polled.
 */

import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';
import type { Priorities } from './priorities.js';
import type { TakenValues } from './taken-values.js';

/**
 * The members in a legal order; crashed polls that took nothing are left out. Linear.
 *
 * An insert takes effect when it returns, or together with the poll of its value if that is
 * earlier. In each gap values are polled in order, what comes first first; then nothing is found.
 * When `v` is polled in gap `g`, nothing that comes before it is inside:
 *
 * - A value polled in an earlier gap, or in this one but before `v`, is out.
 * - A value `w` polled in a later gap has its insert later as well, or its poll had not been
 *   called,
 *   so that it is certainly inside in `g`, which then was not free; or `w` passed over `g` as not
 *   free because of what comes before `w`, and so before `v`.
 * - A value without an answer whose insert had returned is due in `g` at the latest.
 *
 * The same holds of values that crashed polls take, as something that comes after them is polled in
 * the same gap, or nothing is found; and where nothing is found the gap is free of all values.
 */
export function priorityOrder(
  part: Part,
  values: ContainerValues,
  priorities: Priorities,
  taken: TakenValues,
  emptyGaps: Int32Array,
): Int32Array {
  const { gapOf } = taken;
  const { first, inOrder } = valuesByGap(part, priorities, gapOf);
  const insertedAt = new Int32Array(part.ranks).fill(-1);
  for (let value = 0; value < values.count; value++) {
    const rank = values.insertReturn[value]!;
    if (gapOf[value]! < 0 || gapOf[value]! >= rank) insertedAt[rank] = value;
  }
  const order = new Int32Array(values.count + inOrder.length + emptyGaps.length);
  let size = 0;
  let empty = 0;
  for (let gap = 0; gap < part.ranks; gap++) {
    const inserted = insertedAt[gap]!;
    if (inserted >= 0) order[size++] = values.insert[inserted]!;
    for (let at = first[gap]!; at < first[gap + 1]!; at++) {
      const value = inOrder[at]!;
      if (values.insertReturn[value]! > gap) order[size++] = values.insert[value]!;
      const taker = taken.taker[value]!;
      order[size++] = taker < 0 ? values.remove[value]! : taker;
    }
    for (; empty < emptyGaps.length && emptyGaps[empty] === gap; empty++) {
      order[size++] = values.empties[empty]!;
    }
  }
  return order;
}

/** Values that come out, by gap; within a gap what comes first first. */
function valuesByGap(
  part: Part,
  priorities: Priorities,
  gapOf: Int32Array,
): { readonly first: Int32Array; readonly inOrder: Int32Array } {
  const first = new Int32Array(part.ranks + 1);
  for (const gap of gapOf) if (gap >= 0) first[gap + 1]! += 1;
  for (let gap = 0; gap < part.ranks; gap++) first[gap + 1]! += first[gap]!;
  const inOrder = new Int32Array(first[part.ranks]!);
  const next = first.slice();
  for (const value of priorities.sorted) {
    const gap = gapOf[value]!;
    if (gap < 0) continue;
    inOrder[next[gap]!] = value;
    next[gap]! += 1;
  }
  return { first, inOrder };
}
