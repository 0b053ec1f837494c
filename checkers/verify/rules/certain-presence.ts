/**
 * Whether at every instant of an interval some value was certainly inside a container, shown by the
 * operations of a few values.
 *
 * A value that only one operation inserts and only one removes is certainly inside after the return
 * of the insert and before the call of the remove. Of values that only one operation inserts and
 * that no answer names, some one is certainly inside while more of these inserts have returned than
 * crashed removes have been called, since each of these takes one value at most.
 */

import type { Operation } from '../../../src/history/operation.js';
import type { Problem } from '../specification.js';
import { isAnswered, type ContainerFunctions, type ContainerUses } from './container-uses.js';

/** An interval in time, both ends included. */
export interface Interval {
  readonly call: number;
  readonly return: number;
}

/**
 * The problems of `evidence`, inserts and removes, as proof that at no instant of `interval` all of
 * their values were out. Log-linear in the evidence and the crashed removes.
 */
export function verifyPresence(
  interval: Interval,
  evidence: readonly Operation[],
  uses: ContainerUses,
  functions: ContainerFunctions,
): Problem[] {
  const starts: number[] = [];
  const ends: number[] = [];
  const kept: number[] = [];
  const named = new Set(evidence.map(({ id }) => id));
  if (named.size < evidence.length) return [{ message: 'the evidence names something twice' }];
  for (const operation of evidence) {
    const isRemove = isAnswered(operation, functions);
    const { inserts, removes } = uses.of(isRemove ? operation.output : operation.input);
    const [insert] = inserts;
    const [remove] = removes;
    if (insert === undefined || inserts.length > 1 || removes.length > 1 || !named.has(insert.id)) {
      return [{ message: `#${operation.id} proves no presence of its value` }];
    }
    if (isRemove) continue;
    if (remove === undefined) kept.push(operation.return);
    else if (named.has(remove.id) && operation.return < remove.call) {
      starts.push(operation.return);
      ends.push(remove.call);
    }
  }
  const taken = uses.crashedRemoves.map((operation) => operation.call);
  const instant = instantWithout(interval, { starts, ends, kept, taken });
  if (instant === undefined) return [];
  return [{ message: `nothing listed is certainly inside at ${instant}` }];
}

interface Presence {
  /** A removed value is certainly inside between its start and its end, both excluded. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly kept: readonly number[];
  readonly taken: readonly number[];
}

/** An instant of the interval at which nothing is certainly inside. */
function instantWithout(interval: Interval, presence: Presence): number | undefined {
  const starts = counter(presence.starts);
  const ends = counter(presence.ends);
  const kept = counter(presence.kept);
  const taken = counter(presence.taken);
  for (const instant of instantsOf(interval, presence)) {
    const isSpanned = starts(instant, false) > ends(instant, true);
    if (!isSpanned && kept(instant, false) <= taken(instant, true)) return instant;
  }
  return undefined;
}

/** The ends of the interval, every time within at which something changes, and one in between. */
function instantsOf(interval: Interval, { starts, ends, kept, taken }: Presence): number[] {
  const within = (time: number): boolean => time > interval.call && time < interval.return;
  const times = [starts, ends, kept, taken].flatMap((each) => each.filter(within));
  times.push(interval.call, interval.return);
  times.sort((a, b) => a - b);
  const instants: number[] = [];
  times.forEach((time, at) => {
    if (at > 0 && time === times[at - 1]) return;
    if (at > 0) instants.push((times[at - 1]! + time) / 2);
    instants.push(time);
  });
  return instants;
}

/** Counts the times before an instant, or up to it; asked in ascending order of instants. */
function counter(times: readonly number[]): (instant: number, isIncluded: boolean) => number {
  const sorted = [...times].sort((a, b) => a - b);
  let count = 0;
  return (instant, isIncluded) => {
    while (
      count < sorted.length &&
      (sorted[count]! < instant || (isIncluded && sorted[count] === instant))
    ) {
      count += 1;
    }
    return count;
  };
}
