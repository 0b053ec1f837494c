/**
 * One part of a history, usually a key, in columns of its own: the operations an order must or may
 * hold, with ranks that are dense within the part. Monitors and the search look at nothing else.
 */

import { OPEN, OUTCOME } from '../../src/history/columns/operation-columns.js';
import type { OperationColumns } from '../../src/history/columns/operation-columns.js';
import { NO_VALUE, NULL_CODE } from '../../src/history/columns/value-table.js';
import type { Value } from '../../src/history/value.js';
import type { Call, FailureReason } from '../model.js';

/** What a failed operation saw, as it stands in the column; 0 for one that did not fail. */
export const FAILURE_REASONS: readonly (FailureReason | undefined)[] = [
  undefined,
  'compare-failed',
  'key-missing',
];

/**
 * Operations to be judged together, in order of call. Failed ones are there only with a reason.
 * Crashed ones (`OUTCOME.info`) have no answer: their `output` is the code of `null`.
 */
export interface Part {
  readonly key?: Value;
  readonly size: number;
  /** Where an operation stands in the columns of the whole history. */
  readonly place: Int32Array;
  /** Index into `history.functions`. */
  readonly f: Uint8Array;
  /** Codes in `history.values`; `NO_VALUE` without a key. */
  readonly keys: Int32Array;
  readonly input: Int32Array;
  readonly output: Int32Array;
  /** `OUTCOME`. */
  readonly outcome: Uint8Array;
  /** Index into {@link FAILURE_REASONS}; `undefined` when no operation of the part failed. */
  readonly reason: Uint8Array | undefined;
  /** Ranks within the part: 0 to `ranks` - 1, each once; `OPEN` for what never returned. */
  readonly call: Int32Array;
  readonly return: Int32Array;
  readonly ranks: number;
  /** What the parts of a history share. */
  readonly history: Pick<OperationColumns, 'functions' | 'values'>;
}

/** The call that a model sees of a member of the part. */
export function callAt(part: Part, member: number): Call {
  const { history } = part;
  const key = part.keys[member]!;
  const reason = FAILURE_REASONS[part.reason?.[member] ?? 0];
  return {
    f: history.functions[part.f[member]!]!,
    ...(key === NO_VALUE ? {} : { key: history.values.valueOf(key) }),
    input: history.values.valueOf(part.input[member]!),
    output: history.values.valueOf(part.output[member]!),
    outcome: outcomeAt(part, member),
    ...(reason === undefined ? {} : { reason }),
  };
}

function outcomeAt(part: Part, member: number): Call['outcome'] {
  const outcome = part.outcome[member];
  if (outcome === OUTCOME.ok) return 'ok';
  return outcome === OUTCOME.fail ? 'fail' : 'info';
}

/** The rank of each event as `member * 2`, plus 1 for a return. Linear. */
export function eventsOf(part: Part): Int32Array {
  const events = new Int32Array(part.ranks);
  for (let member = 0; member < part.size; member++) {
    events[part.call[member]!] = 2 * member;
    const returned = part.return[member]!;
    if (returned !== OPEN) events[returned] = 2 * member + 1;
  }
  return events;
}

/**
 * What was known of the part just after the event of rank `now`: later calls are gone, operations
 * that had not returned are open, and those that only observe are gone with their answers. Linear.
 * @param observes whether a member changes no state whatever.
 */
export function partUpTo(part: Part, now: number, observes: (member: number) => boolean): Part {
  const called = countCalled(part, now);
  const outcome = part.outcome.slice(0, called);
  const output = part.output.slice(0, called);
  const returned = part.return.slice(0, called);
  const gone: number[] = [];
  for (let member = 0; member < called; member++) {
    if (returned[member]! <= now) continue;
    if (returned[member] !== OPEN && observes(member)) gone.push(member);
    outcome[member] = OUTCOME.info;
    output[member] = NULL_CODE;
    returned[member] = OPEN;
  }
  const { place, f, keys, input, reason, call, history } = part;
  const known: Part = {
    ...(part.key === undefined ? {} : { key: part.key }),
    size: called,
    place: place.subarray(0, called),
    f: f.subarray(0, called),
    keys: keys.subarray(0, called),
    input: input.subarray(0, called),
    output,
    outcome,
    reason: reason?.subarray(0, called),
    call: call.subarray(0, called),
    return: returned,
    ranks: now + 1,
    history,
  };
  return gone.length === 0 ? known : without(known, gone);
}

