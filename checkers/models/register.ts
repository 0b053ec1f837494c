/**
 * The read-write register: a write replaces the value, a read returns the last one written. The
 * oldest object of the field (Lamport 1986; Herlihy & Wing 1990, section 1). Operations with a key
 * are one register for each key.
 */

import { equalValues } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { inconsistent, type Call, type Inconsistent, type Model } from '../model.js';
import type { Access } from './access.js';
import { registerLookAhead } from './register-look-ahead.js';

/** What a register reads before it is written, and what reads of `null` mean. */
export interface RegisterOptions {
  /** What a read before the first write reads; default `null`. */
  readonly initial?: Value;
  /**
   * What an `ok` read of `null` says: that the register held `null`, as etcd means it (`observed`,
   * the default), or nothing at all, as Knossos takes it (`ignored`). Use the latter for clients
   * that log no value with a read.
   */
  readonly nullReads?: 'observed' | 'ignored';
}

/**
 * A register with `read` and `write`. The state is the value it holds.
 *
 * A read that failed for `key-missing` saw `null`; no other failure says anything.
 */
export function register(options: RegisterOptions = {}): Model<Value> {
  const initial = options.initial ?? null;
  const access = (call: Call): Access =>
    call.f === 'read' ? accessOfRead(call, options) : accessOfWrite(call);
  return {
    name: 'register',
    summary: 'a register with read and write',
    initial,
    functions: ['read', 'write'],
    step: (state, call) =>
      call.f === 'read' ? stepRead(state, call, options) : stepWrite(state, call),
    describeState: describeValue,
    observes: (call) => call.f === 'read' || call.outcome === 'fail',
    lookAhead: registerLookAhead(access),
    object: {
      type: 'register',
      initial,
      roles: { read: 'read', write: 'write' },
      nullReads: options.nullReads ?? 'observed',
    },
  };
}

/** A read agrees with the state or contradicts it; without an answer it agrees with any. */
export function stepRead(state: Value, call: Call, options: RegisterOptions): Value | Inconsistent {
  if (call.outcome === 'fail') return stepMissing(state, call);
  if (call.outcome === 'info') return state;
  if (call.output === null && options.nullReads === 'ignored') return state;
  if (equalValues(state, call.output)) return state;
  return inconsistent(
    () => `read ${describeValue(call.output)}, but the register holds ${describeValue(state)}`,
  );
}

/** A write replaces the state, a failed one leaves it. */
export function stepWrite(state: Value, call: Call): Value {
  return call.outcome === 'fail' ? state : call.input;
}

/**
 * A call that failed for `key-missing` saw a register that held `null`; any other failure saw
 * nothing.
 */
export function stepMissing(state: Value, call: Call): Value | Inconsistent {
  if (call.reason !== 'key-missing' || state === null) return state;
  return inconsistent(
    () => `${call.f} found no value, but the register holds ${describeValue(state)}`,
  );
}

/** The {@link Access} of a read. */
export function accessOfRead(call: Call, options: RegisterOptions): Access {
  if (call.outcome !== 'ok') return {};
  return call.output === null && options.nullReads === 'ignored' ? {} : { reads: call.output };
}

/** The {@link Access} of a write. */
export function accessOfWrite(call: Call): Access {
  return call.outcome === 'fail' ? {} : { writes: call.input };
}
