/**
 * Values that no answer names although something behind them was dequeued: crashed dequeues must
 * have taken them.
 *
 * If the enqueue of `a` returned before that of `b` was called, `a` is out before `b`. So for each
 * dequeue of `b` that returned, the values without an answer whose enqueue returned before that of
 * `b` was called were taken by as many crashed dequeues, called before the dequeue of `b` returned.
 * These conditions are nested: sort the values by the return of their enqueue and the crashed
 * dequeues by their call. The condition of `b` is about the first so many of both, so when all
 * hold, letting the first take the first, the second the second and so on satisfies all (Hall's
 * theorem for a chain).
 */

import { describeValue, reference } from '../../../describe.js';
import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';
import type { Refutation } from '../monitor.js';

/** What {@link assignTakers} found. */
export type Takers =
  /** For each value the crashed dequeue that takes it, -1 where none does. */
  | { readonly kind: 'assigned'; readonly takers: Int32Array }
  | { readonly kind: 'illegal'; readonly refutation: Refutation };

/**
 * Crashed dequeues for values that must have been taken by one, also before `gaps`, free ones at
 * which the queue was found empty. Illegal by the rule `skipped`, `[[enqueues], [enqueue b, dequeue
 * b]]`, or `fifo` without the dequeue of `a` where no crashed dequeue was called in time. Linear,
 * but for a binary search in the crashed dequeues.
 */
export function assignTakers(part: Part, values: ContainerValues, gaps: Int32Array): Takers {
  const takers = new Int32Array(values.count).fill(-1);
  const kept = keptByReturn(part, values);
  if (kept.length === 0) return { kind: 'assigned', takers };
  const calls = values.crashedRemoves.map((member) => part.call[member]!);
  const returnOf = (at: number): number => values.insertReturn[kept[at]!]!;
  let ahead = 0;
  // Values come in order of the call of their insert, so what is ahead of them only grows.
  for (let value = 0; value < values.count; value++) {
    if (values.remove[value]! < 0) continue;
    while (ahead < kept.length && returnOf(ahead) < values.insertCall[value]!) ahead += 1;
    const called = countBelow(calls, values.removeReturn[value]!);
    if (called < ahead) {
      const skipped = kept.subarray(0, called + 1);
      return { kind: 'illegal', refutation: skippedOver(part, values, skipped, value) };
    }
  }
  if (gaps.length > 0) {
    // Gaps ascend with the calls of what found the queue empty.
    while (ahead < kept.length && returnOf(ahead) <= gaps[gaps.length - 1]!) ahead += 1;
  }
  for (let at = 0; at < ahead; at++) takers[kept[at]!] = values.crashedRemoves[at]!;
  return { kind: 'assigned', takers };
}

/** Values that no answer names, in order of the return of their insert. */
function keptByReturn(part: Part, values: ContainerValues): Int32Array {
  let count = 0;
  for (let value = 0; value < values.count; value++) if (values.remove[value]! < 0) count += 1;
  const kept = new Int32Array(count);
  if (count === 0) return kept;
  const valueAt = new Int32Array(part.ranks).fill(-1);
  for (let value = 0; value < values.count; value++) {
    if (values.remove[value]! < 0) valueAt[values.insertReturn[value]!] = value;
  }
  let at = 0;
  for (let rank = 0; rank < part.ranks; rank++) {
    if (valueAt[rank]! >= 0) kept[at++] = valueAt[rank]!;
  }
  return kept;
}

/** How many of ascending numbers are below `limit`. */
function countBelow(numbers: Int32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const NAMED_MAX = 6;

function skippedOver(
  part: Part,
  values: ContainerValues,
  skipped: Int32Array,
  value: number,
): Refutation {
  const name = (member: number): string => reference(part.place[member]!);
  const textOf = (of: number): string =>
    describeValue(part.history.values.valueOf(values.code[of]!));
  const enqueue = values.insert[value]!;
  const dequeue = values.remove[value]!;
  const text = textOf(value);
  const enqueues = Array.from(skipped, (each) => values.insert[each]!);
  const [first] = skipped;
  if (enqueues.length === 1) {
    const lost = textOf(first!);
    return {
      rule: 'fifo',
      groups: [[enqueues[0]!, enqueue], [dequeue]],
      message: `${text} was dequeued, but ${lost} was enqueued before it and never dequeued`,
      explanation: [
        `${lost} was in the queue before ${text}: ${name(enqueues[0]!)} had returned when ` +
          `${name(enqueue)} was called.`,
        `${name(dequeue)} dequeued ${text}, but nothing had dequeued ${lost} when it returned, ` +
          `nor was one without an answer that may have: not first in, first out.`,
      ],
    };
  }
  const names = enqueues.slice(0, NAMED_MAX).map(name).join(', ');
  const crashed = enqueues.length - 1;
  return {
    rule: 'skipped',
    groups: [enqueues, [enqueue, dequeue]],
    message: `${text} was dequeued, but ${enqueues.length} values enqueued before it were not`,
    explanation: [
      `What ${names}${enqueues.length > NAMED_MAX ? ' and so on' : ''} enqueued ` +
        `(${enqueues.length} values) was in the queue before ${text}: they had returned when ` +
        `${name(enqueue)} was called.`,
      `${name(dequeue)} dequeued ${text}, so these values must have been dequeued before; no ` +
        `answer names them, and only ${crashed} ${crashed === 1 ? 'dequeue' : 'dequeues'} ` +
        `without an answer had been called by then.`,
    ],
    shown: [...enqueues.slice(0, NAMED_MAX), enqueue, dequeue],
  };
}
