/**
 * What the operations of each workload do to the store: one transaction each, step by step. A plan
 * yields its reads and writes, gets what was read, and returns the answer, which counts once the
 * transaction has committed.
 */

import { canonicalKey } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import type { Answer, Request } from '../../simulator/node.js';
import type { Step } from './messages.js';
import { logPlan } from './log-plan.js';

/** One transaction. */
export type Plan = Generator<Step, Answer, Value>;

/** What a client knows from one operation to the next: how far it has read each log. */
export type ClientMemory = Map<string, number>;

/** Makes the plan of a request of client `self`. */
export type Planner = (request: Request, self: string, memory: ClientMemory) => Plan;

/** What each account of the bank holds at first. */
export const INITIAL_BALANCE = 10;

/** By workload. */
export const planners: Readonly<Record<string, Planner>> = {
  'list-append': transactionPlan,
  'rw-register': transactionPlan,
  'long-fork': transactionPlan,
  register: registerPlan,
  causal: registerPlan,
  set: setPlan,
  queue: queuePlan,
  counter: counterPlan,
  bank: bankPlan,
  'unique-ids': uniqueIdsPlan,
  lock: lockPlan,
  log: logPlan,
};

function ok(value: Value): Answer {
  return { type: 'ok', value };
}

function fail(error: Value): Answer {
  return { type: 'fail', error };
}

function keyOf({ key }: Request): string {
  return canonicalKey(key ?? null);
}

function listOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

function numberOf(value: Value, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** Elle's micro-operations, as they stand. */
function* transactionPlan({ value }: Request): Plan {
  const answered: Value[] = [];
  for (const micro of listOf(value)) {
    const [f = null, name = null, written = null] = listOf(micro);
    const key = canonicalKey(name);
    if (f === 'r') answered.push([f, name, yield { f: 'read', key }]);
    else {
      yield { f: f === 'append' ? 'append' : 'write', key, value: written };
      answered.push(micro);
    }
  }
  return ok(answered);
}

function* registerPlan(request: Request): Plan {
  const key = keyOf(request);
  if (request.f === 'read') return ok(yield { f: 'read', key });
  yield { f: 'write', key, value: request.value };
  return ok(request.value);
}

/** The set is one value, which an addition reads and writes. */
function* setPlan(request: Request): Plan {
  const key = keyOf(request);
  const elements = listOf(yield { f: 'read', key });
  if (request.f === 'read') return ok(elements);
  yield { f: 'write', key, value: [...elements, request.value] };
  return ok(request.value);
}

function* queuePlan(request: Request): Plan {
  const key = keyOf(request);
  const waiting = listOf(yield { f: 'read', key });
  if (request.f === 'enqueue') {
    yield { f: 'write', key, value: [...waiting, request.value] };
    return ok(request.value);
  }
  const [first] = waiting;
  if (first === undefined) return ok(null);
  yield { f: 'write', key, value: waiting.slice(1) };
  return ok(first);
}

function* counterPlan(request: Request): Plan {
  const key = keyOf(request);
  const sum = numberOf(yield { f: 'read', key }, 0);
  if (request.f === 'read') return ok(sum);
  yield { f: 'write', key, value: sum + numberOf(request.value, 1) };
  return ok(request.value);
}

/** `read` of a list of accounts; `transfer` of `[from, to, amount]`, if there is so much. */
function* bankPlan({ f, value }: Request): Plan {
  if (f === 'read') {
    const balances = new Map<Value, Value>();
    for (const account of listOf(value)) {
      const balance = yield { f: 'read', key: canonicalKey(account) };
      balances.set(account, numberOf(balance, INITIAL_BALANCE));
    }
    return ok(Object.fromEntries(balances) as Value);
  }
  const [from = null, to = null, amount = null] = listOf(value);
  const debited = numberOf(yield { f: 'read', key: canonicalKey(from) }, INITIAL_BALANCE);
  const credited = numberOf(yield { f: 'read', key: canonicalKey(to) }, INITIAL_BALANCE);
  const moved = numberOf(amount, 0);
  if (debited < moved) return fail('too little money');
  yield { f: 'write', key: canonicalKey(from), value: debited - moved };
  yield { f: 'write', key: canonicalKey(to), value: credited + moved };
  return ok(value);
}

function* uniqueIdsPlan(): Plan {
  const key = 'last id';
  const next = numberOf(yield { f: 'read', key }, 0) + 1;
  yield { f: 'write', key, value: next };
  return ok(next);
}

/** The lock's value is its holder; only the holder releases. */
function* lockPlan(request: Request, self: string): Plan {
  const key = keyOf(request);
  const holder = yield { f: 'read', key };
  if (holder !== (request.f === 'acquire' ? null : self)) return fail('held by another or nobody');
  yield { f: 'write', key, value: request.f === 'acquire' ? self : null };
  return ok(request.value);
}
