/**
 * Which of Jepsen's checkers a history is for, by its functions and the shapes of its values. In
 * doubt none: a checker that does not fit says things that are not so.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { adyaG2 } from './adya-g2.js';
import { availability } from './availability.js';
import { bank } from './bank.js';
import { broadcast } from './broadcast.js';
import { causal } from './causal.js';
import { causalReverse } from './causal-reverse.js';
import { counterBounds } from './counter.js';
import type { EventChecker } from './event-checker.js';
import { kafka } from './kafka/kafka.js';
import { latency } from './latency.js';
import { longFork } from './long-fork.js';
import { monotonic } from './monotonic.js';
import { perKey } from './per-key.js';
import { queue } from './queue.js';
import { setByFinalRead } from './set.js';
import { setFull } from './set-full.js';
import { stats } from './stats.js';
import { mutex } from './through-model.js';
import { totalQueue } from './total-queue.js';
import { unhandledExceptions } from './unhandled-exceptions.js';
import { uniqueIds } from './unique-ids.js';
import { elementsOf, entriesOf, fieldOf, integerOf, nameOf } from './value-shapes.js';

/**
 * The checkers that apply to a history: `stats`, `latency`, `availability` and
 * `unhandled-exceptions` always, the others by what there is. Where every event of theirs has a
 * key, checkers of one object are asked for each key. Linear; never throws.
 */
export function jepsenCheckersFor(events: readonly Event[]): EventChecker[] {
  const shape = new HistoryShape(events);
  const ofOne = (checker: EventChecker): EventChecker =>
    shape.hasKeys ? perKey(checker) : checker;
  return [
    ...setCheckers(shape).map(ofOne),
    ...queueCheckers(shape).map(ofOne),
    ...(shape.has('generate') ? [uniqueIds()] : []),
    ...(shape.isCounter() ? [ofOne(counterBounds())] : []),
    ...(shape.has('transfer') && shape.reads('map') ? [ofOne(bank())] : []),
    ...(shape.isLongFork() ? [longFork()] : []),
    ...(shape.has('read-init') && shape.hasLinks ? [ofOne(causal())] : []),
    ...(shape.writesOnce() && shape.reads('collection') ? [ofOne(causalReverse())] : []),
    ...(shape.has('insert') && shape.isPredicateInsert() ? [adyaG2()] : []),
    ...(shape.isLog() ? [kafka()] : []),
    ...(shape.has('acquire') && shape.has('release') ? [ofOne(mutex())] : []),
    stats(),
    latency(),
    availability(),
    unhandledExceptions(),
  ];
}

function setCheckers(shape: HistoryShape): EventChecker[] {
  // Sets that elements are removed from lose them rightly.
  if (shape.has('remove')) return [];
  if (shape.has('broadcast')) return shape.reads('collection') ? [broadcast()] : [];
  if (!shape.has('add') || !shape.reads('collection')) return [];
  return shape.hasRows ? [monotonic()] : [setByFinalRead(), setFull()];
}

function queueCheckers(shape: HistoryShape): EventChecker[] {
  if (!shape.has('enqueue') || !(shape.has('dequeue') || shape.has('drain'))) return [];
  return shape.has('drain') ? [totalQueue()] : [queue(), totalQueue()];
}

type ReadShape = 'collection' | 'map' | 'integer' | 'other';

/** What the events of clients look like. */
class HistoryShape {
  /** Every event of a client has a key, or ends what has one. */
  readonly hasKeys: boolean;
  hasLinks = false;
  /** Reads answer rows of value and time. */
  hasRows = false;
  readonly #functions = new Map<string, Event[]>();
  readonly #reads = new Map<ReadShape, number>();

  constructor(events: readonly Event[]) {
    let keyed = 0;
    let invoked = 0;
    for (const event of events) {
      if (!Number.isInteger(event.process)) continue;
      const ofFunction = this.#functions.get(event.f);
      if (ofFunction === undefined) this.#functions.set(event.f, [event]);
      else ofFunction.push(event);
      if (event.type === 'invoke') invoked++;
      if (event.type === 'invoke' && event.key !== undefined) keyed++;
      if (event.extra?.has('link') === true) this.hasLinks = true;
      if (event.f === 'read' && event.type === 'ok') this.#read(event.value);
    }
    this.hasKeys = keyed > 0 && keyed === invoked;
  }

