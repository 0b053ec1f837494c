/**
 * The register with compare-and-set, the model of Jepsen's etcd, Consul and lin-kv tests. With
 * compare-and-set a register solves consensus (Herlihy 1991), and deciding linearizability stays
 * NP-complete.
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
import { registerLookAhead } from './register-look-ahead.js';
import {
  accessOfRead,
  accessOfWrite,
  stepMissing,
  stepRead,
  stepWrite,
  type RegisterOptions,
} from './register.js';

/**
 * A register with `read`, `write` and `cas`, whose input is `[from, to]`. The state is the value it
 * holds.
 *
 * An observed failure says: `compare-failed`, the value was not `from`; `key-missing`, the value
 * was `null`.
 */
export function casRegister(options: RegisterOptions = {}): Model<Value> {
  const initial = options.initial ?? null;
  return {
    name: 'cas-register',
    summary: 'a register with read, write and cas [from, to]',
    initial,
    functions: ['read', 'write', 'cas'],
    step: (state, call) => step(state, call, options),
    describeState: describeValue,
    observes: (call) =>
      call.f === 'cas' ? compareAndSetObserves(call) : call.f === 'read' || call.outcome === 'fail',
    lookAhead: registerLookAhead((call) => access(call, options)),
    object: {
      type: 'register',
      initial,
      roles: { read: 'read', write: 'write', cas: 'cas' },
      nullReads: options.nullReads ?? 'observed',
    },
  };
}

function step(state: Value, call: Call, options: RegisterOptions): Value | Inconsistent {
  if (call.f === 'read') return stepRead(state, call, options);
  if (call.f === 'write') return stepWrite(state, call);
  const { from, to } = compareAndSet(call);
  const equal = equalValues(state, from);
  if (comparedUnequal(call)) {
    if (!equal) return state;
    return inconsistent(
      () => `cas found a value other than ${describeValue(from)}, but it was there`,
    );
  }
  if (call.outcome === 'fail') return stepMissing(state, call);
  if (equal) return to;
  // One that crashed may have compared unequal without anybody knowing.
  if (call.outcome === 'info') return state;
  return inconsistent(
    () => `cas replaced ${describeValue(from)}, but the register holds ${describeValue(state)}`,
  );
}

function access(call: Call, options: RegisterOptions): Access {
  if (call.f === 'read') return accessOfRead(call, options);
  return call.f === 'write' ? accessOfWrite(call) : accessOfCompareAndSet(call);
}
