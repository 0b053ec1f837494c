/**
 * One late violation for containers: the answers of two removals change places, so that each value
 * still goes in and out once, but in an order that the container forbids. The operations involved
 * follow each other in real time, which makes it certain.
 */

import { NEVER, NOTHING, type Recording } from './recording.js';

const INSERT = 0;
const REMOVE = 1;

/** How many later removals are tried as partners of one. */
const WINDOW = 200;

/** The values that two removals took, the earlier first, and the operations that brought them. */
interface Pair {
  readonly first: number;
  readonly firstInsert: number;
  readonly second: number;
  readonly secondInsert: number;
}

/** Whether the container must give up `first` before `second`. */
type Order = (recording: Recording, pair: Pair) => boolean;

/** First in, first out: the first was in before the second began to go in. */
export const firstInFirstOut: Order = (recording, { firstInsert, secondInsert }) =>
  precedes(recording, firstInsert, secondInsert);

/** Last in, first out: the second was in below the first. */
export const lastInFirstOut: Order = (recording, { firstInsert, secondInsert }) =>
  precedes(recording, secondInsert, firstInsert);

/** Greatest first. */
export const greatestFirst: Order = (_, { first, second }) => first > second;

/**
 * Swaps the answers of two removals at or after operation `from`. Functions are insert and remove,
 * in this order. Returns what was done; `undefined` when there is no such pair. Linear.
 */
export function swapAnswers(
  recording: Recording,
  from: number,
  mustPrecede: Order,
): string | undefined {
  const { output } = recording;
  const insertOf = new Map<number, number>();
  const removals: number[] = [];
  for (let at = 0; at < recording.size; at++) {
    if (recording.f[at] === INSERT) insertOf.set(recording.input[at]!, at);
    if (recording.f[at] === REMOVE && at >= from && output[at] !== NOTHING) removals.push(at);
  }
  for (const [order, early] of removals.entries()) {
    for (const late of removals.slice(order + 1, order + WINDOW)) {
      const pair = pairOf(recording, early, late, insertOf);
      // Both values are in when the first removal begins, so that either could be its answer.
      const areBothIn =
        precedes(recording, pair.firstInsert, early) &&
        precedes(recording, pair.secondInsert, early);
      if (!areBothIn || !precedes(recording, early, late) || !mustPrecede(recording, pair))
        continue;
      output[early] = pair.second;
      output[late] = pair.first;
      return `operations ${early} and ${late} take ${pair.second} and ${pair.first}`;
    }
  }
  return undefined;
}

function pairOf(
  { output }: Recording,
  early: number,
  late: number,
  insertOf: ReadonlyMap<number, number>,
): Pair {
  const first = output[early]!;
  const second = output[late]!;
  return {
    first,
    second,
    firstInsert: insertOf.get(first)!,
    secondInsert: insertOf.get(second)!,
  };
}

function precedes({ call, returned }: Recording, early: number, late: number): boolean {
  return returned[early] !== NEVER && returned[early]! < call[late]!;
}
