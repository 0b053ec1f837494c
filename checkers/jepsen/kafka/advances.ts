/**
 * Whether sends and polls go through the logs in order: within one operation, and from one
 * operation of a process to its next. Who goes back or stays is not monotonic; who goes on by more
 * than one skips. Jepsen gives a process that crashed a new name; here it may go on, from wherever
 * its crashed poll left it, while its crashed sends are still under way.
 */

import type { Event } from '../../../src/history/event.js';
import type { Value } from '../../../src/history/value.js';
import { Listing } from '../listing.js';
import { recordedOperation } from '../recorded-operation.js';
import { elementsOf, fieldOf } from '../value-shapes.js';
import { NONE, type LogAccess, type LogOperations } from './log-operations.js';
import type { VersionOrders } from './version-orders.js';

/** Errors of the six kinds, empty where there are none. */
export interface Advances {
  readonly 'int-poll-skip': readonly Value[];
  readonly 'int-nonmonotonic-poll': readonly Value[];
  readonly 'int-send-skip': readonly Value[];
  readonly 'int-nonmonotonic-send': readonly Value[];
  readonly 'poll-skip': readonly Value[];
  readonly 'nonmonotonic-poll': readonly Value[];
  readonly 'nonmonotonic-send': readonly Value[];
}

type Errors = { [Kind in keyof Advances]: Value[] };

/** By key: the operation that accessed it last, and the last message there. */
type Last = Map<number, { readonly operation: number; readonly message: number }>;

/** Follows every operation and every process. Linear, but for what is listed as skipped. */
export function findAdvances(log: LogOperations, orders: VersionOrders): Advances {
  const walk = new Walk(log, orders);
  log.operations.forEach((_, operation) => walk.take(operation));
  return walk.errors;
}

class Walk {
  readonly errors: Errors = {
    'int-poll-skip': [],
    'int-nonmonotonic-poll': [],
    'int-send-skip': [],
    'int-nonmonotonic-send': [],
    'poll-skip': [],
    'nonmonotonic-poll': [],
    'nonmonotonic-send': [],
  };
  readonly #polls = new Map<number | string, Last>();
  readonly #sends = new Map<number | string, Last>();
  readonly #listing = new Listing();

  constructor(
    readonly log: LogOperations,
    readonly orders: VersionOrders,
  ) {}

  take(operation: number): void {
    const event = this.log.operations[operation]!;
    if (event.f === 'assign' || event.f === 'subscribe') {
      if (event.type !== 'fail') this.#subscribe(event);
      return;
    }
    const accesses = this.log.accesses[operation]!;
    this.#within(event, accesses);
    if (event.f === 'poll' || event.f === 'txn') this.#polled(event, operation);
    if (event.type !== 'fail') this.#sent(event, operation);
  }

  /** Who gets other keys goes on only with those that stay. */
  #subscribe(event: Event): void {
    const kept = new Set((elementsOf(event.value) ?? []).map((key) => this.log.numberOfKey(key)));
    for (const processes of [this.#polls, this.#sends]) {
      const last = processes.get(event.process);
      if (last === undefined) continue;
      for (const key of last.keys()) if (!kept.has(key)) last.delete(key);
    }
  }

