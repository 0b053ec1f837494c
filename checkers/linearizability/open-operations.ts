/**
 * Which operations are in flight at each return. In order of return: the returning one always comes
 * first, and of several of one kind the search needs the one that returns first.
 */

/** 128 MiB; a million operations with 32 of them in flight. */
const OPEN_WORDS_MAX = 1 << 25;

/** A list of members for each event, all in one array. */
export interface OpenOperations {
  readonly openStart: Int32Array;
  readonly open: Int32Array;
}

/**
 * The members in flight at each return event; `returns` has the rank of each member's return. O(n
 * c); `undefined` when that is more than the limit.
 */
export function openAtReturns(returns: Int32Array, events: Int32Array): OpenOperations | undefined {
  const openStart = new Int32Array(events.length + 1);
  let total = 0;
  let inFlight = 0;
  for (let at = 0; at < events.length; at++) {
    openStart[at] = total;
    if ((events[at]! & 1) === 1) total += inFlight--;
    else inFlight += 1;
  }
  openStart[events.length] = total;
  if (total > OPEN_WORDS_MAX) return undefined;
  const open = new Int32Array(total);
  const current: number[] = [];
  for (let at = 0; at < events.length; at++) {
    const member = events[at]! >> 1;
    if ((events[at]! & 1) === 0) {
      insertByReturn(current, member, returns);
      continue;
    }
    const start = openStart[at]!;
    for (let each = 0; each < current.length; each++) open[start + each] = current[each]!;
    current.shift();
  }
  return { openStart, open };
}

function insertByReturn(current: number[], member: number, returns: Int32Array): void {
  let at = current.length;
  current.push(member);
  while (at > 0 && returns[current[at - 1]!]! > returns[member]!) {
    current[at] = current[at - 1]!;
    at -= 1;
  }
  current[at] = member;
}
