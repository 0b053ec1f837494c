/**
 * Several keys as one object: the product of a model with itself, one component for each key.
 * Linearizability needs no such thing, as it is local; orders that span keys, as sequential
 * consistency does, and tests of locality do.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { isInconsistent, type Model } from '../model.js';

/** The states of the keys that have left the initial state, by canonical key of the key. */
export type ProductState<State> = ReadonlyMap<string, State>;

/** `model` for each key side by side, judged as one object: its histories are not split. */
export function unpartitioned<State>(model: Model<State>): Model<ProductState<State>> {
  const stateKey = (state: State): string =>
    model.stateKey?.(state) ?? canonicalKey(state as Value);
  const initialKey = stateKey(model.initial);
  return {
    name: model.name,
    summary: `${model.summary}, all keys as one object`,
    initial: new Map(),
    functions: model.functions,
    partition: false,
    step(states, call) {
      const component = canonicalKey(call.key ?? null);
      const before = states.get(component) ?? model.initial;
      const after = model.step(before, call);
      if (isInconsistent(after)) return after;
      const afterKey = stateKey(after);
      if (afterKey === stateKey(before)) return states;
      const next = new Map(states);
      if (afterKey === initialKey) next.delete(component);
      else next.set(component, after);
      return next;
    },
    stateKey: (states) =>
      [...states]
        .map((entry) => JSON.stringify([entry[0], stateKey(entry[1])]))
        .toSorted()
        .join(),
    describeState: (states) =>
      [...states]
        .map(([key, state]) => `${key}: ${model.describeState?.(state) ?? stateKey(state)}`)
        .join(', ') || 'initial',
    ...(model.observes === undefined ? {} : { observes: model.observes.bind(model) }),
  };
}
