/**
 * Integers among values.
 */

import type { Value } from '../../../src/history/value.js';

/** The value as a number, if it is an integer that a number holds exactly. */
export function integerOf(value: Value): number | undefined {
  const integer = typeof value === 'bigint' ? Number(value) : value;
  return typeof integer === 'number' && Number.isSafeInteger(integer) ? integer : undefined;
}