/** The part without a few members, none of which returned, given in order. Linear. */
function without(part: Part, gone: readonly number[]): Part {
  const kept = new Int32Array(part.size - gone.length);
  for (let member = 0, at = 0, next = 0; member < part.size; member++) {
    if (member === gone[next]) next += 1;
    else kept[at++] = member;
  }
  const first = part.call[gone[0]!]!;
  const ranks = gone.map((member) => part.call[member]!);
  const moved = (rank: number): number => {
    if (rank < first || rank === OPEN) return rank;
    return rank - ranks.filter((each) => each < rank).length;
  };
  const picked = pickMembers(part, kept);
  return {
    ...picked,
    call: picked.call.map(moved),
    return: picked.return.map(moved),
    ranks: part.ranks - gone.length,
  };
}

function countCalled({ call, size }: Part, now: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (call[middle]! <= now) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The members of a part, ascending, as a part of their own; ranks are made dense again. Linear in
 * the ranks of the part, or log-linear in a few members.
 */
export function restrictPart(part: Part, members: Int32Array): Part {
  const picked = pickMembers(part, members);
  return { ...picked, ...denseRanks(picked.call, picked.return, part.ranks) };
}

/** The columns of some members, with the ranks they had. */
function pickMembers(part: Part, members: Int32Array): Part {
  const pick = (column: Int32Array): Int32Array => {
    const picked = new Int32Array(members.length);
    for (let at = 0; at < members.length; at++) picked[at] = column[members[at]!]!;
    return picked;
  };
  const bytes = (column: Uint8Array): Uint8Array => {
    const picked = new Uint8Array(members.length);
    for (let at = 0; at < members.length; at++) picked[at] = column[members[at]!]!;
    return picked;
  };
  return {
    ...(part.key === undefined ? {} : { key: part.key }),
    history: part.history,
    size: members.length,
    place: pick(part.place),
    f: bytes(part.f),
    keys: pick(part.keys),
    input: pick(part.input),
    output: pick(part.output),
    outcome: bytes(part.outcome),
    reason: part.reason && bytes(part.reason),
    call: pick(part.call),
    return: pick(part.return),
    ranks: part.ranks,
  };
}

/**
 * Ranks 0, 1, 2 and so on for calls and returns that are distinct and below `limit`; changes the
 * arrays.
 */
function denseRanks(
  call: Int32Array,
  returned: Int32Array,
  limit: number,
): Pick<Part, 'call' | 'return' | 'ranks'> {
  const few = fewRanks(call, returned, limit);
  if (few !== undefined) return few;
  const order = new Int32Array(limit);
  for (let at = 0; at < call.length; at++) {
    order[call[at]!] = 1;
    if (returned[at] !== OPEN) order[returned[at]!] = 1;
  }
  let ranks = 0;
  for (let rank = 0; rank < limit; rank++) {
    const isUsed = order[rank]!;
    order[rank] = ranks;
    ranks += isUsed;
  }
  for (let at = 0; at < call.length; at++) {
    call[at] = order[call[at]!]!;
    if (returned[at] !== OPEN) returned[at] = order[returned[at]!]!;
  }
  return { call, return: returned, ranks };
}

/** The same by sorting, for a few ranks far apart. */
function fewRanks(
  call: Int32Array,
  returned: Int32Array,
  limit: number,
): Pick<Part, 'call' | 'return' | 'ranks'> | undefined {
  if (call.length * 32 > limit) return undefined;
  const used = [...call, ...returned.filter((rank) => rank !== OPEN)].sort((a, b) => a - b);
  const order = new Map(used.map((rank, at) => [rank, at]));
  return {
    call: call.map((rank) => order.get(rank)!),
    return: returned.map((rank) => (rank === OPEN ? OPEN : order.get(rank)!)),
    ranks: used.length,
  };
}
