/**
 * Why a `fail` failed, from what the client wrote into `error`. Maelstrom's clients write its error
 * codes (22, precondition-failed; 20, key-does-not-exist), Jepsen's write keywords; both often
 * inside `[code, text]`.
 */

import { Keyword, type Value } from '../../src/history/value.js';
import type { Operation } from '../../src/history/operation.js';
import type { FailureReason } from '../model.js';

const REASONS = new Map<string | number, FailureReason>([
  [22, 'compare-failed'],
  ['22', 'compare-failed'],
  ['compare-failed', 'compare-failed'],
  ['precondition-failed', 'compare-failed'],
  ['cas-failed', 'compare-failed'],
  [20, 'key-missing'],
  ['20', 'key-missing'],
  ['key-missing', 'key-missing'],
  ['key-does-not-exist', 'key-missing'],
  ['key-not-found', 'key-missing'],
  ['not-found', 'key-missing'],
]);

/**
 * The reason in the `error` of a failed operation: a code, its name, `[code, text]` or `{ code }`;
 * else `undefined`.
 */
export function failureReason(operation: Operation): FailureReason | undefined {
  return reasonOf(operation.error);
}

function reasonOf(error: Value | undefined): FailureReason | undefined {
  if (typeof error === 'number' || typeof error === 'string') return REASONS.get(error);
  if (error instanceof Keyword) return REASONS.get(error.name);
  if (Array.isArray(error)) return reasonOf(error[0] as Value | undefined);
  if (error instanceof Map) {
    for (const [key, value] of error as ReadonlyMap<Value, Value>) {
      if ((key instanceof Keyword ? key.name : key) === 'code') return reasonOf(value);
    }
    return undefined;
  }
  if (typeof error !== 'object' || error === null || !Object.hasOwn(error, 'code'))
    return undefined;
  return reasonOf((error as { readonly code?: Value }).code);
}
