/**
 * Numbers for the operations that are in flight at some level: those of one kind stand together, in
 * order of return. A sorted list of numbers is then a set of operations by kind, and two of them
 * are compared in one pass.
 */

import type { Operation } from '../../src/history/operation.js';
import { ROLE, type Kinds } from './kinds.js';

/** Operations by number, and what is looked up of them most often. */
export class Numbering {
  readonly operations: readonly Operation[];
  readonly kind: Int32Array;
  /** `ROLE`. */
  readonly role: Uint8Array;
  /** Scattered bits, for hashes of sets of operations. */
  readonly mark: Int32Array;
  /** The same for sets in which only the kinds of live mutators count; 0 for all others. */
  readonly kindMark: Int32Array;
  /** A bit for the kind of a crashed operation; 0 for all others. */
  readonly crashedBit: Int32Array;
  readonly #numbers: ReadonlyMap<number, number>;

  constructor(operations: readonly Operation[], kinds: Kinds) {
    const drafts = operations
      .map((operation) => ({ operation, kind: kinds.of(operation) }))
      .sort((a, b) => a.kind - b.kind || compareReturns(a.operation, b.operation));
    this.operations = drafts.map(({ operation }) => operation);
    this.kind = Int32Array.from(drafts, ({ kind }) => kind);
    this.role = Uint8Array.from(this.kind, (kind) => kinds.role[kind]!);
    this.mark = this.kind.map((_, number) => scatter(number));
    this.kindMark = this.kind.map((kind, number) =>
      this.role[number] === ROLE.mutator ? scatter(kind) : 0,
    );
    this.crashedBit = this.kind.map((kind, number) =>
      this.role[number] === ROLE.crashed ? 1 << (kind & 31) : 0,
    );
    this.#numbers = new Map(this.operations.map(({ id }, number) => [id, number]));
  }

  /** The number of the operation `id`; `undefined` when it is none of the operations. */
  numberOf(id: number): number | undefined {
    return this.#numbers.get(id);
  }
}

/** Spreads the bits of a number (the last step of MurmurHash3). */
export function scatter(number: number): number {
  let bits = (number + 0x6d2b79f5) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

function compareReturns(first: Operation, second: Operation): number {
  // Two crashed ones both return never, and the difference of infinities is no number.
  return first.return === second.return ? first.id - second.id : first.return - second.return;
}
