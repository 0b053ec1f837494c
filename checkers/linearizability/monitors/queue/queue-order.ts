/**
 * A legal order of the operations of a queue, from the sequence in which its items pass through.
 */

import type { ContainerValues } from '../containers/container-values.js';
import type { QueueItems } from './queue-items.js';

/** What an order is made of. */
export interface QueuePassage {
  readonly values: ContainerValues;
  /** Where each of `values.empties` stands. */
  readonly gaps: Int32Array;
  readonly items: QueueItems;
  /** All items. */
  readonly sequence: Int32Array;
}

/**
 * The members in a legal order; crashed dequeues that took nothing are left out. Linear.
 *
 * Let `E(i)` be the latest call of an enqueue among the first `i` items, `L(i)` the latest call of
 * a dequeue. Item `i` enters at the time `E(i)` and leaves at `L(i)` or `E(i)`, whichever is later;
 * at equal times the earlier item has precedence, and of one item its enqueue. Then items enter and
 * leave in sequence, each after it entered. The times lie within the operations:
 *
 * - `E(i)` is before the return of enqueue `i`, for otherwise that one had returned when an enqueue
 *   earlier in the sequence was called; and so it is with `L(i)` and the dequeues.
 * - `E(i)` is before the return of dequeue `i`, since no enqueue is taken to return later than its
 *   dequeue (they were tightened).
 * - A gap enters and leaves at its own time: not before, by its calls, and not after, by its
 *   returns. All items before it have left by then and none after it has entered: the queue is
 *   empty.
 *
 * Values that never leave enter last, in order of their calls: each must leave after all others, so
 * it was checked that its enqueue had not returned when that of another was called.
 */
export function queueOrder(passage: QueuePassage): Int32Array {
  const { values, gaps, items, sequence } = passage;
  const stays = valuesThatStay(passage);
  let passing = 0;
  for (let item = 0; item < items.count; item++) if (items.value[item]! >= 0) passing += 1;
  const order = new Int32Array(2 * passing + stays.length + values.empties.length);
  const total = sequence.length + stays.length;
  const enterCallOf = (at: number): number =>
    at < sequence.length
      ? items.enterCall[sequence[at]!]!
      : 2 * values.insertCall[stays[at - sequence.length]!]!;
  let size = 0;
  let leaving = 0;
  let enterTime = -1;
  let leaveTime = -1;
  for (let entering = 0; entering <= total; entering++) {
    if (entering < total) enterTime = Math.max(enterTime, enterCallOf(entering));
    for (; leaving < Math.min(entering, sequence.length); leaving++) {
      const item = sequence[leaving]!;
      leaveTime = Math.max(leaveTime, items.leaveCall[item]!);
      if (entering < total && leaveTime > enterTime) break;
      const taker = items.taker[item]!;
      if (items.value[item]! >= 0) order[size++] = taker;
      else {
        for (let at = taker; at < gaps.length && gaps[at] === gaps[taker]; at++) {
          order[size++] = values.empties[at]!;
        }
      }
    }
    if (entering >= total) break;
    const value =
      entering < sequence.length
        ? items.value[sequence[entering]!]!
        : stays[entering - sequence.length]!;
    if (value >= 0) order[size++] = values.insert[value]!;
  }
  return order;
}

/** Values that no item stands for, in order of the call of their enqueue. */
function valuesThatStay({ values, items }: QueuePassage): Int32Array {
  const passes = new Uint8Array(values.count);
  for (const value of items.value) if (value >= 0) passes[value] = 1;
  const stays: number[] = [];
  for (let value = 0; value < values.count; value++) if (passes[value] === 0) stays.push(value);
  return Int32Array.from(stays);
}
