/**
 * Decodes bytes by way of a decoder of texts, and hands its events to a builder.
 */

import type { Event } from '../../event.js';
import { withoutMark } from '../decode.js';
import type { EventDecoder } from '../event-decoder.js';
import type { Origin } from '../parse-error.js';

/** What is built of events. */
export interface EventBuilder {
  add(event: Event): void;
}

/** Takes the pieces of a text in order, cut anywhere. Linear. */
export class TextFeed {
  /** Whether no event came so far. */
  isEmpty = true;
  readonly #decoder: EventDecoder;
  readonly #builder: EventBuilder;
  readonly #text = new TextDecoder('utf-8', { ignoreBOM: true });
  #isBegun: boolean;

  /** `isBegun` says that the decoder is for the rest of a text. */
  constructor(decoder: EventDecoder, builder: EventBuilder, isBegun: boolean) {
    this.#decoder = decoder;
    this.#builder = builder;
    this.#isBegun = isBegun;
  }

  /** Where reading goes on. */
  get place(): Origin {
    return this.#decoder.place;
  }

  push(bytes: Uint8Array): void {
    this.#read(this.#text.decode(bytes, { stream: true }));
  }

  end(): void {
    this.#read(this.#text.decode());
    this.#take(this.#decoder.end());
  }

  #read(text: string): void {
    if (text === '') return;
    this.#take(this.#decoder.push(this.#isBegun ? text : withoutMark(text)));
    this.#isBegun = true;
  }

  #take(events: readonly Event[]): void {
    if (events.length > 0) this.isEmpty = false;
    for (const event of events) this.#builder.add(event);
  }
}
