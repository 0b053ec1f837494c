/**
 * From the fields of a source to an event and back. A field of the wrong kind is an error that
 * points at it. Unknown fields are kept as extras. Jepsen writes -1 for an index or a time it does
 * not know: that is read as absent.
 */

import type { Event, EventType } from '../event.js';
import type { Value } from '../value.js';
import type { Fields } from './fields.js';
import { nameOf } from './text-reader.js';
import type { Complainer } from './text-reader.js';

/** How events are read, whatever the format. */
export interface EventOptions {
  /**
   * Values are `[key value]` pairs, as `jepsen.independent` makes them; a field `key` goes before.
   */
  readonly independent?: boolean;
  /**
   * What an event without the field means; without these, a missing `f` or `process` is an error.
   */
  readonly missing?: { readonly f?: string; readonly process?: number | string };
}

type Draft = { -readonly [Field in keyof Event]: Event[Field] };

const TYPES: ReadonlySet<string> = new Set(['invoke', 'ok', 'fail', 'info']);

/** The fields of an event that have a place of their own. */
export const EVENT_FIELDS: ReadonlySet<string> = new Set([
  'index',
  'type',
  'process',
  'f',
  'value',
  'key',
  'error',
  'time',
]);

/**
 * The event that `fields` hold; `before` is the index of the event in front of it, -1 for the
 * first. Indexes may not go down.
 */
export function eventOf(
  fields: Fields,
  before: number,
  options: EventOptions,
  reader: Complainer,
): Event {
  const event: Draft = {
    index: indexOf(fields, before, reader),
    type: typeOf(fields, reader),
    process: processOf(fields, options, reader),
    f: functionOf(fields, options, reader),
    value: fields.get('value') ?? null,
  };
  const key = fields.get('key');
  const error = fields.get('error');
  const timeNs = timeOf(fields, 'time', reader);
  if (key !== undefined) event.key = key;
  if (error !== undefined) event.error = error;
  if (timeNs !== undefined && timeNs !== -1) event.timeNs = timeNs;
  const extra = extraOf(fields, EVENT_FIELDS);
  if (extra !== undefined) event.extra = extra;
  if (options.independent === true && key === undefined) splitKey(event, fields, reader);
  return event;
}

/** Fields that are not among `known`; `undefined` when there are none. */
export function extraOf(
  fields: Fields,
  known: ReadonlySet<string>,
): ReadonlyMap<string, Value> | undefined {
  let extra: Map<string, Value> | undefined;
  for (let at = 0; at < fields.size; at++) {
    const name = fields.nameAt(at);
    if (known.has(name)) continue;
    extra ??= new Map();
    extra.set(name, fields.valueAt(at));
  }
  return extra;
}

/** The process of an event or operation. */
export function processOf(
  fields: Fields,
  options: EventOptions,
  reader: Complainer,
): number | string {
  const value = fields.get('process');
  if (value === undefined || value === null) {
    return options.missing?.process ?? failMissing(fields, 'process', reader);
  }
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  const name = nameOf(value);
  // "0" would be no client, and its operations would be left out in silence.
  if (name !== undefined && name !== '' && !/^-?[0-9]+$/.test(name)) return name;
  return reader.fail(
    fields.startOf('process'),
    'a process: an integer, or a name such as nemesis for what is no client',
  );
}

/** The function of an event or operation, as a plain string. */
export function functionOf(fields: Fields, options: EventOptions, reader: Complainer): string {
  const value = fields.get('f');
  if (value === undefined || value === null) {
    return options.missing?.f ?? failMissing(fields, 'f', reader);
  }
  const name = nameOf(value);
  if (name !== undefined && name !== '') return name;
  return reader.fail(fields.startOf('f'), 'a function: a keyword or a string such as read');
}

/** The time in a field, exact; `undefined` when it is absent or null. */
export function timeOf(
  fields: Fields,
  name: string,
  reader: Complainer,
): number | bigint | undefined {
  const value = fields.get(name);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) {
    return value;
  }
  return reader.fail(fields.startOf(name), `an integer as ${name}, in nanoseconds`);
}

/** Complains that the map lacks a field. */
export function failMissing(fields: Fields, name: string, reader: Complainer): never {
  return reader.fail(fields.start, `a field ${name}`, 'none');
}

function indexOf(fields: Fields, before: number, reader: Complainer): number {
  const value = fields.get('index');
  if (value === undefined || value === null || value === -1) return before + 1;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    return reader.fail(fields.startOf('index'), 'an integer from 0 as index');
  }
  // Repeated ones occur in Jepsen's own tests; an order that goes back would belie the order of the
  // file.
  if (value < before) {
    return reader.fail(fields.startOf('index'), `an index not below ${before}, the one before it`);
  }
  return value;
}

function typeOf(fields: Fields, reader: Complainer): EventType {
  const value = fields.get('type');
  if (value === undefined) return failMissing(fields, 'type', reader);
  const name = nameOf(value);
  if (name !== undefined && isEventType(name)) return name;
  return reader.fail(fields.startOf('type'), 'a type: invoke, ok, fail or info');
}

function isEventType(name: string): name is EventType {
  return TYPES.has(name);
}

/** Only clients have keys; a completion without value belongs to the key of its invocation. */
function splitKey(event: Draft, fields: Fields, reader: Complainer): void {
  if (typeof event.process !== 'number' || event.value === null) return;
  const pair = event.value;
  if (!Array.isArray(pair) || pair.length !== 2) {
    return reader.fail(fields.startOf('value'), 'a [key value] pair, for independent keys');
  }
  [event.key, event.value] = pair as [Value, Value];
}
