/**
 * Saturation of an order for the eyes of one process: what the process reads says in which order
 * it has seen writes, that tells it of earlier writes, and so on until nothing is new or the order
 * goes round. Clocks are raised where they change and put back for the next process.
 *
 * For PRAM this is the read-centric algorithm of Wei, Huang, Lu and Cao (TPDS 2016), for causal
 * memory the relation HB of Bouajjani, Enea, Guerraoui and Hamza (POPL 2017).
 */

import type { Allowance } from '../linearizability/allowance.js';
import { INITIAL, type RegisterOperations } from '../registers/register-operations.js';
import type { Clocks } from './clocks.js';
import type { Successors } from './edge-list.js';
import { lastWrite, type WriteIndex } from './write-index.js';

/** The view of each process in turn, over an order that all share. */
export class Saturation {
  readonly #operations: RegisterOperations;
  readonly #clocks: Clocks;
  readonly #index: WriteIndex;
  readonly #allowance: Allowance;
  readonly #shared: Successors;
  /** Edges of the view, as linked lists by the operation they leave. */
  readonly #firstEdge: Int32Array;
  #edgeTo: number[] = [];
  #edgeNext: number[] = [];
  /** Entries of rows that were changed, and what they were, to be put back. */
  #changedAt: number[] = [];
  #changedFrom: number[] = [];
  /** Chains of which each waiting operation has learnt something. */
  readonly #news: number[][];
  /** Operations whose followers are to be told of what was raised, and how many there are. */
  readonly #isWaiting: Uint8Array;
  #waiting = 0;
  #viewer = -1;

  constructor(
    operations: RegisterOperations,
    clocks: Clocks,
    index: WriteIndex,
    allowance: Allowance,
  ) {
    this.#operations = operations;
    this.#clocks = clocks;
    this.#index = index;
    this.#allowance = allowance;
    this.#shared = clocks.edges.successors(operations.size);
    this.#firstEdge = new Int32Array(operations.size).fill(-1);
    this.#isWaiting = new Uint8Array(operations.size);
    this.#news = Array.from({ length: operations.size }, () => []);
  }

  /**
   * Whether the process whose operations are `own`, in order, can have seen all writes in one order
   * that respects the shared one and starts each of its reads at the write it returned;
   * `undefined` when the budget ended.
   */
  isConsistent(own: readonly number[]): boolean | undefined {
    const { writer, isWrite, chain } = this.#operations;
    this.#viewer = own.length === 0 ? -1 : chain[own[0]!]!;
    try {
      for (const at of own) if (writer[at]! >= 0 && !this.#relate(writer[at]!, at)) return false;
      for (const at of own) if (isWrite[at] === 0 && !this.#observe(at)) return false;
      while (this.#waiting > 0) {
        const answer = this.#sweep();
        if (answer !== true) return answer;
      }
      return true;
    } finally {
      this.#restore();
    }
  }

  /** Goes over what was raised in the shared order, so that little is raised twice. */
  #sweep(): boolean | undefined {
    for (const at of this.#clocks.order) {
      if (this.#isWaiting[at] === 0) continue;
      this.#isWaiting[at] = 0;
      this.#waiting -= 1;
      this.#allowance.visit();
      if (this.#allowance.exhausted !== undefined) return undefined;
      if (!this.#spread(at)) return false;
    }
    return true;
  }

  /** Says that `from` comes before `to`; false when that is contradicted. */
  #relate(from: number, to: number): boolean {
    const { chains, row } = this.#clocks;
    const { chain, position } = this.#operations;
    if (row[to * chains + chain[from]!]! >= position[from]!) return true;
    this.#edgeNext.push(this.#firstEdge[from]!);
    this.#firstEdge[from] = this.#edgeTo.push(to) - 1;
    return this.#raise(from, to);
  }

  /** Takes what comes before `from`, and `from` itself, as before `to`. */
  #raise(from: number, to: number): boolean {
    const { chains, row } = this.#clocks;
    const { chain, position } = this.#operations;
    if (this.#isAfter(from, to)) return false;
    for (let each = 0; each < chains; each++) this.#learn(to, each, row[from * chains + each]!);
    this.#learn(to, chain[from]!, position[from]!);
    return true;
  }

  /** Tells what follows `at` of what is new. */
  #spread(at: number): boolean {
    const news = this.#news[at]!;
    const { start, to } = this.#shared;
    for (let edge = start[at]!; edge < start[at + 1]!; edge++) {
      if (!this.#tell(at, to[edge]!, news)) return false;
    }
    for (let edge = this.#firstEdge[at]!; edge >= 0; edge = this.#edgeNext[edge]!) {
      if (!this.#tell(at, this.#edgeTo[edge]!, news)) return false;
    }
    news.length = 0;
    const { isWrite, chain } = this.#operations;
    return isWrite[at] === 1 || chain[at] !== this.#viewer || this.#observe(at);
  }

  #tell(from: number, to: number, news: readonly number[]): boolean {
    const { chains, row } = this.#clocks;
    if (this.#isAfter(from, to)) return false;
    for (const each of news) this.#learn(to, each, row[from * chains + each]!);
    return true;
  }

  #isAfter(from: number, to: number): boolean {
    const { chains, row } = this.#clocks;
    const { chain, position } = this.#operations;
    return from === to || row[from * chains + chain[to]!]! >= position[to]!;
  }

  #learn(at: number, chain: number, position: number): void {
    const { chains, row } = this.#clocks;
    const entry = at * chains + chain;
    if (position <= row[entry]!) return;
    this.#changedAt.push(entry);
    this.#changedFrom.push(row[entry]!);
    row[entry] = position;
    this.#news[at]!.push(chain);
    if (this.#isWaiting[at] === 1) return;
    this.#isWaiting[at] = 1;
    this.#waiting += 1;
  }

  /** What a read has seen comes before what it returned. */
  #observe(read: number): boolean {
    const { key, writer } = this.#operations;
    const { chains, row } = this.#clocks;
    const of = key[read]!;
    const end = this.#index.groupStart[of + 1]!;
    for (let group = this.#index.groupStart[of]!; group < end; group++) {
      const known = row[read * chains + this.#index.chain[group]!]!;
      const seen = lastWrite(this.#index, this.#operations, group, known);
      if (seen < 0 || seen === writer[read]) continue;
      if (writer[read] === INITIAL || !this.#relate(seen, writer[read]!)) return false;
    }
    return true;
  }

  #restore(): void {
    const { chains, row } = this.#clocks;
    for (let at = this.#changedAt.length - 1; at >= 0; at--) {
      const entry = this.#changedAt[at]!;
      row[entry] = this.#changedFrom[at]!;
      this.#news[Math.floor(entry / chains)]!.length = 0;
    }
    this.#changedAt = [];
    this.#changedFrom = [];
    this.#isWaiting.fill(0);
    this.#waiting = 0;
    this.#firstEdge.fill(-1);
    this.#edgeTo = [];
    this.#edgeNext = [];
  }
}
