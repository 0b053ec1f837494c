/**
 * The key-value store: get, put, append, cas and delete, each on one key. Keys are independent
 * objects, and a history is linearizable when it is so on each key (locality: Herlihy & Wing 1990,
 * section 3.3; Horn & Kroening 2015), so the model describes one key and histories are split by the
 * operation's `key`.
 */

import { equalValues } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { inconsistent, type Call, type Inconsistent, type Model } from '../model.js';
import type { Access } from './access.js';
import {
  accessOfCompareAndSet,
  compareAndSet,
  compareAndSetObserves,
  comparedUnequal,
} from './compare-and-set.js';

/** What a store reads before it is written. */
export interface KeyValueOptions {
  /** What a get of an absent key reads, whether never written or deleted; default `null`. */
  readonly initial?: Value;
}

/** One key: `[]` while it is absent, `[value]` while it is there. */
export type KeyValueState = readonly [] | readonly [Value];

const ABSENT: KeyValueState = [];

/**
 * A store with `get`, `put`, `append` (of strings), `cas` with input `[from, to]`, and `delete`.
 *
 * An absent key reads as `initial`, compares as it, and is appended to as if it held it (`null` as
 * the empty string). An observed failure says: `key-missing`, the key was absent; `compare-failed`,
 * it did not read as `from`.
 */
export function keyValue(options: KeyValueOptions = {}): Model<KeyValueState> {
  const initial = options.initial ?? null;
  return {
    name: 'key-value',
    summary: 'a store with get, put, append, cas [from, to] and delete, key by key',
    initial: ABSENT,
    functions: ['get', 'put', 'append', 'cas', 'delete'],
    step: (state, call) => step(state, call, initial),
    describeState: (state) => (state.length === 0 ? 'absent' : describeValue(state[0])),
    observes: (call) => observes(call, initial),
    lookAhead: {
      demands: (call) => access(call, initial)?.reads !== undefined,
      leads: (state, demand) =>
        growsInto(state.length === 0 ? initial : state[0], access(demand, initial)!.reads!),
      supplies: (call, demand) => {
        const writes = access(call, initial)?.writes;
        return writes !== undefined && growsInto(writes, access(demand, initial)!.reads!);
      },
    },
    // An append, a delete, and a failure that tells of the key have no role.
    object: { type: 'register', initial, roles: { get: 'read', put: 'write', cas: 'cas' } },
  };
}

function step(state: KeyValueState, call: Call, initial: Value): KeyValueState | Inconsistent {
  const current = state.length === 0 ? initial : state[0];
  if (call.outcome === 'fail' && call.reason === 'key-missing') return stepMissing(state, call);
  if (call.f === 'cas') return stepCompareAndSet(state, call, current);
  if (call.outcome === 'fail') return state;
  if (call.f === 'put') return [call.input];
  if (call.f === 'append') return stepAppend(call, current);
  if (call.f === 'delete') return ABSENT;
  if (call.outcome === 'info' || equalValues(current, call.output)) return state;
  return inconsistent(
    () => `get read ${describeValue(call.output)}, but the key holds ${describeValue(current)}`,
  );
}

/** Whether appends may make `value` the other: strings only grow at their end. */
function growsInto(value: Value, grown: Value): boolean {
  if (typeof grown === 'string' && value === null) return true;
  if (typeof grown === 'string' && typeof value === 'string') return grown.startsWith(value);
  return equalValues(value, grown);
}

/** A cas of what absent keys read as to the same value is no observer: it makes the key. */
function observes(call: Call, initial: Value): boolean {
  if (call.f !== 'cas') return call.f === 'get' || call.outcome === 'fail';
  if (!compareAndSetObserves(call)) return false;
  return !setsValue(call) || !equalValues(compareAndSet(call).from, initial);
}

function setsValue(call: Call): boolean {
  return call.outcome !== 'fail' && !comparedUnequal(call);
}

function stepMissing(state: KeyValueState, call: Call): KeyValueState | Inconsistent {
  if (state.length === 0) return state;
  return inconsistent(() => `${call.f} found no key, but it holds ${describeValue(state[0])}`);
}

function stepAppend(call: Call, current: Value): KeyValueState | Inconsistent {
  if (typeof call.input !== 'string') throw new TypeError('append takes a string');
  if (current === null) return [call.input];
  if (typeof current === 'string') return [current + call.input];
  return inconsistent(() => `append to ${describeValue(current)}, which is not a string`);
}

function stepCompareAndSet(
  state: KeyValueState,
  call: Call,
  current: Value,
): KeyValueState | Inconsistent {
  const { from, to } = compareAndSet(call);
  const equal = equalValues(current, from);
  if (comparedUnequal(call)) {
    if (!equal) return state;
    return inconsistent(
      () => `cas found a value other than ${describeValue(from)}, but it was there`,
    );
  }
  if (call.outcome === 'fail') return state;
  if (equal) return [to];
  if (call.outcome === 'info') return state;
  return inconsistent(
    () => `cas replaced ${describeValue(from)}, but the key holds ${describeValue(current)}`,
  );
}

function access(call: Call, initial: Value): Access | undefined {
  if (call.f === 'append') return undefined;
  if (call.f === 'cas') return accessOfCompareAndSet(call);
  if (call.f === 'get') return call.outcome === 'ok' ? { reads: call.output } : {};
  if (call.outcome === 'fail') return {};
  return { writes: call.f === 'put' ? call.input : initial };
}
