/**
 * Search for sides of all choices that make a graph without cycles: conflict-driven clause learning
 * (Marques-Silva and Sakallah 1999) with an incremental topological order as its theory. A choice
 * is first tried as it stands in the order (VeriStrong, VLDB 2026); and as long as the order agrees
 * with one of its sides it need not be tried at all. Of a legal history few choices are.
 */

import type { Allowance } from '../../../linearizability/allowance.js';
import { ActivityQueue } from './activity-queue.js';
import { Clauses } from './clauses.js';
import type { IncrementalOrder } from './incremental-order.js';
import { Proofs, type CycleProof } from './proofs.js';

/** Edges of both sides of every choice, in compressed rows by literal: twice a choice plus side. */
export interface SideEdges {
  readonly choices: number;
  readonly start: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** For each choice two nodes; in whose order the graph stands, that side is tried first. */
  readonly leaning: Int32Array;
}

/** `found`: for each choice, all edges of one side then lead forward in the order. */
export type Searched =
  | { readonly kind: 'found' }
  | { readonly kind: 'contradiction'; readonly cycles: readonly CycleProof[] }
  | { readonly kind: 'exhausted' };

const UNDECIDED = -1;
const RESTART_CONFLICTS = 128;
const FORGET_CONFLICTS = 4000;

/** Nodes looked at in order to find cycles that count as much as a decision. */
const LOOKS_PER_VISIT = 16;

/** The search; visits count decisions, conflicts and the work of keeping the order. */
export class ChoiceSearch {
  readonly #edges: SideEdges;
  readonly #order: IncrementalOrder;
  readonly #allowance: Allowance;
  readonly #clauses: Clauses;
  readonly #proofs = new Proofs();
  readonly #queue: ActivityQueue;
  /** Side of each choice. */
  readonly #side: Int8Array;
  readonly #level: Int32Array;
  /** Clause that implied each choice; -1 for decisions. */
  readonly #reason: Int32Array;
  /** Proof of each choice that is certain. */
  readonly #certain: Int32Array;
  readonly #trail: Int32Array;
  /** How many edges the order had before those of each literal of the trail. */
  readonly #edgesBefore: Int32Array;
  readonly #levels: number[] = [];
  #trailLength = 0;
  #clausesDone = 0;
  #edgesDone = 0;
  readonly #isSeen: Uint8Array;
  #conflicts = 0;
  #words = 0;
  #looksSpent = 0;

  constructor(edges: SideEdges, order: IncrementalOrder, allowance: Allowance) {
    this.#edges = edges;
    this.#order = order;
    this.#allowance = allowance;
    const { choices } = edges;
    this.#clauses = new Clauses(2 * choices);
    this.#queue = new ActivityQueue(choices);
    this.#side = new Int8Array(choices).fill(UNDECIDED);
    this.#level = new Int32Array(choices);
    this.#reason = new Int32Array(choices).fill(-1);
    this.#certain = new Int32Array(choices).fill(-1);
    this.#trail = new Int32Array(choices);
    this.#edgesBefore = new Int32Array(choices);
    this.#isSeen = new Uint8Array(choices);
  }

