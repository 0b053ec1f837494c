/**
 * What the decoders of all formats have in common: pieces of text go in, events come out as soon as
 * they are whole.
 */

import type { Event } from '../event.js';
import { timedEvents } from '../timed-operations.js';
import type { TimedOperation } from '../timed-operations.js';
import { eventOf } from './event-fields.js';
import type { EventOptions } from './event-fields.js';
import type { Fields } from './fields.js';
import { operationOf } from './operation-fields.js';
import type { Located } from './parse-error.js';
import type { Complainer } from './text-reader.js';

/**
 * Takes the pieces of a text in order; its place is where reading goes on. After an error it is
 * spent.
 */
export interface EventDecoder extends Located {
  /** The events that are whole with this piece. */
  push(piece: string): Event[];
  /** The events that only the end of the text makes whole. */
  end(): Event[];
}

/**
 * Makes events of fields, in order. Operations are kept until the end, for only then is their order
 * known: reading them takes memory in proportion to the file.
 */
export class EventCollector {
  readonly #options: EventOptions;
  readonly #operations: TimedOperation[] = [];
  #kind: 'events' | 'operations' | undefined;
  #before: number;

  /**
   * Without a kind, the first map decides: an operation has a `call`. `before` is the index of the
   * event in front of the first, if there is one.
   */
  constructor(
    kind: 'events' | 'operations' | undefined,
    options: EventOptions,
    before: number = -1,
  ) {
    this.#kind = kind;
    this.#options = options;
    this.#before = before;
  }

  /** Adds the event of `fields` to `events`, or keeps their operation for the end. */
  add(fields: Fields, reader: Complainer, events: Event[]): void {
    this.#kind ??= fields.has('call') ? 'operations' : 'events';
    if (this.#kind === 'operations') {
      this.#operations.push(operationOf(fields, this.#options, reader));
      return;
    }
    const event = eventOf(fields, this.#before, this.#options, reader);
    this.#before = event.index;
    events.push(event);
  }

  /** The events of the operations that were kept. */
  end(): Event[] {
    return timedEvents(this.#operations, { keepTimes: true });
  }
}
