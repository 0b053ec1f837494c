/**
 * Values that crashed polls must have taken, given the gaps of all others: something that comes
 * after them was polled, or nothing was found, when their insert had returned.
 */

import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';
import { NextGap } from './next-gap.js';
import type { Priorities } from './priorities.js';

/** Which crashed poll takes which value, and when. */
export interface TakenValues {
  /** The member that takes the value, -1 for values that no crashed poll takes. */
  readonly taker: Int32Array;
  /** The gap in which it does; else the gap in which the value is polled, -1 if it stays. */
  readonly gapOf: Int32Array;
}

/**
 * Each such value is taken in the last gap possible, the first one after its insert in which
 * something that comes after it is polled or nothing is found. Crashed polls serve in order of
 * their call those that are due first; `undefined` when one of them is called too late. Nearly
 * linear.
 */
export function takeValues(
  part: Part,
  values: ContainerValues,
  priorities: Priorities,
  polled: { readonly gapOf: Int32Array; readonly empties: Int32Array },
): TakenValues | undefined {
  const taker = new Int32Array(values.count).fill(-1);
  const gapOf = polled.gapOf.slice();
  const isKept = (value: number): boolean => values.remove[value]! < 0;
  const demands = new Int32Array(part.ranks);
  for (const gap of polled.gapOf) if (gap >= 0) demands[gap]! += 1;
  for (const gap of polled.empties) demands[gap]! += 1;
  const demanding = new NextGap(part.ranks);
  for (let gap = part.ranks - 1; gap >= 0; gap--) if (demands[gap] === 0) demanding.remove(gap);
  const dueAt = new Int32Array(part.ranks + 1);
  for (const value of priorities.sorted) {
    if (isKept(value)) {
      const due = demanding.from(values.insertReturn[value]!);
      if (due === part.ranks) continue;
      gapOf[value] = due;
      dueAt[due + 1]! += 1;
    } else {
      const gap = gapOf[value]!;
      demands[gap]! -= 1;
      if (demands[gap] === 0) demanding.remove(gap);
    }
  }
  for (let gap = 0; gap < part.ranks; gap++) dueAt[gap + 1]! += dueAt[gap]!;
  for (let value = 0; value < values.count; value++) {
    if (!isKept(value) || gapOf[value]! < 0) continue;
    const gap = gapOf[value]!;
    const member = values.crashedRemoves[dueAt[gap]!];
    dueAt[gap]! += 1;
    if (member === undefined || part.call[member]! > gap) return undefined;
    taker[value] = member;
  }
  return { taker, gapOf };
}
