/**
 * Models: sequential specifications. A model says what one operation at a time does; the
 * linearizability checker asks whether some order of the overlapping operations makes the model say
 * what the clients saw.
 */

import type { Outcome } from '../src/history/operation.js';
import type { Value } from '../src/history/value.js';

/** Why a `fail` failed, where that tells something of the state (Maelstrom's errors 22 and 20). */
export type FailureReason = 'compare-failed' | 'key-missing';

/** An operation as a model sees it: what was asked and what was answered, without times. */
export interface Call {
  readonly f: string;
  readonly key?: Value;
  readonly input: Value;
  /** What the client got; meaningless unless `outcome` is `ok`. */
  readonly output: Value;
  /**
   * `fail` reaches a model only together with a `reason`: the operation did nothing, but it saw
   * something.
   */
  readonly outcome: Outcome;
  readonly reason?: FailureReason;
}

/** A step that cannot be: the answer contradicts the state. */
export class Inconsistent {
  /** Marks it across copies of this package: a model may come with another one. */
  readonly kind = 'skerry.inconsistent' as const;

  readonly #message: string | (() => string);

  /**
   * @param message what is wrong, as `read 0, but the register holds 1`; or a function that says so
   * when somebody asks, since a search meets far more contradictions than it tells.
   */
  constructor(message: string | (() => string)) {
    this.#message = message;
  }

  /** What is wrong. */
  get message(): string {
    return typeof this.#message === 'string' ? this.#message : this.#message();
  }
}

/**
 * Whether a step said {@link Inconsistent}. A model without this package at hand may answer any
 * object of the same fields.
 */
export function isInconsistent(next: unknown): next is Inconsistent {
  if (typeof next !== 'object' || next === null) return false;
  return (next as { kind?: unknown }).kind === 'skerry.inconsistent';
}

/** Shorthand for `new Inconsistent(message)`. */
export function inconsistent(message: string | (() => string)): Inconsistent {
  return new Inconsistent(message);
}

/**
 * A model, or an operation it was given, is not what it should be. The message names model,
 * function and operation.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/**
 * What the functions of a model do, for algorithms that are exact and fast on one kind of object.
 * Functions without a role may be there; a history that uses one is left to the search. The
 * operations must then behave as the role says, no more and no less.
 */
export type ObjectView =
  RegisterView | ContainerView | SetView | MultisetView | CounterView | SemaphoreView;

/**
 * One register, for each part: `read` answers what was written last, `write` has the value as
 * input, `cas` has the input `[from, to]`, and the answer `false` says that it compared unequal.
 */
export interface RegisterView {
  readonly type: 'register';
  /** What a read before the first write reads. */
  readonly initial: Value;
  readonly roles: Readonly<Record<string, 'read' | 'write' | 'cas'>>;
  /** Default: a read of `null` is an observation of `null`. */
  readonly nullReads?: 'observed' | 'ignored';
}

/**
 * Values go in by the input of `insert` and come out as the answer of `remove`, which is `null`
 * when the container was empty. `queue`: first in, first out; `stack`: last in, first out;
 * `priority-queue`: the greatest number first, or with `order: 'least-first'` the least.
 */
export interface ContainerView {
  readonly type: 'queue' | 'stack' | 'priority-queue';
  readonly roles: Readonly<Record<string, 'insert' | 'remove'>>;
  readonly order?: 'greatest-first' | 'least-first';
}

/**
 * A set, initially empty. The input is the element; `add` and `remove` answer `true` when they
 * changed the set and `false` when not, `contains` whether the element is there.
 */
export interface SetView {
  readonly type: 'set';
  readonly roles: Readonly<Record<string, 'add' | 'remove' | 'contains'>>;
}

/**
 * A multiset, initially empty. The input is the element; `add` always adds one, `remove` takes one
 * away and answers `true`, or answers `false` when there is none; `count` answers how many there
 * are.
 */
export interface MultisetView {
  readonly type: 'multiset';
  readonly roles: Readonly<Record<string, 'add' | 'remove' | 'count'>>;
}

/**
 * A counter, initially 0. `add` adds its input, a number, or 1 when that is `null`; `read` answers
 * the sum.
 */
export interface CounterView {
  readonly type: 'counter';
  readonly roles: Readonly<Record<string, 'add' | 'read'>>;
}

/** `permits` permits, 1 for a mutex: `acquire` takes one and waits for it, `release` gives one. */
export interface SemaphoreView {
  readonly type: 'semaphore';
  readonly permits: number;
  readonly roles: Readonly<Record<string, 'acquire' | 'release'>>;
}

/**
 * Lets a search drop a state from which an answer that was seen can no longer come about. Demands
 * are answers, such as the value an `ok` read returned; supplies are calls that bring states about
 * which fit them.
 */
export interface LookAhead<State = unknown> {
  /** True when `call` fits only some states, and `leads` and `supplies` understand it. */
  demands(call: Call): boolean;
  /**
   * False only when no run of calls leads from `state` to one that fits `demand`, unless one of
   * them supplies it.
   */
  leads(state: State, demand: Call): boolean;
  /**
   * True when `call` may, from a state that does not lead to one that fits `demand`, make one that
   * does.
   */
  supplies(call: Call, demand: Call): boolean;
}

/**
 * A sequential specification. `step` must be a pure, total function; states are immutable values.
 * @typeParam State anything; give `stateKey` unless it is a {@link Value}, whose structural
 * equality is the default.
 */
export interface Model<State = unknown> {
  readonly name: string;
  /** One line for `skerry list models`. */
  readonly summary: string;
  readonly initial: State;
  /** The functions (`f`) it knows; another is an error that names the operation. */
  readonly functions: readonly string[];
  /**
   * The state after `call`, or {@link Inconsistent}. A call of outcome `info` has no output to
   * agree with.
   */
  step(state: State, call: Call): State | Inconsistent;
  /** Equal keys mean equal states. */
  stateKey?(state: State): string;
  /** Default: the value in JSON. */
  describeState?(state: State): string;
  /**
   * True when `call` never changes any state: a read, a failed compare. The search then takes it as
   * soon as it fits. Leave it out when in doubt.
   */
  observes?(call: Call): boolean;
  /**
   * Parts that are linearizable apart from each other; default: the operation's `key`. `false`: do
   * not split.
   */
  readonly partition?: false | ((call: Call) => Value | undefined);
  /** Never needed, but appends and reads of many processes are hopeless without it. */
  readonly lookAhead?: LookAhead<State>;
  /**
   * What kind of object every part is, when it is one of these: then exact algorithms judge
   * histories of any length.
   */
  readonly object?: ObjectView;
}
