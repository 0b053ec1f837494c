/**
 * The verifier's own view of a history: which operations count, and which belong together. Ids are
 * places in `History.operations`, but for histories that somebody filtered; those get a table.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import type { ObservedFailure, Specification } from './specification.js';

/** One part of the history: the operations an order must or may hold, in order of call. */
export interface VerifiedPart {
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly failureOf: (operation: Operation) => ObservedFailure | undefined;
}

/** The name under which parts are compared; a history without keys has one part without a name. */
export function partName(key: Value | undefined): string {
  return key === undefined ? '' : canonicalKey(key);
}

/**
 * A history in parts. Failed operations are in one only where the specification reads what they
 * saw. Linear to make.
 */
export class PartedHistory {
  readonly operations: readonly Operation[];
  readonly parts: ReadonlyMap<string, VerifiedPart>;
  /** The part of the operation at each place; `undefined` for those that do not count. */
  readonly #partAt: readonly (VerifiedPart | undefined)[];
  /** Places by id; `undefined` where an id is its place. */
  readonly #places: ReadonlyMap<number, number> | undefined;

  /** @param isByElement splits objects that are made of elements into these. */
  constructor(history: History, specification: Specification, isByElement = false) {
    const { operations } = history;
    const drafts = new Drafts(specification, isByElement);
    this.operations = operations;
    this.#partAt = operations.map((operation) => drafts.add(operation));
    this.parts = drafts.byName;
    if (operations.some(({ id }, place) => id !== place)) {
      this.#places = new Map(operations.map(({ id }, place) => [id, place]));
    }
  }

  /** The place of the operation `id` among `operations`; `undefined` unless it is of `part`. */
  placeOf(id: number, part: VerifiedPart): number | undefined {
    const place = this.#places === undefined ? id : this.#places.get(id);
    // Certificates may hold anything: 1.5, say, or a place beyond the end.
    return place !== undefined && this.#partAt[place] === part ? place : undefined;
  }
}

interface Draft extends VerifiedPart {
  readonly operations: Operation[];
}

class Drafts {
  readonly byName = new Map<string, Draft>();
  /** The same parts, by keys that need no canonical text to be compared. */
  readonly #byKey = new Map<number | string | undefined, Draft>();
  readonly #nameOf: (operation: Operation) => Value | undefined;
  readonly #failureOf: VerifiedPart['failureOf'];

  constructor(specification: Specification, isByElement: boolean) {
    this.#nameOf = (operation) =>
      (isByElement ? specification.elementOf?.(operation) : undefined) ??
      specification.partOf?.(operation);
    this.#failureOf = (operation) =>
      operation.outcome === 'fail' ? specification.failureOf?.(operation) : undefined;
  }

  add(operation: Operation): VerifiedPart | undefined {
    if (operation.outcome === 'fail' && this.#failureOf(operation) === undefined) return undefined;
    const part = this.#partOf(this.#nameOf(operation) ?? operation.key);
    part.operations.push(operation);
    return part;
  }

  #partOf(key: Value | undefined): Draft {
    if (key !== undefined && typeof key !== 'number' && typeof key !== 'string') {
      return this.#named(partName(key));
    }
    let part = this.#byKey.get(key);
    if (part === undefined) {
      part = this.#named(partName(key));
      this.#byKey.set(key, part);
    }
    return part;
  }

  #named(name: string): Draft {
    let part = this.byName.get(name);
    if (part === undefined) {
      part = { name, operations: [], failureOf: this.#failureOf };
      this.byName.set(name, part);
    }
    return part;
  }
}
