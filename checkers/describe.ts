/**
 * Text for people: values, calls and references to operations as they appear in messages and
 * explanations. `#7` stands for the operation with id 7 of the judged history; a report that
 * renumbers replaces these tokens. Strings are escaped as in JSON, so no control character reaches
 * a terminal.
 */

import {
  Character,
  EdnSymbol,
  ExactNumber,
  Float,
  Keyword,
  Tagged,
  type Value,
} from '../src/history/value.js';
import type { Call } from './model.js';

const LENGTH_MAX = 80;

/** The token by which messages name an operation. */
export function reference(id: number): string {
  return `#${id}`;
}

/**
 * A value in JSON, with EDN's notation for what JSON lacks; longer than 80 characters is cut with
 * an ellipsis.
 */
export function describeValue(value: Value): string {
  const text = valueText(value);
  return text.length <= LENGTH_MAX ? text : `${text.slice(0, LENGTH_MAX - 1)}…`;
}

/** A call as it was made: `write 1`, `read`, `cas [0, 1]`. */
export function describeCall(call: Pick<Call, 'f' | 'input'>): string {
  return call.input === null ? call.f : `${call.f} ${describeValue(call.input)}`;
}

/** `on key "x"`, or nothing where the history has no keys; begins with a space. */
export function describeKey(key: Value | undefined): string {
  return key === undefined ? '' : ` on key ${describeValue(key)}`;
}

function valueText(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof Keyword) return `:${value.name}`;
  if (value instanceof EdnSymbol) return value.name;
  if (value instanceof Character) return `\\${value.text}`;
  if (value instanceof Float) return floatText(value.value);
  if (value instanceof ExactNumber) return value.text;
  if (value instanceof Tagged) return `#${value.tag} ${valueText(value.value)}`;
  return collectionText(value);
}

function floatText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text;
}

function collectionText(value: Value & object): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (value instanceof Set) return `#{${[...value].map(valueText).join(', ')}}`;
  const entries: readonly (readonly [Value, Value])[] =
    value instanceof Map ? [...value.entries()] : Object.entries(value);
  return `{${entries.map(([key, item]) => `${valueText(key)}: ${valueText(item)}`).join(', ')}}`;
}
