/**
 * Rechecks an order of commits by the axioms of Biswas and Enea (OOPSLA 2019, figure 2): whoever
 * reads a key from one transaction, and has seen another that wrote it, has seen the first last.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { Problem } from '../specification.js';
import { CausalPasts, missed } from './causal-pasts.js';
import type { ClaimedModel } from './claimed-model.js';
import type { ClaimedOrder } from './commit-order.js';
import { contradiction } from './internal-reads.js';
import { NOBODY, UNKNOWN, type PlainHistory, type PlainRead } from './plain-history.js';
import { fits } from './replay-serial.js';

/**
 * Problems of the order; empty when it satisfies the axiom. About linear, where nobody reads from
 * many large transactions; for causality see {@link CausalPasts}.
 */
export function checkSeen(
  history: PlainHistory,
  claimed: ClaimedOrder,
  claim: ClaimedModel,
): Problem[] {
  const { order, position } = claimed;
  if (history.columns.lists.others.length > 0) {
    return [{ message: 'lists were read that no one order of appends explains' }];
  }
  const pasts = claim.axiom === 'causal' ? new CausalPasts(history, claimed, claim) : undefined;
  if (pasts?.problem !== undefined) return [pasts.problem];
  const view = new View(history, claimed, claim);
  const isWhole = claim.axiom === 'read-atomic' || claim.axiom === 'causal';
  for (let at = 0; at < order.length; at++) {
    const id = order[at]!;
    const reads = history.readsOf(id);
    for (const { writer, isExternal } of reads) {
      if (writer === UNKNOWN) return [{ message: `#${id} read what nobody had committed` }];
      // Who misses its own write breaks read atomicity; other models look at external reads only.
      if (writer === NOBODY || (!isExternal && writer !== id)) continue;
      if (position[writer] === -1 || position[writer]! >= at) {
        return [{ message: `#${id} read from #${writer}, which does not precede it` }];
      }
    }
    if (isWhole && contradiction(history.columns, id) !== -1) {
      return [{ message: `#${id} contradicts itself` }];
    }
    const external = reads.filter(({ isExternal }) => isExternal);
    const problem = view.append(id) ?? pasts?.take(id, external) ?? view.take(id, external);
    if (problem !== undefined) return [problem];
  }
  return [];
}

/** What each transaction has seen directly, and how lists grow. */
class View {
  readonly #last = new Map<number, number>();
  readonly #lengths: Int32Array;
  /** By key, of the transaction at hand: the position up to which it has seen the writers. */
  readonly #seenUpTo: Int32Array;
  readonly #seenBy: Int32Array;

  constructor(
    private readonly history: PlainHistory,
    private readonly claimed: ClaimedOrder,
    private readonly claim: ClaimedModel,
  ) {
    const keys = history.columns.keys.length;
    this.#lengths = new Int32Array(keys);
    this.#seenUpTo = new Int32Array(keys);
    this.#seenBy = new Int32Array(keys).fill(-1);
  }

  /** Takes the appends of a transaction, which come in the order in which they were read. */
  append(id: number): Problem | undefined {
    const { kind, start, f, key, value, lists } = this.history.columns;
    if (kind !== 'list-append') return undefined;
    for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
      if (f[micro] !== MICRO.write) continue;
      const place = this.#lengths[key[micro]!]!++;
      if (fits(lists, key[micro]!, place, value[micro]!)) continue;
      return { message: `#${id} appends out of the order that was read` };
    }
    return undefined;
  }

  take(id: number, reads: readonly PlainRead[]): Problem | undefined {
    const { axiom, order } = this.claim;
    if (axiom === 'read-committed' || axiom === 'causal') return undefined;
    const { process, outcome } = this.history.columns;
    const previous = order !== 'none' ? this.#last.get(process[id]!) : undefined;
    if (outcome[id] === OUTCOME.ok) this.#last.set(process[id]!, id);
    const isAtomic = axiom === 'read-atomic';
    if (isAtomic) {
      if (previous !== undefined) this.#see(id, previous);
      for (const { writer } of reads) this.#see(id, writer);
    }
    for (const { key, writer } of reads) {
      const from = writer === NOBODY ? -1 : this.claimed.position[writer]!;
      if (this.#seenBy[key] === id && this.#seenUpTo[key]! > from) {
        return missed(id, this.claimed.order[this.#seenUpTo[key]!]!, writer);
      }
      if (!isAtomic) this.#see(id, writer);
    }
    return undefined;
  }

  /** The transaction has seen all that `writer` wrote. */
  #see(id: number, writer: number): void {
    if (writer === NOBODY) return;
    const { start, key } = this.history.columns;
    const { isLast } = this.history.index;
    const at = this.claimed.position[writer]!;
    for (let micro = start[writer]!; micro < start[writer + 1]!; micro++) {
      if (isLast[micro] === 0) continue;
      const on = key[micro]!;
      if (this.#seenBy[on] !== id || this.#seenUpTo[on]! < at) this.#seenUpTo[on] = at;
      this.#seenBy[on] = id;
    }
  }
}
