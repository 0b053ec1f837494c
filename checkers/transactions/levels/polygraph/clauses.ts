/**
 * Clauses over literals, with two watched literals each (Moskewicz and others, DAC 2001). A literal
 * is twice a variable, plus the side that is chosen. Each clause knows the number of its proof.
 */

/** Of each clause: number of its proof, how many literals, the literals, watched ones first. */
const HEADER = 2;

const CAPACITY_MIN = 4096;

/** Clauses that were learned. */
export class Clauses {
  /** Clauses one after the other; a reference is a place in it. */
  arena: Int32Array = new Int32Array(CAPACITY_MIN);
  #length = 0;
  readonly #references: number[] = [];
  /** For each literal the clauses that watch it. */
  readonly #watches: number[][];

  constructor(literals: number) {
    this.#watches = Array.from({ length: literals }, () => []);
  }

  /** Integers in use. */
  get words(): number {
    return this.#length;
  }

  get count(): number {
    return this.#references.length;
  }

  /** Adds a clause, of which the first two literals are watched. */
  add(literals: readonly number[], proof: number): number {
    const reference = this.#length;
    this.#length += HEADER + literals.length;
    while (this.#length > this.arena.length) {
      const larger = new Int32Array(this.arena.length * 2);
      larger.set(this.arena);
      this.arena = larger;
    }
    this.arena[reference] = proof;
    this.arena[reference + 1] = literals.length;
    for (let at = 0; at < literals.length; at++) {
      this.arena[reference + HEADER + at] = literals[at]!;
    }
    this.#references.push(reference);
    this.#watch(reference);
    return reference;
  }

  proofOf(reference: number): number {
    return this.arena[reference]!;
  }

  /** The literals of a clause, valid until the next is added. */
  literalsOf(reference: number): Int32Array {
    const first = reference + HEADER;
    return this.arena.subarray(first, first + this.arena[reference + 1]!);
  }

  /**
   * `literal` became false: finds other literals to watch. Where there is none, the remaining
   * literal is implied.
   * @param valueOf 1 for true, 0 for false, -1 for open.
   * @param imply tells of an implied literal; `false` when it is false already.
   * @returns the clause that has become false; -1 if none has.
   */
  falsified(
    literal: number,
    valueOf: (literal: number) => number,
    imply: (literal: number, reference: number) => boolean,
  ): number {
    const { arena } = this;
    const watching = this.#watches[literal]!;
    let kept = 0;
    for (let at = 0; at < watching.length; at++) {
      const reference = watching[at]!;
      const first = reference + HEADER;
      if (arena[first] === literal) {
        arena[first] = arena[first + 1]!;
        arena[first + 1] = literal;
      }
      if (valueOf(arena[first]!) !== 1) {
        const end = first + arena[reference + 1]!;
        let other = first + 2;
        while (other < end && valueOf(arena[other]!) === 0) other++;
        if (other < end) {
          arena[first + 1] = arena[other]!;
          arena[other] = literal;
          this.#watches[arena[first + 1]!]!.push(reference);
          continue;
        }
        if (!imply(arena[first]!, reference)) {
          while (at < watching.length) watching[kept++] = watching[at++]!;
          watching.length = kept;
          return reference;
        }
      }
      watching[kept++] = reference;
    }
    watching.length = kept;
    return -1;
  }

  /**
   * Forgets the longer half of the clauses, and those that are true, while nothing but what is
   * certain has a value: no reason is needed any more.
   */
  forget(valueOf: (literal: number) => number): void {
    const lengths = Int32Array.from(this.#references, (reference) => this.arena[reference + 1]!);
    const lengthMax = Math.max(2, lengths.sort()[lengths.length >> 1] ?? 0);
    const old = this.#references.splice(0);
    const arena = this.arena.slice();
    for (const watching of this.#watches) watching.length = 0;
    this.#length = 0;
    for (const reference of old) {
      const length = arena[reference + 1]!;
      if (length > lengthMax || length < 2) continue;
      const literals = [...arena.subarray(reference + HEADER, reference + HEADER + length)];
      if (literals.some((literal) => valueOf(literal) === 1)) continue;
      literals.sort((left, right) => valueOf(left) - valueOf(right));
      this.add(literals, arena[reference]!);
    }
  }

  #watch(reference: number): void {
    if (this.arena[reference + 1]! < 2) return;
    this.#watches[this.arena[reference + HEADER]!]!.push(reference);
    this.#watches[this.arena[reference + HEADER + 1]!]!.push(reference);
  }
}
