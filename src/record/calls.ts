/**
 * From the call of a method to the operation of a history, and from its answer to the completion.
 */

import { describeValue } from '../report/values.js';
import { escapeText } from '../report/escape.js';
import type { Value } from '../history/value.js';
import { copyPlainData } from './plain-data.js';
import { RecorderError } from './recorder-error.js';
import type { Invocation } from './recording.js';

/** How one call is recorded. Values are plain data: what JSON has, big integers, sets and maps. */
export interface RecordedCall<Answer = unknown> {
  /** The function, as models know it: `read`, `write`, `cas`, ... */
  readonly f: string;
  /** Of a history of several objects. */
  readonly key?: unknown;
  /** What was asked; default `null`. */
  readonly value?: unknown;
  /** What an answer says; default: the answer itself. */
  readonly result?: (answer: Answer) => unknown;
  /**
   * Whether an answer says that the operation certainly did not happen; default: a `cas` that
   * answers `false`.
   */
  readonly refused?: (answer: Answer) => boolean;
}

/** Methods whose first argument is a key, although it is the only one. */
const OF_A_KEY: ReadonlySet<string> = new Set(['get', 'read', 'delete']);

/**
 * What a call is recorded as unless somebody says otherwise. `f` is the name of the method. Without
 * arguments there is no key, and the value is `null`; a single argument is the value; of several
 * the first is the key, and the second, or the list of all others, the value. The first argument of
 * `get`, `read` and `delete` is the key, and others are no part of the operation.
 */
export function defaultCall(method: string, given: readonly unknown[]): RecordedCall {
  const end = given.findLastIndex((argument) => argument !== undefined) + 1;
  const [first, ...rest] = given.slice(0, end);
  if (end === 0) return { f: method };
  if (OF_A_KEY.has(method)) return { f: method, key: first };
  if (rest.length === 0) return { f: method, value: first };
  return { f: method, key: first, value: rest.length === 1 ? rest[0] : rest };
}

/** @throws RecorderError for a call that no history can hold; `call` tells it as text. */
export function invocationOf(recorded: RecordedCall<never>, call: () => string): Invocation {
  const { f, key, value } = recorded;
  if (typeof f !== 'string' || f === '') {
    throw new RecorderError(`${call()} has no f: a text such as read`);
  }
  return {
    f,
    ...(key === undefined ? {} : { key: plain(key, () => `the key of ${call()}`) }),
    value: plain(value, () => `the value of ${call()}`),
  };
}

/** @throws RecorderError for an answer that no history can hold. */
export function resultOf(
  answer: unknown,
  { result }: RecordedCall<never>,
  call: () => string,
): Value {
  const said = result === undefined ? answer : result(answer as never);
  return plain(said, () => `the answer of ${call()}`);
}

/** Whether the answer says that the operation did not happen. */
export function isRefused(answer: unknown, { f, refused }: RecordedCall<never>): boolean {
  if (refused !== undefined) return refused(answer as never);
  return f === 'cas' && answer === false;
}

/** A thrown value, for the `error` of an event: plain data as it is, an error as a text. */
export function errorOf(thrown: unknown): Value {
  const copied = copyPlainData(thrown);
  if (copied.kind === 'data') return copied.value;
  try {
    return String(thrown);
  } catch {
    return copied.what;
  }
}

/** A call as it stands in messages: `set("x", 1)`. */
export function describeCall(method: string, given: readonly unknown[]): string {
  const shown = given.map((argument) => {
    const copied = copyPlainData(argument);
    return copied.kind === 'data' ? describeValue(copied.value, { lengthMax: 30 }) : copied.what;
  });
  return `${escapeText(method, { lengthMax: 60 })}(${shown.slice(0, 6).join(', ')})`;
}

function plain(given: unknown, what: () => string): Value {
  const copied = copyPlainData(given);
  if (copied.kind === 'data') return copied.value;
  throw new RecorderError(
    `${what()} is no plain data: it is ${escapeText(copied.what, { lengthMax: 120 })}; ` +
      'say with operations how it is recorded',
  );
}
