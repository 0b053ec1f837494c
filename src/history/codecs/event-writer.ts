/**
 * Writes one event as one line of JSON or EDN; the fields stand in Jepsen's order.
 */

import type { Event } from '../event.js';
import type { Value } from '../value.js';
import { writeEdn, writeName } from './edn-writer.js';
import { EVENT_FIELDS } from './event-fields.js';
import { writeJson } from './json-writer.js';

/**
 * The event as a JSON object, without a line end.
 * @throws RangeError when an extra has the name of a field.
 */
export function writeJsonEvent(event: Event): string {
  const fields = [`"index":${event.index}`];
  // Times stand as plain integers whatever their length: other readers want to see them.
  if (event.timeNs !== undefined) fields.push(`"time":${event.timeNs}`);
  fields.push(`"type":"${event.type}"`, `"process":${JSON.stringify(event.process)}`);
  fields.push(`"f":${JSON.stringify(event.f)}`);
  if (event.key !== undefined) fields.push(`"key":${writeJson(event.key)}`);
  fields.push(`"value":${writeJson(event.value)}`);
  if (event.error !== undefined) fields.push(`"error":${writeJson(event.error)}`);
  for (const [name, value] of extras(event)) {
    fields.push(`${JSON.stringify(name)}:${writeJson(value)}`);
  }
  return `{${fields.join(',')}}`;
}

/**
 * The event as an EDN map, without a line end.
 * @throws RangeError when an extra has the name of a field, or a value cannot be written as EDN.
 */
export function writeEdnEvent(event: Event): string {
  const { process } = event;
  const fields = [`:index ${event.index}`];
  if (event.timeNs !== undefined) fields.push(`:time ${event.timeNs}`);
  fields.push(`:type :${event.type}`);
  fields.push(`:process ${typeof process === 'number' ? process : writeName(process)}`);
  fields.push(`:f ${writeName(event.f)}`);
  if (event.key !== undefined) fields.push(`:key ${writeEdn(event.key)}`);
  fields.push(`:value ${writeEdn(event.value)}`);
  if (event.error !== undefined) fields.push(`:error ${writeEdn(event.error)}`);
  for (const [name, value] of extras(event)) fields.push(`${writeName(name)} ${writeEdn(value)}`);
  return `{${fields.join(', ')}}`;
}

function extras(event: Event): readonly (readonly [string, Value])[] {
  if (event.extra === undefined) return [];
  const entries = [...event.extra];
  for (const [name] of entries) {
    if (EVENT_FIELDS.has(name)) throw new RangeError(`an extra cannot have the name ${name}`);
  }
  return entries;
}
