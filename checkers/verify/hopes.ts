/**
 * When a configuration may be missing from a certificate: some operation that is still to take
 * effect, in flight or the next to begin and return, has an answer that nothing which may take
 * effect before it can bring about.
 */

import type { Operation } from '../../src/history/operation.js';
import type { Configuration } from './configurations.js';
import type { Level } from './levels.js';
import type { Numbering } from './numbering.js';
import type { VerifiedPart } from './parts.js';
import type { Specification } from './specification.js';
import type { States } from './states.js';

/**
 * Knows of one part which configurations can still be completed, as far as a look at single answers
 * tells.
 */
export class Hopes {
  readonly #specification: Specification;
  readonly #numbering: Numbering;
  readonly #states: States;
  readonly #byCall: readonly Operation[];
  /**
   * For each place in `#byCall`, whichever of it and the later ones returns first and looks for a
   * state.
   */
  readonly #firstToReturn: readonly (Operation | undefined)[];

  constructor(
    part: VerifiedPart,
    specification: Specification,
    numbering: Numbering,
    states: States,
  ) {
    this.#specification = specification;
    this.#numbering = numbering;
    this.#states = states;
    this.#byCall = [...part.operations].sort((first, second) => first.call - second.call);
    const firstToReturn: (Operation | undefined)[] = [];
    let first: Operation | undefined;
    for (let place = this.#byCall.length - 1; place >= 0; place--) {
      const operation = this.#byCall[place]!;
      if (this.#tells(operation) && operation.return < (first?.return ?? Infinity)) {
        first = operation;
      }
      firstToReturn.push(first);
    }
    this.#firstToReturn = firstToReturn.reverse();
  }

  /** False when some operation cannot be explained from the configuration any more. */
  remain({ returning, open }: Level, { state, taken }: Configuration): boolean {
    const { operations } = this.#numbering;
    const left = open.filter((number) => !taken.includes(number)).map((at) => operations[at]!);
    const later = this.#placeAfter(returning.return);
    const next = this.#firstToReturn[later];
    const held = this.#states.stateOf(state);
    return (
      left.every(
        (waiting) => !this.#tells(waiting) || this.#canReach(held, waiting, left, later),
      ) &&
      (next === undefined || this.#canReach(held, next, left, later))
    );
  }

  #tells(operation: Operation): boolean {
    return operation.outcome === 'ok' && this.#specification.tells?.(operation) === true;
  }

  #canReach(
    state: unknown,
    operation: Operation,
    open: readonly Operation[],
    later: number,
  ): boolean {
    if (this.#specification.canReach === undefined) return true;
    const available = open.filter((other) => other !== operation);
    for (let place = later; place < this.#byCall.length; place++) {
      const other = this.#byCall[place]!;
      if (other.call >= operation.return) break;
      if (other !== operation) available.push(other);
    }
    return this.#specification.canReach(state, operation, available);
  }

  /** The place of the first operation called after a rank. */
  #placeAfter(rank: number): number {
    let low = 0;
    let high = this.#byCall.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#byCall[middle]!.call <= rank) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
