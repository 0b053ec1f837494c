/**
 * Specifications of sets and multisets: of one element, as states, and of all, for long orders.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { each, type CountedObject } from '../rules/counted-object.js';
import { deadEndRule } from '../rules/toggle-rules.js';
import type { Replay, Specification } from '../specification.js';
import { integerOf } from './integers.js';
import { failures, type SpecificationOptions } from './maker.js';

/** A set with `add`, `remove` and `contains`. The state says whether the element is in it. */
export function setSpecification(
  _initial: Value,
  options: SpecificationOptions,
): Specification<boolean> {
  return {
    name: 'set',
    initial: false,
    text: canonicalKey,
    observes: FLAG.observes,
    ...failures(options),
    apply: applyToFlag,
    replay: () => new ElementsReplay(false, applyToFlag),
    elementOf: elementPart,
    rules: { flag: deadEndRule(FLAG) },
  };
}

/** A multiset with `add`, `remove` and `count`. The state is the count of the element. */
export function multisetSpecification(
  _initial: Value,
  options: SpecificationOptions,
): Specification<number> {
  return {
    name: 'multiset',
    initial: 0,
    text: canonicalKey,
    observes: COUNT.observes,
    ...failures(options),
    apply: applyToCount,
    replay: () => new ElementsReplay(0, applyToCount),
    elementOf: elementPart,
    rules: { count: deadEndRule(COUNT) },
  };
}

/** The name of the part that an element is. */
function elementPart({ key, input }: Operation): Value {
  return key === undefined ? input : [key, input];
}

function applyToFlag(present: boolean, operation: Operation): boolean | undefined {
  const { f, output, outcome } = operation;
  if (outcome === 'fail') return present;
  if (outcome === 'ok' && output !== null) {
    const changes = f === 'add' ? !present : present;
    if (output !== changes) return undefined;
  }
  if (f === 'contains') return present;
  return f === 'add';
}

function applyToCount(count: number, operation: Operation): number | undefined {
  const { f, output, outcome } = operation;
  if (outcome === 'fail') return count;
  if (f === 'add') return count + 1;
  const says = outcome === 'ok' && output !== null;
  if (f === 'count') return !says || integerOf(output) === count ? count : undefined;
  if (says && output !== count > 0) return undefined;
  return count === 0 ? 0 : count - 1;
}

/** All elements at once, each in a state of its own. */
class ElementsReplay<State> implements Replay {
  readonly #states = new Map<number | string, State>();
  readonly #initial: State;
  readonly #apply: (state: State, operation: Operation) => State | undefined;

  constructor(initial: State, apply: (state: State, operation: Operation) => State | undefined) {
    this.#initial = initial;
    this.#apply = apply;
  }

  take(operation: Operation): boolean {
    const element = textOf(operation.input);
    const next = this.#apply(this.#states.get(element) ?? this.#initial, operation);
    if (next === undefined) return false;
    if (next === this.#initial) this.#states.delete(element);
    else this.#states.set(element, next);
    return true;
  }

  text(): string {
    const held = [...this.#states].map(([element, state]) =>
      state === true ? String(element) : `${element}: ${String(state)}`,
    );
    return `{${held.join(', ')}}`;
  }
}

/** Small numbers stand for themselves, which is quicker. */
function textOf(element: Value): number | string {
  return typeof element === 'number' && Number.isSafeInteger(element)
    ? element
    : canonicalKey(element);
}

const FLAG: CountedObject = {
  least: 0,
  most: 1,
  elementOf: ({ input }) => canonicalKey(input),
  observes: ({ f, output, outcome }) =>
    outcome === 'fail' || f === 'contains' || (outcome === 'ok' && output === false),
  effectsOf: each(({ f, output, outcome }) => {
    if (outcome === 'fail' || (outcome === 'info' && f === 'contains')) return { kind: 'none' };
    const move = f === 'add' ? 'raise' : 'lower';
    if (outcome === 'info') return { kind: move };
    if (typeof output !== 'boolean') return undefined;
    if (f === 'contains') return { kind: 'see', at: output ? 1 : 0 };
    if (output) return { kind: move };
    return { kind: 'see', at: f === 'add' ? 1 : 0 };
  }),
};

const COUNT: CountedObject = {
  least: 0,
  most: Infinity,
  elementOf: ({ input }) => canonicalKey(input),
  observes: ({ f, output, outcome }) =>
    outcome === 'fail' || f === 'count' || (f === 'remove' && outcome === 'ok' && output === false),
  effectsOf: each(({ f, output, outcome }) => {
    if (outcome === 'fail' || (outcome === 'info' && f === 'count')) return { kind: 'none' };
    if (f === 'add') return { kind: 'raise' };
    if (outcome === 'info' || (f === 'remove' && output === true)) return { kind: 'lower' };
    if (f === 'remove') return output === false ? { kind: 'see', at: 0 } : undefined;
    if (output === null) return undefined;
    // Nothing but a natural number is ever the count.
    return { kind: 'see', at: integerOf(output) ?? -1 };
  }),
};
