/**
 * One part of a history, usually a key, in columns of its own: the operations an order must or may
 * hold, with ranks that are dense within the part. Monitors and the search look at nothing else.
 */

import { OPEN, OUTCOME } from '../../src/history/columns/operation-columns.js';
import type { OperationColumns } from '../../src/history/columns/operation-columns.js';
import { NO_VALUE } from '../../src/history/columns/value-table.js';
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
  const kept: number[] = [];
  for (let member = 0; member < part.size && part.call[member]! <= now; member++) {
    if (part.return[member]! <= now || !observes(member)) kept.push(member);
  }
  const members = Int32Array.from(kept);
  const outcome = members.map((member) => part.outcome[member]!);
  const output = members.map((member) => part.output[member]!);
  members.forEach((member, at) => {
    if (part.return[member]! <= now) return;
    outcome[at] = OUTCOME.info;
    output[at] = -1;
  });
  return restrictPart(part, members, {
    outcome: Uint8Array.from(outcome),
    output,
    return: members.map((member) => (part.return[member]! <= now ? part.return[member]! : OPEN)),
  });
}

/**
 * The members of a part, ascending, as a part of their own, with some columns replaced; ranks are
 * made dense again. Linear in the ranks of the part.
 */
export function restrictPart(
  part: Part,
  members: Int32Array,
  replaced: Partial<Pick<Part, 'outcome' | 'output' | 'return'>> = {},
): Part {
  const pick = (column: Int32Array): Int32Array => members.map((member) => column[member]!);
  const returned = replaced.return ?? pick(part.return);
  return {
    ...(part.key === undefined ? {} : { key: part.key }),
    history: part.history,
    size: members.length,
    place: pick(part.place),
    f: Uint8Array.from(members, (member) => part.f[member]!),
    keys: pick(part.keys),
    input: pick(part.input),
    output: replaced.output ?? pick(part.output),
    outcome: replaced.outcome ?? Uint8Array.from(members, (member) => part.outcome[member]!),
    reason:
      part.reason === undefined
        ? undefined
        : Uint8Array.from(members, (member) => part.reason![member]!),
    ...denseRanks(pick(part.call), returned, part.ranks),
  };
}

/** Ranks 0, 1, 2 and so on for calls and returns that are distinct and below `limit`. */
export function denseRanks(
  call: Int32Array,
  returned: Int32Array,
  limit: number,
): Pick<Part, 'call' | 'return' | 'ranks'> {
  const order = new Int32Array(limit);
  for (const rank of call) order[rank] = 1;
  for (const rank of returned) if (rank !== OPEN) order[rank] = 1;
  let ranks = 0;
  for (let rank = 0; rank < limit; rank++) {
    const isUsed = order[rank]!;
    order[rank] = ranks;
    ranks += isUsed;
  }
  return {
    call: call.map((rank) => order[rank]!),
    return: returned.map((rank) => (rank === OPEN ? OPEN : order[rank]!)),
    ranks,
  };
}
