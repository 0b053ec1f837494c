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

/** Methods that are given a key, and beside it at most options. */
const OF_A_KEY: ReadonlySet<string> = new Set(['get', 'read', 'delete']);

/** Methods whose only argument is a key. */
const KEY_ALONE: ReadonlySet<string> = new Set([...OF_A_KEY, 'acquire', 'release']);

/** Methods whose only argument is a value. */
const VALUE_ALONE: ReadonlySet<string> = new Set(['write', 'add', 'enqueue', 'push']);

/**
 * What a call is recorded as unless somebody says otherwise: only what can hardly mean anything
 * else, because a wrong guess accuses a system that is right. `f` is the name of the method.
 * Without arguments there is no key, and the value is `null`; of two the first is the key, and the
 * second the value, or options where the method is one of `OF_A_KEY`; a single one is what
 * `KEY_ALONE` and `VALUE_ALONE` say.
 * @throws RecorderError for every other call.
 */
export function defaultCall(method: string, given: readonly unknown[]): RecordedCall {
  const [first, second] = given;
  const refuse = (why: string): never => {
    throw ambiguous(describeCall(method, given), why);
  };
  if (given.length === 0) return { f: method };
  if (given.length > 2) return refuse('which of its arguments is what, nobody can tell');
  const isAlone = given.length === 1;
  if (isAlone && VALUE_ALONE.has(method)) return { f: method, value: first };
  if (isAlone && !KEY_ALONE.has(method)) {
    return refuse('its argument may be a key or a value');
  }
  if (first === undefined) return refuse('its key is undefined');
  if (isAlone) return { f: method, key: first };
  if (!OF_A_KEY.has(method)) return { f: method, key: first, value: second };
  const areOptions = second === undefined || (typeof second === 'object' && !Array.isArray(second));
  return areOptions ? { f: method, key: first } : refuse('it has two arguments that may be keys');
}

/** The error for a call that may be recorded in several ways. */
export function ambiguous(call: string, why: string): RecorderError {
  return new RecorderError(`${call}: ${why}; say with operations how it is recorded`);
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