  /** Exponential at worst; ends with the allowance. */
  run(): Searched {
    let restartAt = RESTART_CONFLICTS * luby(1);
    let forgetAt = FORGET_CONFLICTS;
    for (let restarts = 1; ;) {
      const conflict = this.#propagate();
      if (conflict !== undefined) {
        this.#conflicts++;
        if (this.#levels.length === 0) return this.#contradiction(conflict);
        this.#learn(conflict);
      } else if (this.#conflicts >= restartAt && this.#levels.length > 0) {
        restartAt = this.#conflicts + RESTART_CONFLICTS * luby(++restarts);
        this.#backTo(0);
        if (this.#conflicts >= forgetAt) {
          forgetAt = this.#conflicts + FORGET_CONFLICTS + this.#clauses.count;
          this.#clauses.forget(this.#valueOf);
        }
        continue;
      } else if (!this.#decide()) return { kind: 'found' };
      this.#spend();
      if (this.#allowance.exhausted !== undefined) return { kind: 'exhausted' };
    }
  }

  readonly #valueOf = (literal: number): number => {
    const side = this.#side[literal >> 1]!;
    return side === UNDECIDED ? UNDECIDED : side === (literal & 1) ? 1 : 0;
  };

  readonly #imply = (literal: number, reason: number): boolean => {
    if (this.#side[literal >> 1] !== UNDECIDED) return false;
    this.#assign(literal, reason);
    return true;
  };

  #spend(): void {
    this.#allowance.visit();
    for (; this.#looksSpent < this.#order.looks; this.#looksSpent += LOOKS_PER_VISIT) {
      this.#allowance.visit();
    }
    const words = this.#clauses.words + this.#proofs.words;
    this.#allowance.take(words - this.#words);
    this.#words = words;
  }

  #assign(literal: number, reason: number): void {
    const choice = literal >> 1;
    this.#side[choice] = literal & 1;
    this.#level[choice] = this.#levels.length;
    this.#reason[choice] = reason;
    this.#trail[this.#trailLength++] = literal;
    if (this.#levels.length > 0 || reason < 0) return;
    const from = [this.#clauses.proofOf(reason)];
    for (const other of this.#clauses.literalsOf(reason)) {
      if (other >> 1 !== choice) from.push(this.#certain[other >> 1]!);
    }
    this.#certain[choice] = this.#proofs.addResolution(from);
  }

  /** Follows clauses, then edges; returns literals that are all false but cannot be. */
  #propagate(): { readonly literals: readonly number[]; readonly proof: number } | undefined {
    for (;;) {
      if (this.#clausesDone < this.#trailLength) {
        const literal = this.#trail[this.#clausesDone++]! ^ 1;
        const failed = this.#clauses.falsified(literal, this.#valueOf, this.#imply);
        if (failed < 0) continue;
        const literals = [...this.#clauses.literalsOf(failed)];
        return { literals, proof: this.#clauses.proofOf(failed) };
      }
      if (this.#edgesDone === this.#trailLength) return undefined;
      const literal = this.#trail[this.#edgesDone]!;
      this.#edgesBefore[this.#edgesDone++] = this.#order.length;
      const { start, from, to } = this.#edges;
      for (let at = start[literal]!; at < start[literal + 1]!; at++) {
        if (!this.#order.add(from[at]!, to[at]!, literal)) return this.#cycleThrough(literal);
      }
    }
  }

  #cycleThrough(literal: number): { readonly literals: readonly number[]; readonly proof: number } {
    const edges: number[] = [];
    const chosen = new Set([literal]);
    for (const edge of this.#order.cycle) {
      if (edge >= 0) edges.push(edge);
      else chosen.add(-edge - 1);
    }
    const proof = this.#proofs.addCycle({ edges, literals: [...chosen] });
    return { literals: [...chosen].map((one) => one ^ 1), proof };
  }

  /**
   * Takes the most active open choice that the order does not settle by itself, as far as it stands
   * in the order; `false` if none is open.
   */
  #decide(): boolean {
    do {
      while (this.#queue.length > 0) {
        const choice = this.#queue.pop();
        const literal = 2 * choice + this.#leaningOf(choice);
        if (this.#side[choice] !== UNDECIDED || this.#isSettled(literal)) continue;
        this.#levels.push(this.#trailLength);
        this.#assign(literal, -1);
        return true;
      }
    } while (this.#wake());
    return false;
  }

  #leaningOf(choice: number): number {
    const { places } = this.#order;
    const { leaning } = this.#edges;
    return places[leaning[2 * choice]!]! < places[leaning[2 * choice + 1]!]! ? 0 : 1;
  }

  /** Whether all edges of a literal lead forward as it is, so that nothing is to be decided. */
  #isSettled(literal: number): boolean {
    const { start, from, to } = this.#edges;
    const { places } = this.#order;
    for (let at = start[literal]!; at < start[literal + 1]!; at++) {
      if (places[from[at]!]! > places[to[at]!]!) return false;
    }
    return true;
  }

  /** Queues the open choices that the order settled once, but has been changed for others since. */
  #wake(): boolean {
    for (let choice = 0; choice < this.#side.length; choice++) {
      if (this.#side[choice] !== UNDECIDED) continue;
      if (!this.#isSettled(2 * choice + this.#leaningOf(choice))) this.#queue.push(choice);
    }
    return this.#queue.length > 0;
  }

  #backTo(level: number): void {
    if (this.#levels.length <= level) return;
    const length = this.#levels[level]!;
    if (this.#edgesDone > length) this.#order.shrinkTo(this.#edgesBefore[length]!);
    while (this.#trailLength > length) {
      const choice = this.#trail[--this.#trailLength]! >> 1;
      this.#side[choice] = UNDECIDED;
      this.#queue.push(choice);
    }
    this.#levels.length = level;
    this.#clausesDone = length;
    this.#edgesDone = Math.min(this.#edgesDone, length);
  }

  /**
   * Resolves a conflict with the reasons of its literals until one literal of the level is left
   * (first unique implication point), goes back to where that is implied, and implies it.
   */
  #learn(conflict: { readonly literals: readonly number[]; readonly proof: number }): void {
    const from = [conflict.proof];
    const learned = [0];
    const current = this.#levels.length;
    let open = 0;
    let at = this.#trailLength;
    let literals: Iterable<number> = conflict.literals;
    let resolved = -1;
    for (;;) {
      for (const literal of literals) {
        const choice = literal >> 1;
        if (choice === resolved || this.#isSeen[choice] === 1) continue;
        this.#isSeen[choice] = 1;
        this.#queue.bump(choice);
        if (this.#level[choice] === current) open++;
        else learned.push(literal);
      }
      do at--;
      while (this.#isSeen[this.#trail[at]! >> 1] === 0);
      resolved = this.#trail[at]! >> 1;
      this.#isSeen[resolved] = 0;
      if (--open === 0) break;
      from.push(this.#clauses.proofOf(this.#reason[resolved]!));
      literals = this.#clauses.literalsOf(this.#reason[resolved]!);
    }
    learned[0] = this.#trail[at]! ^ 1;
    this.#queue.decay();
    this.#keep(learned, from);
  }

  #keep(learned: number[], from: number[]): void {
    let level = 0;
    const clause = [learned[0]!];
    for (let at = 1; at < learned.length; at++) {
      const choice = learned[at]! >> 1;
      this.#isSeen[choice] = 0;
      if (this.#level[choice] === 0) {
        from.push(this.#certain[choice]!);
        continue;
      }
      clause.push(learned[at]!);
      if (this.#level[choice]! <= level) continue;
      level = this.#level[choice]!;
      clause[clause.length - 1] = clause[1]!;
      clause[1] = learned[at]!;
    }
    this.#backTo(level);
    const reference = this.#clauses.add(clause, this.#proofs.addResolution(from));
    this.#assign(clause[0]!, reference);
  }

  #contradiction(conflict: {
    readonly literals: readonly number[];
    readonly proof: number;
  }): Searched {
    const from = [conflict.proof];
    for (const literal of conflict.literals) from.push(this.#certain[literal >> 1]!);
    const cycles = this.#proofs.cyclesOf(this.#proofs.addResolution(from));
    return { kind: 'contradiction', cycles };
  }
}

/** The sequence 1 1 2 1 1 2 4 ... (Luby, Sinclair and Zuckerman 1993), from 1. */
function luby(index: number): number {
  let remaining = index;
  for (;;) {
    const power = 32 - Math.clz32(remaining);
    if (remaining === 2 ** power - 1) return 2 ** (power - 1);
    remaining -= 2 ** (power - 1) - 1;
  }
}
