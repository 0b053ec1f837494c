/**
 * One part of a history compiled to columns of integers, which is all the search looks at: events
 * in order, a bit for each operation in flight (bits are reused after a return), and operations of
 * one kind made indistinguishable.
 */

import { OPEN } from '../../src/history/columns/operation-columns.js';
import type { Call, Model } from '../model.js';
import { layoutCounts, type CountLayout } from './crashed-counts.js';
import { openAtReturns } from './open-operations.js';
import { callFailed } from './call-failed.js';
import { kindsOf } from './kinds.js';
import { eventsOf, type Part } from './part.js';
import type { Reductions } from './reductions.js';

/** Members are numbered in order of call; kinds in order of their first member. */
export interface Columns {
  readonly part: Part;
  /**
   * A call for each kind: members of a kind have the same function, arguments, answer and outcome.
   */
  readonly kinds: readonly Call[];
  readonly kindOf: Int32Array;
  /** 1 for a kind that the search takes as soon as it fits. */
  readonly observes: Uint8Array;
  /** 1 for a kind whose answer the look-ahead of the model understands. */
  readonly demands: Uint8Array;
  /** Calls and returns of members that returned, in order: member * 2, plus 1 for a return. */
  readonly events: Int32Array;
  /** Where in the mask of a configuration each member has its bit. */
  readonly maskWord: Int32Array;
  readonly maskBit: Int32Array;
  readonly maskWords: number;
  /**
   * For each event the start in `open` of the members in flight there, by return; empty for calls.
   */
  readonly openStart: Int32Array;
  readonly open: Int32Array;
  /**
   * Crashed members by field: their kind, the members by call, and the event before which each was
   * called.
   */
  readonly crashedKinds: Int32Array;
  readonly crashedMembers: readonly Int32Array[];
  readonly crashedFrom: readonly Int32Array[];
  readonly counts: CountLayout;
}

/**
 * Compiles a part. O(n log n) time, O(n c) memory for c operations in flight at once.
 * `undefined` when too many are in flight at once for the columns to fit their limit.
 */
export function compile(part: Part, model: Model, reductions: Reductions): Columns | undefined {
  const { kinds, kindOf } = kindsOf(part);
  const observes = Uint8Array.from(kinds, (call) =>
    reductions.observersAtOnce && call.outcome !== 'info' && observesOf(model, call) ? 1 : 0,
  );
  const demands = Uint8Array.from(kinds, (call) =>
    reductions.lookAhead && call.outcome === 'ok' && model.lookAhead?.demands(call) === true
      ? 1
      : 0,
  );
  const events = completedEvents(part);
  const open = openAtReturns(part.return, events);
  if (open === undefined) return undefined;
  return {
    part,
    kinds,
    kindOf,
    observes,
    demands,
    events,
    ...assignBits(part.size, events),
    ...open,
    ...groupCrashed(part, kindOf, events, reductions),
  };
}

function observesOf(model: Model, call: Call): boolean {
  try {
    return model.observes?.(call) === true;
  } catch (cause) {
    throw callFailed(model, call, cause);
  }
}

/** Calls and returns of what returned, in order. */
function completedEvents(part: Part): Int32Array {
  const events = eventsOf(part);
  let kept = 0;
  for (let rank = 0; rank < events.length; rank++) {
    const event = events[rank]!;
    if (part.return[event >> 1] !== OPEN) events[kept++] = event;
  }
  return events.subarray(0, kept);
}

function assignBits(
  size: number,
  events: Int32Array,
): Pick<Columns, 'maskWord' | 'maskBit' | 'maskWords'> {
  const maskWord = new Int32Array(size);
  const maskBit = new Int32Array(size);
  const slotOf = new Int32Array(size);
  const free: number[] = [];
  let slots = 0;
  for (const event of events) {
    const member = event >> 1;
    if ((event & 1) === 1) {
      free.push(slotOf[member]!);
      continue;
    }
    const slot = free.pop() ?? slots++;
    slotOf[member] = slot;
    maskWord[member] = slot >> 5;
    maskBit[member] = 1 << (slot & 31);
  }
  return { maskWord, maskBit, maskWords: (slots + 31) >> 5 };
}

function groupCrashed(
  part: Part,
  kindOf: Int32Array,
  events: Int32Array,
  reductions: Reductions,
): Pick<Columns, 'crashedKinds' | 'crashedMembers' | 'crashedFrom' | 'counts'> {
  const fields = new Map<number, { kind: number; members: number[]; from: number[] }>();
  let event = 0;
  for (let member = 0; member < part.size; member++) {
    if (part.return[member] !== OPEN) continue;
    const call = part.call[member]!;
    while (event < events.length && rankOf(part, events[event]!) < call) event += 1;
    const kind = kindOf[member]!;
    const name = reductions.symmetry ? kind : member;
    const field = fields.get(name) ?? { kind, members: [], from: [] };
    field.members.push(member);
    field.from.push(event);
    fields.set(name, field);
  }
  const all = [...fields.values()];
  return {
    crashedKinds: Int32Array.from(all, (field) => field.kind),
    crashedMembers: all.map((field) => Int32Array.from(field.members)),
    crashedFrom: all.map((field) => Int32Array.from(field.from)),
    counts: layoutCounts(all.map((field) => field.members.length)),
  };
}

function rankOf(part: Part, event: number): number {
  const member = event >> 1;
  return (event & 1) === 1 ? part.return[member]! : part.call[member]!;
}
