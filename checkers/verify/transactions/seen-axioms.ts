/**
 * Rechecks an order of commits by the axioms of Biswas and Enea (OOPSLA 2019, figure 2): whoever
 * reads a key from one transaction, and has seen another that wrote it, has seen the first one last.
 */

import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import type { Problem } from '../specification.js';
import type { ClaimedModel } from './claimed-model.js';
import type { ClaimedOrder } from './commit-order.js';
import { NOBODY, UNKNOWN, Writers, type PlainRead } from './plain-reads.js';

/** Beyond, who has seen whom takes more memory than a recheck is worth: 50 MB. */
const CAUSAL_MAX = 20_000;

/** Problems of the order; empty when it satisfies the axiom. Causality takes quadratic memory. */
export function checkSeen(
  columns: TransactionColumns,
  claimed: ClaimedOrder,
  claim: ClaimedModel,
): Problem[] {
  const { order, position } = claimed;
  if (claim.axiom === 'causal' && order.length > CAUSAL_MAX) {
    return [{ message: `causality is rechecked for up to ${CAUSAL_MAX} transactions only` }];
  }
  const writers = new Writers(columns);
  const view = new View(columns, claimed, claim, writers);
  for (let at = 0; at < order.length; at++) {
    const id = order[at]!;
    const reads = writers.readsOf(id);
    for (const { writer } of reads) {
      if (writer === UNKNOWN) return [{ message: `#${id} read what nobody had committed` }];
      if (writer !== NOBODY && (position[writer]! === -1 || position[writer]! >= at)) {
        return [{ message: `#${id} read from #${writer}, which does not precede it` }];
      }
    }
    const problem = view.take(id, at, reads);
    if (problem !== undefined) return [problem];
  }
  return [];
}

/** What each transaction has seen. */
class View {
  /** For each position the positions it has seen, as bits; for causality only. */
  readonly #seen: Uint32Array[] = [];
  readonly #last = new Map<number, number>();
  /** Positions of the writers of each key so far, ascending. */
  readonly #writersOf = new Map<number, number[]>();

  constructor(
    private readonly columns: TransactionColumns,
    private readonly claimed: ClaimedOrder,
    private readonly claim: ClaimedModel,
    private readonly writers: Writers,
  ) {}

  take(id: number, at: number, reads: readonly PlainRead[]): Problem | undefined {
    const problem =
      this.claim.axiom === 'causal' ? this.#causal(id, at, reads) : this.#direct(id, reads);
    const { process, outcome } = this.columns;
    if (outcome[id] === OUTCOME.ok) this.#last.set(process[id]!, id);
    for (const key of this.writers.lastWrites(id).keys()) {
      const all = this.#writersOf.get(key);
      if (all === undefined) this.#writersOf.set(key, [at]);
      else all.push(at);
    }
    return problem;
  }

  #previous(id: number): number {
    if (this.claim.order !== 'session') return NOBODY;
    return this.#last.get(this.columns.process[id]!) ?? NOBODY;
  }

  /** What was read from directly, or came before in the process. */
  #direct(id: number, reads: readonly PlainRead[]): Problem | undefined {
    const { axiom } = this.claim;
    if (axiom === 'read-committed') return undefined;
    const isAtomic = axiom === 'read-atomic';
    const seen = new Set<number>();
    if (isAtomic) {
      for (const { writer } of reads) seen.add(writer);
      seen.add(this.#previous(id));
    }
    for (const read of reads) {
      for (const other of seen) {
        if (other !== NOBODY && this.#missed(other, read)) return missed(id, other, read.writer);
      }
      seen.add(read.writer);
    }
    return undefined;
  }

  /** Whether `other`, which was seen, wrote the key later than the one that it was read from. */
  #missed(other: number, { key, writer }: PlainRead): boolean {
    if (other === writer || !this.writers.lastWrites(other).has(key)) return false;
    const { position } = this.claimed;
    return writer === NOBODY || position[other]! > position[writer]!;
  }

  #causal(id: number, at: number, reads: readonly PlainRead[]): Problem | undefined {
    const { order, position } = this.claimed;
    const bits = new Uint32Array((order.length >> 5) + 1);
    this.#seen.push(bits);
    for (const other of [...reads.map(({ writer }) => writer), this.#previous(id)]) {
      if (other === NOBODY) continue;
      const from = position[other]!;
      const before = this.#seen[from]!;
      for (let word = 0; word < bits.length; word++) bits[word]! |= before[word]!;
      bits[from >> 5]! |= 1 << (from & 31);
    }
    for (const { key, writer } of reads) {
      const first = writer === NOBODY ? -1 : position[writer]!;
      const later = (this.#writersOf.get(key) ?? []).find(
        (place) => place > first && place < at && ((bits[place >> 5]! >> (place & 31)) & 1) === 1,
      );
      if (later !== undefined) return missed(id, order[later]!, writer);
    }
    return undefined;
  }
}

function missed(id: number, other: number, writer: number): Problem {
  const source = writer === NOBODY ? 'the initial state' : `#${writer}`;
  return {
    message: `#${id} had seen #${other}, and read a key that it wrote from ${source} before it`,
  };
}
