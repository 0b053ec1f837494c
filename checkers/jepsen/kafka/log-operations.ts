/**
 * What the operations on a log of messages did: each send and each polled message as a row of
 * columns. `send`, `poll` and `txn` hold micro-operations `["send", key, value]`, whose value turns
 * into `[offset, value]` once the offset is known, and `["poll"]`, which turns into
 * `["poll", {key: [[offset, value], ...]}]`.
 */

import type { Event } from '../../../src/history/event.js';
import type { Value } from '../../../src/history/value.js';
import { clientEvents, misunderstood, partners, UNPAIRED } from '../client-events.js';
import { ValueNumbering } from '../value-numbering.js';
import { elementsOf, entriesOf, integerOf, nameOf } from '../value-shapes.js';

/** No offset, no message, no such row. */
export const NONE = -1;

const MESSAGES_PER_KEY = 2 ** 32;

const LOG_FUNCTIONS: ReadonlySet<string> = new Set(['send', 'poll', 'txn']);

/** One message that an operation sent or polled. */
export interface LogAccess {
  readonly isSend: boolean;
  readonly key: number;
  /** {@link NONE} for a poll that found the key's log exhausted. */
  readonly message: number;
  /** {@link NONE} where the offset is not known. */
  readonly offset: number;
  /** Which micro-operation it was. */
  readonly place: number;
}

/**
 * The operations of a history of logs in the order of their ends; what never ended comes where it
 * began, as `info`. Keys and messages are numbers; equal values under different keys are different
 * messages.
 */
export class LogOperations {
  readonly events: readonly Event[];
  /** The completions, and unfinished invocations as `info`. */
  readonly operations: readonly Event[];
  /** By operation: the event of its invocation, if there is one. */
  readonly invocations: readonly (Event | undefined)[];
  /** By operation: where it began in the order of events, -1 where nobody knows. */
  readonly begins: Int32Array;
  /** By operation: where it ended. */
  readonly ends: Int32Array;
  /** By operation; empty for those that neither send nor poll. */
  readonly accesses: readonly (readonly LogAccess[])[];

  readonly #keys = new ValueNumbering();
  readonly #values = new ValueNumbering();
  readonly #messages = new Map<number, number>();
  readonly #invoked = new Set<number>();
  readonly #keyOf: number[] = [];
  readonly #valueOf: number[] = [];

  /** @throws HistoryError where a micro-operation is none of a log. */
  constructor(events: readonly Event[]) {
    this.events = clientEvents(events);
    const partner = partners(this.events);
    const operations: Event[] = [];
    const invocations: (Event | undefined)[] = [];
    const begins: number[] = [];
    const ends: number[] = [];
    this.events.forEach((event, at) => {
      const other = partner[at]!;
      if (event.type === 'invoke' && other !== UNPAIRED) return;
      operations.push(event.type === 'invoke' ? { ...event, type: 'info' } : event);
      invocations.push(event.type === 'invoke' ? event : this.events[other]);
      begins.push(event.type === 'invoke' ? at : other);
      ends.push(at);
    });
    this.operations = operations;
    this.invocations = invocations;
    this.begins = Int32Array.from(begins);
    this.ends = Int32Array.from(ends);
    this.accesses = operations.map((event, at) => {
      const invocation = invocations[at];
      if (event.value !== null || invocation === undefined) return this.#accessesOf(event);
      return this.#accessesOf({ ...event, value: invocation.value });
    });
    for (const invocation of invocations) {
      if (invocation === undefined) continue;
      for (const { message } of this.#accessesOf(invocation)) this.#invoked.add(message);
    }
  }

  /** Whether some invocation asked to send the message, be it completed with another or not. */
  wasInvoked(message: number): boolean {
    return this.#invoked.has(message);
  }

  /** How many different messages there are. */
  get messages(): number {
    return this.#keyOf.length;
  }

  /** How many different keys there are. */
  get keys(): number {
    return this.#keys.size;
  }

  /** The key a number stands for. */
  key(number: number): Value {
    return this.#keys.valueOf(number);
  }

  /** The number of the key of a message. */
  keyOf(message: number): number {
    return this.#keyOf[message]!;
  }

  /** The value of a message. */
  valueOf(message: number): Value {
    return this.#values.valueOf(this.#valueOf[message]!);
  }

  /** The number of a key as `assign` and `subscribe` name it. */
  numberOfKey(key: Value): number {
    return this.#keys.numberOf(sameKey(key));
  }

  #accessesOf(event: Event): LogAccess[] {
    const accesses: LogAccess[] = [];
    if (!LOG_FUNCTIONS.has(event.f) || event.value === null) return accesses;
    const operations = elementsOf(event.value);
    if (operations === undefined) throw misunderstood(event, 'list of sends and polls');
    operations.forEach((operation, place) => {
      const parts = elementsOf(operation) ?? [];
      const f = nameOf(parts[0]);
      if (f === 'send' && parts.length >= 2) accesses.push(this.#sent(parts, place));
      else if (f === 'poll') this.#polled(event, parts[1] ?? null, place, accesses);
      else throw misunderstood(event, 'list of ["send", key, value] and ["poll"]');
    });
    return accesses;
  }

  #sent(parts: readonly Value[], place: number): LogAccess {
    const key = this.numberOfKey(parts[1]!);
    const [offset, value] = pairOf(parts[2] ?? null) ?? [NONE, parts[2] ?? null];
    return { isSend: true, key, message: this.#message(key, value), offset, place };
  }

  #polled(event: Event, found: Value, place: number, accesses: LogAccess[]): void {
    if (found === null) return;
    const logs = entriesOf(found);
    if (logs === undefined) throw misunderstood(event, 'map from key to messages in a poll');
    for (const [name, list] of logs) {
      const key = this.numberOfKey(name);
      const pairs = elementsOf(list);
      if (pairs === undefined) throw misunderstood(event, 'list of messages in a poll');
      if (pairs.length === 0) {
        accesses.push({ isSend: false, key, message: NONE, offset: NONE, place });
      }
      for (const pair of pairs) {
        const known = pairOf(pair);
        if (known === undefined) throw misunderstood(event, 'pair [offset, value] in a poll');
        const [offset, value] = known;
        accesses.push({ isSend: false, key, message: this.#message(key, value), offset, place });
      }
    }
  }

  #message(key: number, value: Value): number {
    const number = this.#values.numberOf(value);
    const name = key * MESSAGES_PER_KEY + number;
    let message = this.#messages.get(name);
    if (message === undefined) {
      message = this.#keyOf.push(key) - 1;
      this.#valueOf.push(number);
      this.#messages.set(name, message);
    }
    return message;
  }
}

/** An offset, {@link NONE} for `null`, and a value. */
function pairOf(value: Value): readonly [number, Value] | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [offset, message] = value as readonly Value[] as readonly [Value, Value];
  if (offset === null) return [NONE, message];
  const integer = integerOf(offset);
  return integer === undefined || integer < 0n ? undefined : [Number(integer), message];
}

/** JSON has the keys of a poll as texts where those of a send are numbers. */
function sameKey(key: Value): Value {
  if (typeof key !== 'string' || !/^(0|[1-9]\d{0,8})$/.test(key)) return key;
  return Number(key);
}
