/**
 * The life of each element of a set: when it was added, when that was first known, and which reads
 * saw it or did not. Jepsen looks at every element in every read; here only elements that a read
 * shows are looked at, and the latest read that misses an element is found by going back through
 * those that show it.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { misunderstood, partners, UNPAIRED } from './client-events.js';
import { LatestRead } from './latest-read.js';
import { ValueNumbering } from './value-numbering.js';
import { elementsOf } from './value-shapes.js';

/** No such event. */
export const NEVER = -1;

/** The life of one element; events are named by their places in the list of events. */
export interface ElementTimeline {
  readonly element: Value;
  /** Where its latest add ended, or the first read that saw it after that add began. */
  readonly known: number;
  /** Where the latest-beginning read began that saw it. */
  readonly lastPresent: number;
  /** Where the latest-beginning read began that did not see it, though its add had begun. */
  readonly lastAbsent: number;
}

/** All that set-full asks of a history. */
export interface SetTimelines {
  /** Elements that were added, in the order in which they were first seen. */
  readonly timelines: readonly ElementTimeline[];
  /** How often an element was in one read at most, for those that were more than once. */
  readonly duplicates: ReadonlyMap<Value, number>;
  /** For each element that was twice in a read, and each that nobody added: the first such read. */
  readonly duplicateReads: ReadonlyMap<Value, number>;
  readonly unexpectedReads: ReadonlyMap<Value, number>;
  /** For each event the place of its partner. */
  readonly partner: Int32Array;
}

/**
 * Follows the elements that `add` puts in through the `read`s. Linear in what is read, with a
 * logarithm for reads that overlap the add.
 * @throws HistoryError when a read is no collection.
 */
export function setTimelines(events: readonly Event[], add: string): SetTimelines {
  const builder = new TimelineBuilder(events);
  events.forEach(({ f }, at) => {
    if (f === add) builder.addWithoutBeginning(at);
  });
  events.forEach((event, at) => {
    if (event.f === add) builder.add(at);
    else if (event.f === 'read' && event.type === 'ok' && event.value !== null) builder.read(at);
  });
  return builder.build();
}

class TimelineBuilder {
  readonly #events: readonly Event[];
  readonly #partner: Int32Array;
  readonly #numbering = new ValueNumbering();
  /** By element. */
  readonly #isAdded: boolean[] = [];
  readonly #addedAt: number[] = [];
  readonly #known: number[] = [];
  readonly #seenBy: number[] = [];
  readonly #firstSeen: number[] = [];
  /** By read, in the order of their ends: where it ended, and its elements, each once. */
  readonly #reads: number[] = [];
  readonly #elements: Int32Array[] = [];
  readonly #duplicates = new Map<Value, number>();
  readonly #duplicateReads = new Map<Value, number>();

  constructor(events: readonly Event[]) {
    this.#events = events;
    this.#partner = partners(events);
  }

