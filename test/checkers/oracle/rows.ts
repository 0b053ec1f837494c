/**
 * Histories from rows, for tests whose point is in the times: `[f, input, output, call, return]`, a
 * crashed operation without return. Ids follow the rows, which must be in order of call.
 */

import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';

export type Row = readonly [f: string, input: Value, output: Value, call: number, end?: number];

/** The history of `rows`; each row is a process of its own. */
export function historyOf(rows: readonly Row[], extra: Partial<Operation> = {}): History {
  const operations = rows.map(([f, input, output, call, end], id): Operation => ({
    id,
    process: id,
    f,
    input,
    output,
    outcome: end === undefined ? 'info' : 'ok',
    call,
    return: end ?? Infinity,
    ...extra,
  }));
  return { operations };
}