  has(f: string): boolean {
    return this.#functions.has(f);
  }

  /** Whether there are reads, and all that answered something answered this. */
  reads(shape: ReadShape): boolean {
    return this.#reads.size === 1 && this.#reads.has(shape);
  }

  isCounter(): boolean {
    return this.reads('integer') && this.#all('add', ({ value }) => isAmount(value));
  }

  isLog(): boolean {
    const operations = ['send', 'poll', 'txn'].flatMap((f) => this.#functions.get(f) ?? []);
    return (
      operations.some(({ value }) => mentions(value, 'send') || mentions(value, 'poll')) &&
      operations.every(({ value }) => value === null || isLogOperation(value))
    );
  }

  /** Transactions that write one key, each once, or read several. */
  isLongFork(): boolean {
    const transactions = ['txn', 'read', 'write'].flatMap((f) => this.#functions.get(f) ?? []);
    const written = new Set<string>();
    let groups = 0;
    for (const { type, value } of transactions) {
      const operations = value === null ? [] : elementsOf(value);
      if (operations === undefined || !operations.every(isReadOrWrite)) return false;
      const writes = operations.filter((operation) => nameOf(partOf(operation, 0)) === 'w');
      if (writes.length > 0 && operations.length > 1) return false;
      if (writes.length === 0 && operations.length > 1) groups++;
      if (writes.length === 0 || type !== 'invoke') continue;
      const key = canonicalKey(partOf(writes[0]!, 1) ?? null);
      if (written.has(key)) return false;
      written.add(key);
    }
    return written.size > 0 && groups > 0;
  }

  /** Values of `write` are single, and no two of one key are the same. */
  writesOnce(): boolean {
    const writes = this.#functions.get('write') ?? [];
    const seen = new Set<string>();
    for (const { type, key, value } of writes) {
      if (type !== 'invoke') continue;
      const name = canonicalKey([key ?? null, value]);
      if (elementsOf(value) !== undefined || seen.has(name)) return false;
      seen.add(name);
    }
    return seen.size > 0;
  }

  isPredicateInsert(): boolean {
    return this.#all('insert', ({ key, value }) => {
      const pair = key === undefined ? partOf(value, 1) : value;
      return pair !== undefined && (elementsOf(pair)?.length ?? 0) === 2;
    });
  }

  #all(f: string, holds: (event: Event) => boolean): boolean {
    return this.#functions.get(f)?.every(holds) === true;
  }

  #read(value: Value): void {
    if (value === null) return;
    const elements = elementsOf(value);
    const shape = readShapeOf(value, elements);
    this.#reads.set(shape, (this.#reads.get(shape) ?? 0) + 1);
    const [first] = elements ?? [];
    if (first !== undefined && fieldOf(first, 'val') !== undefined) this.hasRows = true;
  }
}

function readShapeOf(value: Value, elements: readonly Value[] | undefined): ReadShape {
  if (elements !== undefined) return 'collection';
  if (integerOf(value) !== undefined) return 'integer';
  return entriesOf(value) === undefined ? 'other' : 'map';
}

function isAmount(value: Value): boolean {
  return value === null || integerOf(value) !== undefined;
}

function isLogOperation(value: Value): boolean {
  const operations = elementsOf(value);
  return (
    operations?.every((operation) => {
      const f = nameOf(partOf(operation, 0));
      return f === 'send' || f === 'poll';
    }) === true
  );
}

function mentions(value: Value, f: string): boolean {
  return elementsOf(value)?.some((operation) => nameOf(partOf(operation, 0)) === f) === true;
}

function isReadOrWrite(operation: Value): boolean {
  const f = nameOf(partOf(operation, 0));
  return (f === 'r' || f === 'w') && partOf(operation, 1) !== undefined;
}

function partOf(value: Value, at: number): Value | undefined {
  return Array.isArray(value) ? (value as readonly Value[])[at] : undefined;
}
