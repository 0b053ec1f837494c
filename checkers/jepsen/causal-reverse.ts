/**
 * Causal reverse: a write is seen, but not one that had ended before it began. Strict
 * serializability forbids that; serializability does not.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents, misunderstood } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer, others, type Finding } from './judgement.js';
import { Listing } from './listing.js';
import { describeEvent, recordedOperation } from './recorded-operation.js';
import { ValueNumbering } from './value-numbering.js';
import { elementsOf } from './value-shapes.js';

interface Reversal {
  readonly read: Event;
  /** The write that was seen, and one that was not. */
  readonly seen: number;
  readonly missed: number;
  readonly recorded: { readonly [field: string]: Value };
}

const NEVER = -1;

/**
 * Judges `write`s of distinct values and `read`s of all of them. A value that is written again
 * counts from its first write; Jepsen counts from its last, and blames reads in between. Linear in
 * what is read and, up to a million values, in what is missing.
 */
export function causalReverse(): EventChecker {
  return {
    name: 'causal-reverse',
    check(events) {
      const clients = clientEvents(events);
      const writes = new Writes(clients);
      const listing = new Listing();
      const errors: Reversal[] = [];
      for (const event of clients) {
        if (event.f !== 'read' || event.type !== 'ok' || event.value === null) continue;
        const error = writes.reversalIn(event, listing);
        if (error !== undefined) errors.push(error);
      }
      const [first] = errors;
      return answer('causal-reverse', {
        judged: events.length,
        result: {
          'valid?': errors.length === 0,
          errors: errors.map(({ recorded }) => recorded),
        },
        findings: first === undefined ? [] : [writes.findingOf(first, errors.length - 1)],
      });
    },
  };
}

/** When each value was written. */
class Writes {
  readonly #numbering = new ValueNumbering();
  /** By value: its first invocation, how many values had been written by then, its first end. */
  readonly #begun: (Event | undefined)[] = [];
  readonly #before: number[] = [];
  readonly #done: number[] = [];
  readonly #ends: Event[] = [];
  /** Values in the order of their first ends. */
  readonly #order: number[] = [];

  constructor(events: readonly Event[]) {
    for (const event of events) {
      if (event.f !== 'write') continue;
      const value = this.#numberOf(event.value);
      if (event.type === 'invoke' && this.#begun[value] === undefined) {
        this.#begun[value] = event;
        // A value that was written before this invocation has no beginning on record.
        if (this.#done[value] === NEVER) this.#before[value] = this.#order.length;
      } else if (event.type === 'ok' && this.#done[value] === NEVER) {
        this.#done[value] = this.#order.length;
        this.#order.push(value);
        this.#ends.push(event);
      }
    }
  }

  reversalIn(read: Event, listing: Listing): Reversal | undefined {
    const values = elementsOf(read.value);
    if (values === undefined) throw misunderstood(read, 'collection of values');
    const seen = new Set<number>();
    let expected = 0;
    let latest = NEVER;
    for (const value of values) {
      const number = this.#numberOf(value);
      seen.add(number);
      if (this.#before[number]! <= expected) continue;
      expected = this.#before[number]!;
      latest = number;
    }
    let missing = expected;
    for (const number of seen) {
      if (this.#done[number]! !== NEVER && this.#done[number]! < expected) missing--;
    }
    if (missing === 0) return undefined;
    const listed = listing.take(missing);
    const missed: number[] = [];
    for (let at = 0; missed.length < listed; at++) {
      if (!seen.has(this.#order[at]!)) missed.push(this.#order[at]!);
    }
    const { value: _value, ...operation } = recordedOperation(read);
    const recorded = {
      ...operation,
      missing: new Set(missed.map((number) => this.#numbering.valueOf(number))),
      'expected-count': expected,
    };
    return { read, seen: latest, missed: missed[0]!, recorded };
  }

  findingOf({ read, seen, missed }: Reversal, more: number): Finding {
    const begun = this.#begun[seen]!;
    const ended = this.#ends[this.#done[missed]!]!;
    const [late, early] = [seen, missed].map((number) =>
      describeValue(this.#numbering.valueOf(number)),
    );
    return {
      kind: 'causal-reverse',
      message: `a read sees ${late}, but not ${early}, which was written before${others(more)}`,
      explanation: [
        `${describeEvent(ended)}.`,
        `Only then ${describeEvent(begun)}.`,
        `Later, ${describeEvent(read)}: it has ${late} and misses ${early}.`,
      ],
      events: [ended, begun, read],
    };
  }

  #numberOf(value: Value): number {
    const number = this.#numbering.numberOf(value);
    if (number === this.#before.length) {
      this.#begun.push(undefined);
      this.#before.push(0);
      this.#done.push(NEVER);
    }
    return number;
  }
}
