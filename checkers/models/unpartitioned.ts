/**
 * Several keys as one object: the product of a model with itself, one component for each key.
 * Linearizability needs no such thing, as it is local; orders that span keys, as sequential
 * consistency does, and tests of locality do.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { isInconsistent, type Call, type LookAhead, type Model } from '../model.js';

/** A state of one component, with a number that equal states share. */
export interface ComponentState<State> {
  readonly key: string;
  readonly state: State;
  readonly number: number;
}

/** The components in the order in which their keys were first met, up to the last that changed. */
export type ProductState<State> = readonly ComponentState<State>[];

/** `model` for each key side by side, judged as one object: its histories are not split. */
export function unpartitioned<State>(model: Model<State>): Model<ProductState<State>> {
  const components = new Components(model);
  return {
    name: model.name,
    summary: `${model.summary}, all keys as one object`,
    initial: [],
    functions: model.functions,
    partition: false,
    step(states, call) {
      const place = components.placeOf(call);
      const before = components.at(states, place);
      const after = model.step(before.state, call);
      if (isInconsistent(after)) return after;
      return components.replace(states, place, after);
    },
    stateKey: (states) => states.map(({ number }) => number).join(),
    describeState: (states) =>
      states
        .filter(({ number }) => number > 0)
        .map(({ key, state }) => `${key}: ${model.describeState?.(state) ?? String(state)}`)
        .join(', ') || 'initial',
    ...(model.observes === undefined ? {} : { observes: model.observes.bind(model) }),
    ...(model.lookAhead === undefined ? {} : { lookAhead: components.lookAhead(model.lookAhead) }),
  };
}

/** Numbers keys and states, as histories bring them. */
class Components<State> {
  readonly #model: Model<State>;
  readonly #keys: string[] = [];
  readonly #places = new Map<Value | undefined, number>();
  readonly #placesByName = new Map<string, number>();
  readonly #numbers = new Map<string, number>();

  constructor(model: Model<State>) {
    this.#model = model;
    this.#numberOf(model.initial);
  }

  /** The component that a call is about. */
  placeOf({ key }: Call): number {
    const isPlain = typeof key !== 'object' || key === null;
    const known = isPlain ? this.#places.get(key) : undefined;
    if (known !== undefined) return known;
    const name = canonicalKey(key ?? null);
    let place = this.#placesByName.get(name);
    if (place === undefined) {
      place = this.#keys.push(name) - 1;
      this.#placesByName.set(name, place);
    }
    if (isPlain) this.#places.set(key, place);
    return place;
  }

  /** What is at a component; all begin in the initial state. */
  at(states: ProductState<State>, place: number): ComponentState<State> {
    return states[place] ?? this.#initial(place);
  }

  /** The states with another one at a component. */
  replace(states: ProductState<State>, place: number, state: State): ProductState<State> {
    const number = this.#numberOf(state);
    if (number === this.at(states, place).number) return states;
    const next = states.slice();
    while (next.length <= place) next.push(this.#initial(next.length));
    next[place] = { key: this.#keys[place]!, state, number };
    while (next.at(-1)?.number === 0) next.pop();
    return next;
  }

  /** What an answer asks of the state it asks of the component of its key. */
  lookAhead(one: LookAhead<State>): LookAhead<ProductState<State>> {
    return {
      demands: (call) => one.demands(call),
      leads: (states, demand) => one.leads(this.at(states, this.placeOf(demand)).state, demand),
      supplies: (call, demand) =>
        this.placeOf(call) === this.placeOf(demand) && one.supplies(call, demand),
    };
  }

  #initial(place: number): ComponentState<State> {
    return { key: this.#keys[place]!, state: this.#model.initial, number: 0 };
  }

  #numberOf(state: State): number {
    const key = this.#model.stateKey?.(state) ?? canonicalKey(state as Value);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
