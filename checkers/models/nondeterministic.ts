/**
 * Models of objects that may do one thing or another: a write that may be lost, a queue that may
 * deliver out of order. The model's states are sets of states of the object, all that it may be in;
 * an answer leaves those that agree with it (the power set construction of Rabin & Scott 1959, as
 * Porcupine does it).
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { describeCall, describeValue } from '../describe.js';
import { Inconsistent, inconsistent, ModelError, type Call, type Model } from '../model.js';

/** States named in a message, at most. */
const DESCRIBED_MAX = 5;

/**
 * An object that may go from one state to several. `steps` must be a pure, total function; states
 * are immutable values.
 * @typeParam State anything; give `stateKey` unless it is a {@link Value}.
 */
export interface NondeterministicModel<State = unknown> {
  readonly name: string;
  readonly summary?: string;
  /** The states it may be in at first, at least one. */
  readonly initial: readonly State[];
  readonly functions: readonly string[];
  /** All states that `call` may lead to; none when its answer contradicts `state`. */
  steps(state: State, call: Call): readonly State[];
  /** Equal keys mean equal states; default: structural equality. */
  stateKey?(state: State): string;
  /** Default: the value in JSON. */
  describeState?(state: State): string;
  /**
   * True when `call` never changes any state: it leads to the state it found, or contradicts it.
   * Crashed ones are then left out. Leave it out when in doubt.
   */
  observes?(call: Call): boolean;
  /** As of {@link Model}. */
  readonly partition?: Model['partition'];
}

/**
 * The model whose states are sets of states of `definition`, in order of their keys. A step takes
 * the sum of the steps of the states in the set, which may be as many as the object has states:
 * an object that may do anything at any time has no cheap check.
 *
 * An answered observation may rule out states, and so is no observation of the set: it is searched
 * like any other operation.
 * @throws ModelError when `initial` is no state at all; a step throws it when `steps` answers
 *   anything but an array.
 */
export function nondeterministic<State>(
  definition: NondeterministicModel<State>,
): Model<readonly State[]> {
  const { name, partition } = definition;
  if (!Array.isArray(definition.initial) || definition.initial.length === 0) {
    throw new ModelError(`model ${name}: initial must be an array of one state or more`);
  }
  const keyOf = (state: State): string =>
    definition.stateKey?.(state) ?? canonicalKey(state as Value);
  const describe = (states: readonly State[]): string => describeStates(states, definition);
  return {
    name,
    summary: definition.summary ?? '',
    initial: distinct(definition.initial, keyOf),
    functions: definition.functions,
    step: (states, call) =>
      stepAll(states, call, definition, keyOf) ??
      inconsistent(`${describeAnswer(call)}, but the state was ${describe(states)}`),
    stateKey: (states) => canonicalKey(states.map(keyOf)),
    describeState: describe,
    observes: (call) => call.outcome === 'info' && definition.observes?.(call) === true,
    ...(partition === undefined
      ? {}
      : { partition: partition === false ? false : (call) => partition.call(definition, call) }),
  };
}

/** Every state that some of `states` leads to; `undefined` when there is none. */
function stepAll<State>(
  states: readonly State[],
  call: Call,
  definition: NondeterministicModel<State>,
  keyOf: (state: State) => string,
): readonly State[] | undefined {
  const reached: State[] = [];
  for (const state of states) {
    const next: unknown = definition.steps(state, call);
    if (!Array.isArray(next)) throw notAnArray(definition.name, call, next);
    for (const each of next as State[]) reached.push(each);
  }
  return reached.length === 0 ? undefined : distinct(reached, keyOf);
}

/** Equal sets become equal arrays: each state once, in order of key. */
function distinct<State>(
  states: readonly State[],
  keyOf: (state: State) => string,
): readonly State[] {
  if (states.length === 1) return [...states];
  const byKey = new Map(states.map((state) => [keyOf(state), state]));
  return [...byKey]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([, state]) => state);
}

function notAnArray(name: string, call: Call, answer: unknown): ModelError {
  const where = `steps of model ${name} on ${describeCall(call)} (${call.outcome})`;
  const what = answer instanceof Inconsistent ? 'Inconsistent' : typeof answer;
  return new ModelError(`${where} returned ${what}, not an array of states (none: the empty one)`);
}

/** `dequeue answered 2`, or just the call where the answer says nothing. */
function describeAnswer(call: Call): string {
  if (call.outcome === 'fail') return `${describeCall(call)} failed (${call.reason})`;
  const said = call.outcome === 'info' ? ' crashed' : ` answered ${describeValue(call.output)}`;
  return `${describeCall(call)}${said}`;
}

function describeStates<State>(
  states: readonly State[],
  definition: NondeterministicModel<State>,
): string {
  const shown = states
    .slice(0, DESCRIBED_MAX)
    .map((state) => definition.describeState?.(state) ?? describeAny(state, definition));
  if (states.length === 1) return shown[0]!;
  const more = states.length - shown.length;
  return `one of ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function describeAny<State>(state: State, definition: NondeterministicModel<State>): string {
  return definition.stateKey?.(state) ?? describeValue(state as Value);
}
