/**
 * When a configuration may be missing from a certificate: some operation that is still to take
 * effect, in flight or the next to begin and return, has an answer that nothing which may take
 * effect before it can bring about.
 */

import type { Operation } from '../../src/history/operation.js';
import type { Level } from './levels.js';
import type { VerifiedPart } from './parts.js';
import type { Specification } from './specification.js';

/**
 * Knows of one part which configurations can still be completed, as far as a look at single answers
 * tells.
 */
export class Hopes {
  readonly #specification: Specification;
  readonly #byCall: readonly Operation[];
  /**
   * For each place in `#byCall`, whichever of it and the later ones returns first and looks for a
   * state.
   */
  readonly #firstToReturn: readonly (Operation | undefined)[];

  constructor(part: VerifiedPart, specification: Specification) {
    this.#specification = specification;
    this.#byCall = [...part.operations].sort((first, second) => first.call - second.call);
    const firstToReturn: (Operation | undefined)[] = [];
    let first: Operation | undefined;
    const tells = (operation: Operation): boolean => this.#tells(operation);
    for (const operation of [...this.#byCall].reverse()) {
      if (tells(operation) && operation.return < (first?.return ?? Infinity)) first = operation;
      firstToReturn.push(first);
    }
    this.#firstToReturn = firstToReturn.reverse();
  }

  /** False when some operation cannot be explained from `state` any more. */
  remain(level: Level, state: unknown, taken: readonly number[]): boolean {
    const open = level.open.filter(({ id }) => !taken.includes(id));
    const later = this.#placeAfter(level.returning.return);
    const next = this.#firstToReturn[later];
    const waiting = [
      ...open.filter((operation) => this.#tells(operation)),
      ...(next === undefined ? [] : [next]),
    ];
    return waiting.every((operation) => this.#canReach(state, operation, open, later));
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
    for (const other of this.#calledWithin(later, operation.return)) {
      if (other !== operation) available.push(other);
    }
    return this.#specification.canReach(state, operation, available);
  }

  /** Operations from a place on that are called before a rank. */
  *#calledWithin(from: number, until: number): Generator<Operation> {
    for (let place = from; place < this.#byCall.length; place++) {
      if (this.#byCall[place]!.call >= until) return;
      yield this.#byCall[place]!;
    }
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
