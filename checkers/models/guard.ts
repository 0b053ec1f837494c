/**
 * A guard around a model somebody else wrote. The search relies on `step` being a pure, total
 * function and on honest `stateKey` and `observes`; a model that breaks this gives wrong verdicts
 * silently, so each breach becomes an error that names the model, the function and the call. Costs
 * a second `step` and a few keys for each transition that is looked at.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { describeCall } from '../describe.js';
import { isInconsistent, ModelError, type Call, type Model } from '../model.js';

/** Transitions that are looked at from the first on, and how many of the later ones. */
const WATCHED_FIRST = 256;
const WATCHED_EVERY = 64;

const guarded = new WeakSet<Model>();

/**
 * The same model, every transition of it looked at. Throws {@link ModelError} when a function of it
 * throws, `step` returns nothing or a promise, changes its state in place or answers the same
 * question in two ways, `stateKey` does, or `observes` says of a call that it never changes a state
 * and it does.
 */
export function guardModel(model: Model): Model {
  const where = (call: Call): string => whereOf(model, call);
  keyOf(model, model.initial, 'of the initial state');
  const result: Model = {
    ...fieldsOf(model),
    step: (state, call) =>
      examinedStep(model, state, call, () => attempt(where(call), () => model.step(state, call))),
    stateKey: (state) => keyOf(model, state, ''),
    describeState: (state) => describeState(model, state),
    ...(model.observes === undefined ? {} : { observes: guardedObserves(model) }),
  };
  guarded.add(result);
  return result;
}

/**
 * The same model, some transitions of it looked at: the first 256 and one in 64 of the later ones,
 * which is cheap as each is asked for once. Throws {@link ModelError} for the same breaches as
 * {@link guardModel} when it meets them, but for functions that throw. A model that is guarded is
 * returned as it is.
 */
export function watched(model: Model): Model {
  if (guarded.has(model)) return model;
  keyOf(model, model.initial, 'of the initial state');
  let asked = 0;
  const result: Model = {
    ...fieldsOf(model),
    step(state, call) {
      asked += 1;
      const ask = (): unknown => model.step(state, call);
      const isWatched = asked <= WATCHED_FIRST || asked % WATCHED_EVERY === 0;
      return isWatched ? examinedStep(model, state, call, ask) : ask();
    },
    ...(model.stateKey === undefined ? {} : { stateKey: model.stateKey.bind(model) }),
    ...(model.describeState === undefined
      ? {}
      : { describeState: model.describeState.bind(model) }),
    ...(model.observes === undefined ? {} : { observes: model.observes.bind(model) }),
  };
  guarded.add(result);
  return result;
}

/** What guards leave as it is; methods keep their `this`. */
function fieldsOf(model: Model): Omit<Model, 'step'> {
  return {
    name: model.name,
    summary: model.summary ?? '',
    initial: model.initial,
    functions: model.functions,
    ...guardedPartition(model),
    ...(model.lookAhead === undefined ? {} : { lookAhead: model.lookAhead }),
    ...(model.object === undefined ? {} : { object: model.object }),
  };
}

function guardedPartition(model: Model): Pick<Model, 'partition'> {
  const { partition } = model;
  if (partition === undefined || partition === false)
    return partition === false ? { partition } : {};
  return {
    partition: (call) =>
      attempt(`partition of model ${model.name} on ${describeCall(call)}`, () =>
        partition.call(model, call),
      ),
  };
}

function whereOf(model: Model, call: Call): string {
  return `step of model ${model.name} on ${describeCall(call)} (${call.outcome})`;
}

/** Asks twice, and compares. */
function examinedStep(model: Model, state: unknown, call: Call, ask: () => unknown): unknown {
  const where = whereOf(model, call);
  const during = `around ${describeCall(call)}`;
  const before = keyOf(model, state, during);
  const answers = [0, 1].map(() => {
    const next = ask();
    if (next === undefined) throw new ModelError(`${where} returned undefined, not a state`);
    if (next instanceof Promise) throw new ModelError(`${where} returned a promise, not a state`);
    if (keyOf(model, state, during) !== before) {
      throw new ModelError(`${where} changed the state it was given; return a new one instead`);
    }
    return next;
  });
  const keys = answers.map((next) =>
    isInconsistent(next) ? undefined : keyOf(model, next, during),
  );
  if (keys[0] !== keys[1]) throw new ModelError(`${where} gave two answers to one question`);
  if (keys[0] !== undefined && keys[0] !== before && model.observes?.(call) === true) {
    throw new ModelError(`${where} changed the state, but observes() says it never does`);
  }
  return answers[0];
}

function keyOf(model: Model, state: unknown, during: string): string {
  const where = `stateKey of model ${model.name} ${during}`.trimEnd();
  const compute = (): string => {
    if (model.stateKey !== undefined) return model.stateKey(state);
    assertComparable(state);
    return canonicalKey(state as Value);
  };
  const hint =
    model.stateKey === undefined ? ' (give a stateKey, or use plain values as states)' : '';
  const first = attempt(`${where}${hint}`, compute);
  if (typeof first !== 'string') throw new ModelError(`${where} is not a string`);
  if (attempt(where, compute) !== first) {
    throw new ModelError(`${where} differs from one call to the next`);
  }
  return first;
}

/**
 * An object that shows no fields, as a date or one with private fields only, is equal to any other
 * such object for a structural comparison.
 */
function assertComparable(state: unknown): void {
  if (typeof state !== 'object' || state === null) return;
  const isCollection = state instanceof Map || state instanceof Set || Array.isArray(state);
  const items: unknown[] = isCollection ? [...state.values()] : Object.values(state);
  if (state instanceof Map) for (const key of state.keys()) items.push(key);
  const prototype: unknown = Object.getPrototypeOf(state);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (items.length === 0 && !isCollection && !isPlain) {
    throw new TypeError(`an object of class ${state.constructor.name} shows no fields to compare`);
  }
  items.forEach(assertComparable);
}

function guardedObserves(model: Model): (call: Call) => boolean {
  return (call) => {
    const where = `observes of model ${model.name} on ${describeCall(call)}`;
    const answer: unknown = attempt(where, () => model.observes?.(call));
    if (typeof answer !== 'boolean') throw new ModelError(`${where} did not return true or false`);
    return answer;
  };
}

function describeState(model: Model, state: unknown): string {
  if (model.describeState === undefined) return keyOf(model, state, '');
  return String(
    attempt(`describeState of model ${model.name}`, () => model.describeState?.(state)),
  );
}

function attempt<Result>(where: string, action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError(`${where} failed: ${message}`, { cause });
  }
}
