/**
 * What goes through a queue: values that leave it, by a dequeue that answered them or by a crashed
 * one, and the gaps at which it was found empty. A gap counts as a value that enters and leaves at
 * that instant: then "first in, first out" says of it that nothing is inside.
 */

import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';

/** Times are ranks doubled: gap `k`, between the ranks `k` and `k` + 1, is the time 2`k` + 1. */
export interface QueueItems {
  readonly count: number;
  /** The value an item stands for; -1 for a gap. */
  readonly value: Int32Array;
  /** The member that takes the value out; for a gap the place of the first of its empties. */
  readonly taker: Int32Array;
  readonly enterCall: Int32Array;
  readonly enterReturn: Int32Array;
  readonly leaveCall: Int32Array;
  /** Greater than all times where a crashed dequeue takes the value. */
  readonly leaveReturn: Int32Array;
  /** All times but that are below. */
  readonly times: number;
}

/**
 * The items of a part; `takers` has the crashed dequeue for values taken by one, else -1, and
 * `gaps` where each of `values.empties` stands. Linear.
 */
export function queueItems(
  part: Part,
  values: ContainerValues,
  gaps: Int32Array,
  takers: Int32Array,
): QueueItems {
  let count = 0;
  for (let value = 0; value < values.count; value++) {
    if (values.remove[value]! >= 0 || takers[value]! >= 0) count += 1;
  }
  for (let at = 0; at < gaps.length; at++) if (isFirstOfGap(gaps, at)) count += 1;
  const column = (): Int32Array => new Int32Array(count);
  const items = {
    count,
    value: column(),
    taker: column(),
    enterCall: column(),
    enterReturn: column(),
    leaveCall: column(),
    leaveReturn: column(),
    times: 2 * part.ranks,
  };
  let item = 0;
  for (let value = 0; value < values.count; value++) {
    const taker = takers[value]!;
    if (values.remove[value]! < 0 && taker < 0) continue;
    items.value[item] = value;
    items.taker[item] = taker < 0 ? values.remove[value]! : taker;
    items.enterCall[item] = 2 * values.insertCall[value]!;
    items.enterReturn[item] = 2 * values.insertReturn[value]!;
    items.leaveCall[item] =
      2 *
      (taker < 0
        ? values.removeCall[value]!
        : Math.max(part.call[taker]!, values.insertCall[value]!));
    items.leaveReturn[item] = taker < 0 ? 2 * values.removeReturn[value]! : items.times;
    item += 1;
  }
  for (let at = 0; at < gaps.length; at++) {
    if (!isFirstOfGap(gaps, at)) continue;
    const time = 2 * gaps[at]! + 1;
    items.value[item] = -1;
    items.taker[item] = at;
    items.enterCall[item] = time;
    items.enterReturn[item] = time;
    items.leaveCall[item] = time;
    items.leaveReturn[item] = time;
    item += 1;
  }
  return items;
}

/** Empties are in order of call, so those of one gap stand together. */
function isFirstOfGap(gaps: Int32Array, at: number): boolean {
  return at === 0 || gaps[at] !== gaps[at - 1];
}
