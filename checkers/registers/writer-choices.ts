/**
 * Who wrote what each read returned, where values alone do not say: a value that was written twice,
 * or that was there at first and was written too. All ways to choose are tried in turn, but for
 * those that repeat what was already found to be wrong.
 */

import { INITIAL, type RegisterOperations } from './register-operations.js';
import type { RegisterAccesses } from './register-accesses.js';

/** The reads of values that nobody wrote and that were not there at first; as accesses. */
export function readsOfNothing(accesses: RegisterAccesses): number[] {
  const reads: number[] = [];
  for (let access = 0; access < accesses.size; access++) {
    if (accesses.isWrite[access] === 0 && candidateCount(accesses, access) === 0) {
      reads.push(access);
    }
  }
  return reads;
}

/** The possible writers of a read; {@link INITIAL} the first, where it is one. */
function candidatesOf(accesses: RegisterAccesses, read: number): number[] {
  const version = accesses.version[read]!;
  const { writerStart, writers, isInitial } = accesses;
  const found = Array.from(writers.subarray(writerStart[version], writerStart[version + 1]));
  return isInitial[version] === 1 ? [INITIAL, ...found] : found;
}

/** All choices of writers, one after the other. Every read must have a candidate. */
export class WriterChoices {
  /** Reads that have several candidates, as accesses. */
  readonly ambiguous: readonly number[];
  /** For each access that reads the chosen writer, as an access or {@link INITIAL}. */
  readonly writerOf: Int32Array;
  readonly #candidates: readonly (readonly number[])[];
  readonly #chosen: Int32Array;
  /** Choices that cannot go together: each a list of places in `ambiguous` and of candidates. */
  readonly #wrong: (readonly (readonly [number, number])[])[] = [];

  constructor(accesses: RegisterAccesses) {
    const ambiguous: number[] = [];
    const writerOf = new Int32Array(accesses.size).fill(INITIAL);
    for (let access = 0; access < accesses.size; access++) {
      if (accesses.isWrite[access] === 1) continue;
      const version = accesses.version[access]!;
      if (candidateCount(accesses, access) > 1) ambiguous.push(access);
      else if (accesses.isInitial[version] === 0) {
        writerOf[access] = accesses.writers[accesses.writerStart[version]!]!;
      }
    }
    this.ambiguous = ambiguous;
    this.writerOf = writerOf;
    this.#candidates = ambiguous.map((read) => candidatesOf(accesses, read));
    this.#chosen = new Int32Array(ambiguous.length);
    ambiguous.forEach((_, place) => this.#choose(place, 0));
  }

  /**
   * Never again the choices that were made for the reads of `core`.
   * @returns whether others are left; they are chosen now.
   */
  refute(core: RegisterOperations): boolean {
    const accesses = new Set(core.access);
    const wrong: (readonly [number, number])[] = [];
    this.ambiguous.forEach((read, place) => {
      if (accesses.has(read)) wrong.push([place, this.#chosen[place]!]);
    });
    if (wrong.length === 0) return false;
    this.#wrong.push(wrong);
    for (;;) {
      const met = this.#wrong.find((each) =>
        each.every(([place, choice]) => this.#chosen[place] === choice),
      );
      if (met === undefined) return true;
      if (!this.#advance(met.at(-1)![0])) return false;
    }
  }

  /** The next choice at `place`, or at an earlier place where there is none; the first after it. */
  #advance(place: number): boolean {
    let at = place;
    while (at >= 0 && this.#chosen[at]! + 1 === this.#candidates[at]!.length) at--;
    if (at < 0) return false;
    this.#choose(at, this.#chosen[at]! + 1);
    for (let later = at + 1; later < this.#chosen.length; later++) this.#choose(later, 0);
    return true;
  }

  #choose(place: number, choice: number): void {
    this.#chosen[place] = choice;
    this.writerOf[this.ambiguous[place]!] = this.#candidates[place]![choice]!;
  }
}

function candidateCount(
  { version, writerStart, isInitial }: RegisterAccesses,
  read: number,
): number {
  const of = version[read]!;
  return writerStart[of + 1]! - writerStart[of]! + isInitial[of]!;
}
