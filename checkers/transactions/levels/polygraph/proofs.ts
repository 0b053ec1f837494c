/**
 * Where clauses come from: cycles of edges, and other clauses by resolution. Of a contradiction
 * only the cycles that took part are wanted, which tell the transactions involved.
 */

/** A cycle: known edges by number, and the literals whose edges close it. */
export interface CycleProof {
  readonly edges: readonly number[];
  readonly literals: readonly number[];
}

/** Proofs by number. */
export class Proofs {
  /** Proofs that each rests on, or for cycles none. */
  readonly #from: (readonly number[])[] = [];
  readonly #cycles: (CycleProof | undefined)[] = [];
  #words = 0;

  /** Integers in use, about. */
  get words(): number {
    return this.#words;
  }

  /** A clause that says that not all of these edges can be. */
  addCycle(cycle: CycleProof): number {
    this.#words += cycle.edges.length + cycle.literals.length;
    this.#from.push([]);
    return this.#cycles.push(cycle) - 1;
  }

  /** A clause that follows from others. */
  addResolution(from: readonly number[]): number {
    this.#words += from.length;
    this.#from.push(from);
    return this.#cycles.push(undefined) - 1;
  }

  /** The cycles that a proof rests on. Linear in its parts. */
  cyclesOf(proof: number): CycleProof[] {
    const found: CycleProof[] = [];
    const isSeen = new Uint8Array(this.#from.length);
    const stack = [proof];
    isSeen[proof] = 1;
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const cycle = this.#cycles[next];
      if (cycle !== undefined) found.push(cycle);
      for (const one of this.#from[next]!) {
        if (isSeen[one] === 1) continue;
        isSeen[one] = 1;
        stack.push(one);
      }
    }
    return found;
  }
}
