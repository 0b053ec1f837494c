/**
 * A guard around a model somebody else wrote. The search relies on `step` being a pure, total
 * function and on honest `stateKey` and `observes`; a model that breaks this gives wrong verdicts
 * silently, so each breach becomes an error that names the model, the function and the call. Costs
 * a second `step` and a few keys for each new transition.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { describeCall } from '../describe.js';
import { isInconsistent, ModelError, type Call, type Model } from '../model.js';

/**
 * The same model, watched. Throws {@link ModelError} when a function of it throws, `step` returns
 * nothing or a promise, changes its state in place or answers the same question in two ways,
 * `stateKey` does, or `observes` says of a call that it never changes a state and it does.
 */
export function guardModel(model: Model): Model {
  const key = (state: unknown, during: string): string => guardedKey(model, state, during);
  key(model.initial, 'of the initial state');
  return {
    name: model.name,
    summary: model.summary ?? '',
    initial: model.initial,
    functions: model.functions,
    step: (state, call) => guardedStep(model, state, call, key),
    stateKey: (state) => key(state, ''),
    describeState: (state) => describeState(model, state),
    ...(model.observes === undefined ? {} : { observes: guardedObserves(model) }),
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

function guardedStep(
  model: Model,
  state: unknown,
  call: Call,
  key: (state: unknown, during: string) => string,
): unknown {
  const where = `step of model ${model.name} on ${describeCall(call)} (${call.outcome})`;
  const during = `around ${describeCall(call)}`;
  const before = key(state, during);
  const answers = [0, 1].map(() => {
    const next: unknown = attempt(where, () => model.step(state, call));
    if (next === undefined) throw new ModelError(`${where} returned undefined, not a state`);
    if (next instanceof Promise) throw new ModelError(`${where} returned a promise, not a state`);
    if (key(state, during) !== before) {
      throw new ModelError(`${where} changed the state it was given; return a new one instead`);
    }
    return next;
  });
  const keys = answers.map((next) => (isInconsistent(next) ? undefined : key(next, during)));
  if (keys[0] !== keys[1]) throw new ModelError(`${where} gave two answers to one question`);
  if (keys[0] !== undefined && keys[0] !== before && model.observes?.(call) === true) {
    throw new ModelError(`${where} changed the state, but observes() says it never does`);
  }
  return answers[0];
}

function guardedKey(model: Model, state: unknown, during: string): string {
  const where = `stateKey of model ${model.name} ${during}`.trimEnd();
  const compute = (): string => {
    if (model.stateKey !== undefined) return model.stateKey(state);
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

function guardedObserves(model: Model): (call: Call) => boolean {
  return (call) => {
    const where = `observes of model ${model.name} on ${describeCall(call)}`;
    const answer: unknown = attempt(where, () => model.observes?.(call));
    if (typeof answer !== 'boolean') throw new ModelError(`${where} did not return true or false`);
    return answer;
  };
}

function describeState(model: Model, state: unknown): string {
  if (model.describeState === undefined) return guardedKey(model, state, '');
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
