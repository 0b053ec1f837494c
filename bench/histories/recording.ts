/**
 * A generated history while it is made: one entry in each column for each operation, in order of
 * call. A million operations are a few dozen megabytes, and an answer is spoilt by changing one
 * number.
 */

/** Answers and arguments that are no natural numbers. */
export const NOTHING = -1;
export const TRUE = -2;
export const FALSE = -3;
/** The operation failed, and is recorded as such. */
export const FAILED = -4;

/** The return of an operation that crashed; greater than any rank. */
export const NEVER: number = 2 ** 31 - 1;

/** What one operation asks for. */
export interface Request {
  /** Index into the functions of the workload. */
  f: number;
  /** The number of a key, or `NOTHING`. */
  key: number;
  /** The argument, or `NOTHING`; the first of two. */
  input: number;
  /** The second argument of a compare-and-set, else `NOTHING`. */
  second: number;
}

/** All operations, in columns. */
export interface Recording {
  readonly functions: readonly string[];
  readonly size: number;
  readonly process: Int32Array;
  readonly f: Uint8Array;
  readonly key: Int32Array;
  readonly input: Int32Array;
  readonly second: Int32Array;
  /** A natural number, `NOTHING`, `TRUE`, `FALSE` or `FAILED`; `NOTHING` for what crashed. */
  readonly output: Int32Array;
  /** Ranks of calls and returns, shared, dense and distinct; the return may be `NEVER`. */
  readonly call: Int32Array;
  readonly returned: Int32Array;
  readonly ranks: number;
}

/** Calls and returns in order: `operation * 2`, plus 1 for a return. */
export function eventsOf(recording: Recording): Int32Array {
  const events = new Int32Array(recording.ranks);
  for (let at = 0; at < recording.size; at++) {
    events[recording.call[at]!] = 2 * at;
    const returned = recording.returned[at]!;
    if (returned !== NEVER) events[returned] = 2 * at + 1;
  }
  return events;
}
