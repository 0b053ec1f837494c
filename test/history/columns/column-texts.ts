/**
 * Columns as text, so that two ways of reading a history can be compared with one string
 * comparison, and the slow way that all others are compared with.
 */

import { decodeEvents, type DecodeOptions } from '../../../src/history/codecs/decode.js';
import { columnsOf } from '../../../src/history/columns/columnar-history.js';
import { canonicalKey } from '../../../src/history/equality.js';
import { toHistory } from '../../../src/history/history.js';
import type { History } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';

/** All that columns and operations of a history say. */
export function historyText(history: History): string {
  const { size, functions, processNames, ranks, values, ...columns } = columnsOf(history);
  const listed = Object.entries(columns)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, column]) => `${name} ${column.constructor.name} ${column.join()}`);
  return [
    `${size} operations, ${ranks} ranks`,
    JSON.stringify([functions, processNames]),
    values.values.map(canonicalKey).join(' '),
    ...listed,
    ...history.operations.map((operation) => canonicalKey(operation as unknown as Value)),
  ].join('\n');
}

/** The same for the history of a text, or the error that refuses it, by way of its events. */
export function expectedText(text: string, options: DecodeOptions): string {
  return attempt(() => historyText(toHistory(decodeEvents(text, options))));
}

/** A text, or the error that was thrown instead. */
export function attempt(of: () => string): string {
  try {
    return of();
  } catch (error) {
    return String(error);
  }
}
