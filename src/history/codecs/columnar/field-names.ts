/**
 * The texts that mean something to a reader of records, with the numbers that they have in its
 * table of texts. Numbers of fields are also bits in the set of fields that a record has.
 */

export const TYPE = 0;
export const PROCESS = 1;
export const F = 2;
export const VALUE = 3;
export const KEY = 4;
export const ERROR = 5;
export const TIME = 6;
export const INDEX = 7;
export const OUTPUT = 8;
export const CALL = 9;
export const RETURN = 10;

/** The types follow, in the order of {@link KNOWN_TEXTS}: `INVOKE` + 1 is `ok`. */
export const INVOKE = 11;
export const INFO = 14;

/** The texts with these numbers. */
export const KNOWN_TEXTS: readonly string[] = [
  'type',
  'process',
  'f',
  'value',
  'key',
  'error',
  'time',
  'index',
  'output',
  'call',
  'return',
  'invoke',
  'ok',
  'fail',
  'info',
];

/** The set of fields with these numbers. */
export function fieldSet(...fields: readonly number[]): number {
  let set = 0;
  for (const field of fields) set |= 1 << field;
  return set;
}

/** Fields of events; any other is passed over. */
export const EVENT_RECORD: number = fieldSet(TYPE, PROCESS, F, VALUE, KEY, ERROR, TIME, INDEX);

/** Fields of operations; any other is passed over. */
export const OPERATION_RECORD: number = fieldSet(
  TYPE,
  PROCESS,
  F,
  VALUE,
  KEY,
  ERROR,
  OUTPUT,
  CALL,
  RETURN,
);
