/**
 * What the verifier knows of an object. It is stated a second time, apart from the models of the
 * checkers, so that a mistake in a model's `step` cannot vouch for itself.
 */

import type { Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import type { VerifiedPart } from './parts.js';

/** Why a failed operation did nothing, where that is an observation. */
export type ObservedFailure = 'compare-failed' | 'key-missing';

/** An object that operations change in place: what long orders are replayed on. */
export interface Replay {
  /** False when the answer of the operation contradicts the state, which then stays. */
  take(operation: Operation, failure: ObservedFailure | undefined): boolean;
  /** The state, for messages; may be long. */
  text(): string;
}

/**
 * Rechecks one rule of refutation: the problems of `groups`, operations of `part` as the
 * certificate lists them, as evidence that the part has no linearization. Looks at the whole part
 * where the rule needs to know that nobody else wrote a value.
 */
export type RefutationRule = (
  part: VerifiedPart,
  groups: readonly (readonly Operation[])[],
) => Problem[];

/** A sequential object for the verifier. All functions are pure. */
export interface Specification<State = unknown> {
  readonly name: string;
  readonly initial: State;
  /** The state after the operation, `undefined` when its answer contradicts `state`. */
  apply(
    state: State,
    operation: Operation,
    failure: ObservedFailure | undefined,
  ): State | undefined;
  /** The text that stands for the state in certificates. */
  text(state: State): string;
  /** True when the operation changes no state whatever. */
  observes(operation: Operation): boolean;
  /** True when `canReach` understands the answer of the operation. */
  tells?(operation: Operation): boolean;
  /**
   * False only when no order of some of `available` leads from `state` to one in which `operation`
   * fits; `true` when nobody knows. Certificates may leave out configurations from which an
   * operation cannot be explained any more.
   */
  canReach?(state: State, operation: Operation, available: readonly Operation[]): boolean;
  /** The object in its initial state, for long orders; default: by `apply`. */
  replay?(): Replay;
  /** The rules by which certificates may refute a part, by name. */
  readonly rules?: Readonly<Record<string, RefutationRule>>;
  /** The part of the history an operation belongs to; default: its `key`. */
  partOf?(operation: Operation): Value | undefined;
  /**
   * For objects made of elements that do not influence each other: the name of the element's part.
   * Exhaustion is shown of one element; orders and refutations are of all.
   */
  elementOf?(operation: Operation): Value | undefined;
  /**
   * For histories whose failures are observed: what a failed operation saw. Default: failures are
   * left out.
   */
  readonly failureOf?: (operation: Operation) => ObservedFailure | undefined;
}

/** Something about a certificate that does not hold. */
export interface Problem {
  readonly message: string;
}
