/**
 * Integers behind the codes of values.
 */

import { NULL_CODE, type ValueTable } from '../../../../src/history/columns/value-table.js';
import { NOWHERE, UNBOUNDED } from './tally.js';

/** The integer that a code stands for; `undefined` for anything else, or beyond 2^53. */
export function integerOf(values: ValueTable, code: number): number | undefined {
  if (code >= 0) return code;
  const value = values.valueOf(code);
  if (typeof value === 'bigint') return integerOfBig(value);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/**
 * How many times `unit` an answer says there are: {@link NOWHERE} for what no count can be, and
 * `undefined` for `null`, which says nothing.
 */
export function countOf(values: ValueTable, code: number, unit: number): number | undefined {
  if (code === NULL_CODE) return undefined;
  const integer = integerOf(values, code);
  if (integer === undefined || integer % unit !== 0) return NOWHERE;
  const count = integer / unit;
  return Math.abs(count) < UNBOUNDED ? count : NOWHERE;
}

function integerOfBig(value: bigint): number | undefined {
  const integer = Number(value);
  return Number.isSafeInteger(integer) ? integer : undefined;
}

/** What an addition adds: 1 for `null`; `undefined` for what is no integer. */
export function amountOf(values: ValueTable, code: number): number | undefined {
  return code === NULL_CODE ? 1 : integerOf(values, code);
}
