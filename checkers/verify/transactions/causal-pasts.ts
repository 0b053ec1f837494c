/**
 * What each transaction of an order has seen by way of others: all that it read from, all that its
 * process did before, and what those had seen. Transactions are put into chains of which each has
 * seen the one before it, so that a number for each chain says what one has seen of it.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import type { Problem } from '../specification.js';
import type { ClaimedModel } from './claimed-model.js';
import type { ClaimedOrder } from './commit-order.js';
import { limitProblem } from './limit-problem.js';
import { NOBODY, type PlainHistory, type PlainRead } from './plain-history.js';

/** Numbers that are kept at most: 256 MB. */
const NUMBERS_MAX = 2 ** 26;

/** Those of one chain that wrote a key, by their places in the chain, ascending. */
interface ChainWriters {
  readonly chain: number;
  readonly places: number[];
  readonly ids: number[];
}

/** Takes transactions in order; memory and time are transactions times chains at worst. */
export class CausalPasts {
  readonly problem: Problem | undefined;
  readonly #chainOf: Int32Array;
  readonly #placeOf: Int32Array;
  /** By position, how many of each chain were seen. */
  readonly #seen: Int32Array;
  readonly #chains: number;
  readonly #previous: Int32Array;
  readonly #writersOf: readonly ChainWriters[][];

  constructor(
    private readonly history: PlainHistory,
    private readonly claimed: ClaimedOrder,
    claim: ClaimedModel,
  ) {
    const { size, keys } = history.columns;
    const { order } = claimed;
    this.#chainOf = new Int32Array(size).fill(-1);
    this.#placeOf = new Int32Array(size);
    this.#previous = new Int32Array(size).fill(-1);
    if (claim.order !== 'none') this.#findPrevious();
    this.#chains = this.#chain();
    this.#writersOf = keys.map(() => []);
    const numbers = order.length * this.#chains;
    if (numbers > NUMBERS_MAX) {
      this.problem = limitProblem(
        `${order.length} transactions in ${this.#chains} chains of which each saw the one ` +
          'before are too many to recheck causality',
      );
    }
    this.#seen = new Int32Array(numbers > NUMBERS_MAX ? 0 : numbers);
  }

  /** Takes the next transaction, with what it read from others. */
  take(id: number, reads: readonly PlainRead[]): Problem | undefined {
    const { position } = this.claimed;
    const row = position[id]! * this.#chains;
    this.#see(row, this.#previous[id]!);
    for (const { writer } of reads) this.#see(row, writer);
    for (const { key, writer } of reads) {
      const from = writer === NOBODY ? -1 : position[writer]!;
      for (const writers of this.#writersOf[key]!) {
        const last = lastSeen(writers, this.#seen[row + writers.chain]!);
        if (last !== undefined && position[last]! > from) return missed(id, last, writer);
      }
    }
    this.#note(id);
    return undefined;
  }

  #see(row: number, other: number): void {
    if (other < 0) return;
    const seen = this.#seen;
    const from = this.claimed.position[other]! * this.#chains;
    for (let chain = 0; chain < this.#chains; chain++) {
      if (seen[from + chain]! > seen[row + chain]!) seen[row + chain] = seen[from + chain]!;
    }
    const own = row + this.#chainOf[other]!;
    seen[own] = Math.max(seen[own]!, this.#placeOf[other]! + 1);
  }

  #note(id: number): void {
    const { key } = this.history.columns;
    const chain = this.#chainOf[id]!;
    for (const micro of this.history.lastWrites(id)) {
      const all = this.#writersOf[key[micro]!]!;
      let writers = all.find((one) => one.chain === chain);
      if (writers === undefined) all.push((writers = { chain, places: [], ids: [] }));
      writers.places.push(this.#placeOf[id]!);
      writers.ids.push(id);
    }
  }

  #findPrevious(): void {
    const { process, outcome } = this.history.columns;
    const last = new Map<number, number>();
    for (const id of this.claimed.order) {
      this.#previous[id] = last.get(process[id]!) ?? -1;
      if (outcome[id] === OUTCOME.ok) last.set(process[id]!, id);
    }
  }

  /** Puts each behind its predecessor, or else behind one that it read from; counts the chains. */
  #chain(): number {
    const { order, position } = this.claimed;
    const isFollowed = new Uint8Array(this.history.columns.size);
    let chains = 0;
    for (const id of order) {
      const sources = this.history.readsOf(id).map(({ writer }) => writer);
      const before = [this.#previous[id]!, ...sources].find(
        (other) => other >= 0 && isFollowed[other] === 0 && position[other]! < position[id]!,
      );
      if (before === undefined || position[before] === -1) {
        this.#chainOf[id] = chains++;
        continue;
      }
      isFollowed[before] = 1;
      this.#chainOf[id] = this.#chainOf[before]!;
      this.#placeOf[id] = this.#placeOf[before]! + 1;
    }
    return chains;
  }
}

/** The last of those that stand among the first `count` of their chain. */
function lastSeen({ places, ids }: ChainWriters, count: number): number | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < count) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : ids[low - 1];
}

/** The problem that one had seen a write, and read what was there before it. */
export function missed(id: number, other: number, writer: number): Problem {
  const source = writer === NOBODY ? 'the initial state' : `#${writer}`;
  return {
    message: `#${id} had seen #${other}, and read a key that it wrote from ${source} before it`,
  };
}
