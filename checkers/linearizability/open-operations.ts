/**
 * Which operations are in flight at each return. In order of return: the returning one always comes
 * first, and of several of one kind the search needs the one that returns first.
 */

import type { PreparedOperation } from './prepare.js';

/** 128 MiB; a million operations with 32 of them in flight. */
const OPEN_WORDS_MAX = 1 << 25;

/** A list of members for each event, all in one array. */
export interface OpenOperations {
  readonly openStart: Int32Array;
  readonly open: Int32Array;
}

/**
 * The members in flight at each return event. O(n c); `undefined` when that is more than the limit.
 */
export function openAtReturns(
  members: readonly PreparedOperation[],
  events: Int32Array,
): OpenOperations | undefined {
  const openStart = new Int32Array(events.length + 1);
  let total = 0;
  let inFlight = 0;
  events.forEach((event, at) => {
    openStart[at] = total;
    if ((event & 1) === 1) total += inFlight--;
    else inFlight += 1;
  });
  openStart[events.length] = total;
  if (total > OPEN_WORDS_MAX) return undefined;
  const open = new Int32Array(total);
  const current: number[] = [];
  const returnOf = (member: number): number => members[member]!.operation.return;
  events.forEach((event, at) => {
    const member = event >> 1;
    if ((event & 1) === 1) {
      open.set(current, openStart[at]);
      current.shift();
    } else {
      insertByReturn(current, member, returnOf);
    }
  });
  return { openStart, open };
}

function insertByReturn(
  current: number[],
  member: number,
  returnOf: (member: number) => number,
): void {
  let at = current.length;
  current.push(member);
  while (at > 0 && returnOf(current[at - 1]!) > returnOf(member)) {
    current[at] = current[at - 1]!;
    at -= 1;
  }
  current[at] = member;
}
