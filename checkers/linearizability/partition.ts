/**
 * Splits a history into parts that are linearizable apart from each other, usually one for each
 * key. A history is linearizable exactly when each part is (locality: Herlihy & Wing 1990, theorem
 * 1; Horn & Kroening 2015).
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import type { Model } from '../model.js';
import { callFailed, type PreparedOperation } from './prepare.js';

/** Operations to be judged together, in order of call. */
export interface Part {
  readonly key?: Value;
  readonly members: readonly PreparedOperation[];
}

/** The parts of `prepared` in order of their first call. Linear time. */
export function partition(prepared: readonly PreparedOperation[], model: Model): Part[] {
  if (model.partition === false) return [{ members: prepared }];
  const parts = new Map<string, { key?: Value; members: PreparedOperation[] }>();
  for (const member of prepared) {
    const key = keyOf(member, model);
    const name = key === undefined ? '' : canonicalKey(key);
    const part = parts.get(name);
    if (part !== undefined) part.members.push(member);
    else parts.set(name, { ...(key === undefined ? {} : { key }), members: [member] });
  }
  return [...parts.values()];
}

function keyOf({ call, operation }: PreparedOperation, model: Model): Value | undefined {
  if (typeof model.partition !== 'function') return call.key;
  try {
    return model.partition(call);
  } catch (cause) {
    throw callFailed(model, call, cause, operation);
  }
}