  /** Pairs of messages of one key, one after the other in one operation. */
  #within(event: Event, accesses: readonly LogAccess[]): void {
    const rebalanced = this.#rebalanced(event);
    const lastPoll = new Map<number, number>();
    const lastSend = new Map<number, number>();
    for (const { isSend, key, message } of accesses) {
      if (message === NONE) continue;
      const last = isSend ? lastSend : lastPoll;
      const before = last.get(key);
      last.set(key, message);
      if (before === undefined || (!isSend && rebalanced.has(key))) continue;
      const delta = this.#delta(before, message);
      if (delta === 1) continue;
      const what = isSend ? 'send' : 'poll';
      const values = [this.log.valueOf(before), this.log.valueOf(message)];
      const error = { key: this.log.key(key), values, delta };
      const op = recordedOperation(event);
      if (delta < 1) this.errors[`int-nonmonotonic-${what}`].push({ ...error, op });
      else {
        const skipped = this.#skipped(before, message);
        this.errors[`int-${what}-skip`].push({ ...error, skipped, op });
      }
    }
  }

  #polled(event: Event, operation: number): void {
    const last = lastOf(this.#polls, event.process);
    const { first, final } = endsOf(this.log.accesses[operation]!, false);
    for (const [key, message] of first) {
      const before = last.get(key);
      if (before === undefined) continue;
      const delta = this.#delta(before.message, message);
      if (delta === 1) continue;
      const ops = [before.operation, operation].map((at) =>
        recordedOperation(this.log.operations[at]!),
      );
      const name = this.log.key(key);
      if (delta > 1) {
        const skipped = this.#skipped(before.message, message);
        this.errors['poll-skip'].push({ key: name, delta, skipped, ops });
      } else {
        const values = [this.log.valueOf(before.message), this.log.valueOf(message)];
        this.errors['nonmonotonic-poll'].push({ key: name, values, delta, ops });
      }
    }
    // A crashed poll may have moved its process on, and nobody knows how far.
    if (event.type === 'info') this.#polls.delete(event.process);
    if (event.type !== 'ok') return;
    for (const [key, message] of final) last.set(key, { operation, message });
  }

  #sent(event: Event, operation: number): void {
    const last = lastOf(this.#sends, event.process);
    const { first, final } = endsOf(this.log.accesses[operation]!, true);
    for (const [key, message] of first) {
      const before = last.get(key);
      const delta = before === undefined ? 1 : this.#delta(before.message, message);
      if (before === undefined || delta >= 1) continue;
      const values = [this.log.valueOf(before.message), this.log.valueOf(message)];
      const ops = [before.operation, operation].map((at) =>
        recordedOperation(this.log.operations[at]!),
      );
      this.errors['nonmonotonic-send'].push({ key: this.log.key(key), values, delta, ops });
    }
    // A crashed send may take effect after all that its process does later.
    if (event.type !== 'ok') return;
    for (const [key, message] of final) last.set(key, { operation, message });
  }

  /** By how many indexes `after` comes behind `before`; one where nobody knows. */
  #delta(before: number, after: number): number {
    if (before === NONE || after === NONE) return 1;
    const { indexOf } = this.orders;
    const [from, to] = [indexOf[before]!, indexOf[after]!];
    return from === NONE || to === NONE ? 1 : to - from;
  }

  #skipped(before: number, after: number): Value[] {
    const { indexOf, logs } = this.orders;
    const [from, to] = [indexOf[before]! + 1, indexOf[after]!];
    const entries = logs[this.log.keyOf(before)]!;
    const count = this.#listing.take(to - from);
    return entries.slice(from, from + count).map(({ messages }) => this.log.valueOf(messages[0]!));
  }

  /** Keys that went to another consumer and back during the operation. */
  #rebalanced(event: Event): ReadonlySet<number> {
    const keys = new Set<number>();
    for (const entry of elementsOf(event.extra?.get('rebalance-log') ?? null) ?? []) {
      for (const key of elementsOf(fieldOf(entry, 'keys') ?? null) ?? []) {
        keys.add(this.log.numberOfKey(key));
      }
    }
    return keys;
  }
}

function lastOf(processes: Map<number | string, Last>, process: number | string): Last {
  let last = processes.get(process);
  if (last === undefined) processes.set(process, (last = new Map()));
  return last;
}

/** By key the first and the last message that an operation polled or sent there. */
function endsOf(
  accesses: readonly LogAccess[],
  sends: boolean,
): { first: Map<number, number>; final: Map<number, number> } {
  const first = new Map<number, number>();
  const final = new Map<number, number>();
  for (const { isSend, key, message } of accesses) {
    if (isSend !== sends) continue;
    if (message !== NONE && (first.get(key) ?? NONE) === NONE) first.set(key, message);
    if (message !== NONE || !final.has(key)) final.set(key, message);
  }
  return { first, final };
}
