/**
 * From events to the strict history that checkers judge, and back. Pairing is strict: a process has
 * one operation open at a time and every completion has its invocation. Real time is kept as ranks:
 * dense, distinct integers, so that `a.return < b.call` says all there is to say of the order of
 * two operations.
 */

import { assert } from '../assert.js';
import { equalValues } from './equality.js';
import type { Event } from './event.js';
import type { History, Operation } from './operation.js';
import { differs, neverInvoked, openedTwice, refuseNamedClient } from './pairing-error.js';
import type { Value } from './value.js';

type Draft = { -readonly [Field in keyof Operation]: Operation[Field] };

/**
 * Joins invocations to completions, in the order of the list. Events of processes that are not
 * integers, such as `nemesis`, are left out. An operation that ends in `info`, or never, is open:
 * it returns at `Infinity`, and its process may go on. Linear.
 * @throws {@link HistoryError} when a process opens twice, when a completion has no invocation or
 * differs from it in `f` or key, and when all processes that invoke have names, so that nothing
 * would be left.
 */
export function toHistory(events: readonly Event[]): History {
  const operations: Draft[] = [];
  const open = new Map<number, Draft>();
  let rank = 0;
  for (const event of events) {
    const process = event.process;
    if (typeof process !== 'number' || !Number.isInteger(process)) continue;
    const pending = open.get(process);
    if (event.type === 'invoke') {
      if (pending !== undefined) throw openedTwice(event, pending.f);
      const operation = invocation(event, process, operations.length, rank++);
      operations.push(operation);
      open.set(process, operation);
    } else {
      if (pending === undefined) throw neverInvoked(event);
      complete(pending, event);
      if (event.type !== 'info') pending.return = rank++;
      open.delete(process);
    }
  }
  if (operations.length === 0) {
    const named = events.find((event) => event.type === 'invoke');
    if (named !== undefined) refuseNamedClient(named);
  }
  return { operations };
}

/**
 * The events of a history in the order of its ranks, indexed from 0. What is left open gets its
 * `info` just before the next invocation of its process, or at the end, so that
 * `toHistory(toEvents(history))` is the same history.
 */
export function toEvents(history: History): Event[] {
  const events: Event[] = [];
  const crashed = new Map<number | string, Operation>();
  for (const { operation, isCall } of boundaries(history)) {
    if (!isCall) {
      events.push(completionEvent(operation, events.length));
      continue;
    }
    const before = crashed.get(operation.process);
    if (before !== undefined) {
      events.push(completionEvent(before, events.length));
      crashed.delete(operation.process);
    }
    events.push(invocationEvent(operation, events.length));
    if (operation.outcome === 'info') crashed.set(operation.process, operation);
  }
  for (const operation of crashed.values()) {
    events.push(completionEvent(operation, events.length));
  }
  return events;
}

/**
 * The operations that `keep` chooses, as a strict history of their own: ids and ranks are dense
 * again.
 */
export function restrict(history: History, keep: (operation: Operation) => boolean): History {
  const kept = history.operations.filter(keep);
  const drafts = new Map<Operation, Draft>();
  let rank = 0;
  for (const { operation, isCall } of boundaries({ operations: kept })) {
    if (isCall) {
      drafts.set(operation, { ...operation, id: drafts.size, call: rank++ });
    } else {
      const draft = drafts.get(operation);
      assert(draft !== undefined, 'an operation returns before its call');
      draft.return = rank++;
    }
  }
  return { operations: [...drafts.values()] };
}

/** A call or a return. */
export interface Boundary {
  readonly operation: Operation;
  readonly isCall: boolean;
  readonly rank: number;
}

/** Calls and returns in the order of rank; log-linear. What is open has no return. */
export function boundaries(history: History): Boundary[] {
  const all: Boundary[] = [];
  for (const operation of history.operations) {
    all.push({ operation, isCall: true, rank: operation.call });
    if (operation.return !== Infinity) {
      all.push({ operation, isCall: false, rank: operation.return });
    }
  }
  return all.sort((left, right) => left.rank - right.rank);
}

function invocation(event: Event, process: number, id: number, call: number): Draft {
  const operation: Draft = {
    id,
    process,
    f: event.f,
    input: event.value,
    output: null,
    outcome: 'info',
    call,
    return: Infinity,
  };
  if (event.key !== undefined) operation.key = event.key;
  if (event.timeNs !== undefined) operation.callNs = event.timeNs;
  return operation;
}

function complete(operation: Draft, event: Event): void {
  assert(event.type !== 'invoke', 'an invocation is no completion');
  if (event.f !== operation.f) throw differs(event, `f ${event.f}`, operation.f);
  if (event.key !== undefined) {
    if (operation.key === undefined) operation.key = event.key;
    else if (!equalValues(event.key, operation.key)) throw differs(event, 'a key', 'another');
  }
  operation.outcome = event.type;
  operation.output = event.value;
  if (event.error !== undefined) operation.error = event.error;
  if (event.timeNs !== undefined) operation.returnNs = event.timeNs;
}

function invocationEvent(operation: Operation, index: number): Event {
  const { process, f, key, callNs } = operation;
  return {
    index,
    type: 'invoke',
    process,
    f,
    value: operation.input,
    ...(key === undefined ? {} : { key }),
    ...(callNs === undefined ? {} : { timeNs: callNs }),
  };
}

function completionEvent(operation: Operation, index: number): Event {
  const { process, f, key, error, returnNs } = operation;
  const value: Value = operation.output;
  return {
    index,
    type: operation.outcome,
    process,
    f,
    value,
    ...(key === undefined ? {} : { key }),
    ...(error === undefined ? {} : { error }),
    ...(returnNs === undefined ? {} : { timeNs: returnNs }),
  };
}