  /** An add without its invocation may have begun before everything. */
  addWithoutBeginning(at: number): void {
    const { type, value } = this.#events[at]!;
    if (type === 'invoke' || this.#partner[at] !== UNPAIRED) return;
    this.#isAdded[this.#element(value)] = true;
  }

  add(at: number): void {
    const { type, value } = this.#events[at]!;
    const element = this.#element(value);
    if (type === 'invoke') {
      this.#addedAt[element] = at;
      this.#known[element] = NEVER;
    } else if (type === 'ok' && this.#known[element] === NEVER) {
      this.#known[element] = at;
    }
    this.#isAdded[element] = true;
  }

  read(at: number): void {
    const event = this.#events[at]!;
    const values = elementsOf(event.value);
    if (values === undefined) throw misunderstood(event, 'collection of elements');
    const numbers = new Int32Array(values.length);
    const counts = new Map<number, number>();
    const read = this.#reads.length;
    let length = 0;
    for (const value of values) {
      const element = this.#element(value);
      if (this.#seenBy[element] === read) {
        counts.set(element, (counts.get(element) ?? 1) + 1);
        continue;
      }
      this.#seenBy[element] = read;
      if (this.#firstSeen[element] === NEVER) this.#firstSeen[element] = at;
      if (this.#isAdded[element] && this.#known[element] === NEVER) this.#known[element] = at;
      numbers[length++] = element;
    }
    this.#reads.push(at);
    this.#elements.push(numbers.subarray(0, length));
    for (const [element, count] of counts) this.#duplicate(element, count, at);
  }

  build(): SetTimelines {
    const absences = new Absences(this.#reads, this.#elements, this.#partner, this.#isAdded.length);
    const timelines: ElementTimeline[] = [];
    const unexpectedReads = new Map<Value, number>();
    for (let number = 0; number < this.#isAdded.length; number++) {
      const element = this.#numbering.valueOf(number);
      if (this.#isAdded[number]) {
        const seen = absences.of(number, this.#addedAt[number]!);
        timelines.push({ element, known: this.#known[number]!, ...seen });
      } else if (this.#firstSeen[number] !== NEVER) {
        unexpectedReads.set(element, this.#firstSeen[number]!);
      }
    }
    return {
      timelines,
      duplicates: this.#duplicates,
      duplicateReads: this.#duplicateReads,
      unexpectedReads,
      partner: this.#partner,
    };
  }

  #duplicate(number: number, count: number, at: number): void {
    const element = this.#numbering.valueOf(number);
    this.#duplicates.set(element, Math.max(count, this.#duplicates.get(element) ?? 0));
    if (!this.#duplicateReads.has(element)) this.#duplicateReads.set(element, at);
  }

  #element(value: Value): number {
    const element = this.#numbering.numberOf(value);
    if (element === this.#isAdded.length) {
      this.#isAdded.push(false);
      this.#addedAt.push(NEVER);
      this.#known.push(NEVER);
      this.#seenBy.push(NEVER);
      this.#firstSeen.push(NEVER);
    }
    return element;
  }
}

/** Which reads saw an element, and which is the latest that did not. */
class Absences {
  /** By place in the order of beginnings. */
  readonly #begins: Int32Array;
  readonly #ends: Int32Array;
  readonly #latest: LatestRead;
  /** Places of the reads that saw element `e`, ascending: `#places[#start[e]]` and on. */
  readonly #start: Int32Array;
  readonly #places: Int32Array;

  constructor(
    reads: readonly number[],
    elements: readonly Int32Array[],
    partner: Int32Array,
    size: number,
  ) {
    // A read without its invocation may have begun at any time, so it misses nothing.
    const order = reads
      .map((_, read) => read)
      .filter((read) => partner[reads[read]!] !== UNPAIRED)
      .sort((left, right) => partner[reads[left]!]! - partner[reads[right]!]!);
    this.#begins = Int32Array.from(order, (read) => partner[reads[read]!]!);
    this.#ends = Int32Array.from(order, (read) => reads[read]!);
    this.#latest = new LatestRead(this.#ends);
    this.#start = new Int32Array(size + 1);
    for (const read of order) for (const element of elements[read]!) this.#start[element + 1]!++;
    for (let element = 0; element < size; element++) {
      this.#start[element + 1]! += this.#start[element]!;
    }
    this.#places = new Int32Array(this.#start[size]!);
    const next = this.#start.slice(0, size);
    order.forEach((read, place) => {
      for (const element of elements[read]!) this.#places[next[element]!++] = place;
    });
  }

  /** Only reads that ended after `addedAt` count. */
  of(element: number, addedAt: number): { lastPresent: number; lastAbsent: number } {
    const start = this.#start[element]!;
    let seen = this.#start[element + 1]! - 1;
    let place = this.#before(this.#ends.length, addedAt);
    let present = NEVER;
    for (; seen >= start; seen--) {
      const showing = this.#places[seen]!;
      if (this.#ends[showing]! <= addedAt) continue;
      if (present === NEVER) present = showing;
      if (showing !== place) break;
      place = this.#before(place, addedAt);
    }
    return {
      lastPresent: present === NEVER ? NEVER : this.#begins[present]!,
      lastAbsent: place === NEVER ? NEVER : this.#begins[place]!,
    };
  }

  #before(place: number, addedAt: number): number {
    const before = place - 1;
    if (before >= 0 && this.#ends[before]! > addedAt) return before;
    return this.#latest.endedAfter(addedAt, before);
  }
}
