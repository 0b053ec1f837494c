/**
 * The stack: last in, first out. States share what lies below, and their keys are built from the
 * key below, so that a step costs the same at any depth.
 */

import { canonicalKey, equalValues } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { inconsistent, type Call, type Inconsistent, type Model } from '../model.js';

/** A stack as a linked list from the top; without `below` it is empty. */
export interface StackState {
  readonly value: Value;
  readonly below: StackState | undefined;
  readonly depth: number;
  /** Canonical keys of the values, the bottom first. */
  readonly key: string;
}

const EMPTY: StackState = { value: null, below: undefined, depth: 0, key: '' };

const DESCRIBED_MAX = 8;

/**
 * A stack with `push`, whose input is the value, and `pop`, which answers the value or `null` when
 * the stack is empty. `null` cannot be pushed.
 *
 * A crashed `pop` may have taken a value or found none. Failures say nothing.
 */
export function stack(): Model<StackState> {
  return {
    name: 'stack',
    summary: 'a last-in-first-out stack with push and pop; pop answers null when it is empty',
    initial: EMPTY,
    functions: ['push', 'pop'],
    step,
    stateKey: ({ key }) => key,
    describeState,
    observes: ({ f, output, outcome }) =>
      outcome === 'fail' || (f === 'pop' && outcome === 'ok' && output === null),
    object: { type: 'stack', roles: { push: 'insert', pop: 'remove' } },
  };
}

function step(state: StackState, call: Call): StackState | Inconsistent {
  if (call.outcome === 'fail') return state;
  if (call.f === 'push') return push(state, call.input);
  if (state.below === undefined) {
    if (call.outcome === 'info' || call.output === null) return state;
    return inconsistent(`popped ${describeValue(call.output)}, but the stack is empty`);
  }
  if (call.outcome === 'info' || equalValues(state.value, call.output)) return state.below;
  const top = describeValue(state.value);
  if (call.output === null) return inconsistent(`popped nothing, but ${top} is on the stack`);
  return inconsistent(`popped ${describeValue(call.output)}, but ${top} is on top`);
}

function push(below: StackState, value: Value): StackState {
  if (value === null) throw new TypeError('push takes a value other than null');
  const key = canonicalKey(value);
  return {
    value,
    below,
    depth: below.depth + 1,
    key: below.depth === 0 ? key : `${below.key},${key}`,
  };
}

function describeState(state: StackState): string {
  if (state.below === undefined) return 'empty';
  const values: string[] = [];
  let below: StackState | undefined = state;
  while (below?.below !== undefined && values.length < DESCRIBED_MAX) {
    values.push(describeValue(below.value));
    below = below.below;
  }
  const rest = state.depth - values.length;
  return `${values.join(', ')}${rest === 0 ? '' : ` and ${rest} more`} from the top`;
}
