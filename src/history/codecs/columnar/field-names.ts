/**
 * The texts that mean something to a reader of records, with the numbers that they have in its
 * table of texts. Numbers of fields are also bits in the set of fields that a record has.
 */

/** Numbers of fields. */
export const FIELD = {
  type: 0,
  process: 1,
  f: 2,
  value: 3,
  key: 4,
  error: 5,
  time: 6,
  index: 7,
  output: 8,
  call: 9,
  return: 10,
} as const;

/** Numbers of types, in the order of {@link KNOWN_TEXTS}: those between are `ok` and `fail`. */
export const TYPE = { invoke: 11, info: 14 } as const;

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
export const EVENT_RECORD: number = fieldSet(
  FIELD.type,
  FIELD.process,
  FIELD.f,
  FIELD.value,
  FIELD.key,
  FIELD.error,
  FIELD.time,
  FIELD.index,
);

/** Fields of operations; any other is passed over. */
export const OPERATION_RECORD: number = fieldSet(
  FIELD.type,
  FIELD.process,
  FIELD.f,
  FIELD.value,
  FIELD.key,
  FIELD.error,
  FIELD.output,
  FIELD.call,
  FIELD.return,
);
