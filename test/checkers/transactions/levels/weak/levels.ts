/**
 * The weak levels as these tests go through them, the engine that decides them, and how often each
 * held and was violated.
 */

import {
  decideWeakLevel,
  WEAK_AXIOMS as AXIOMS,
} from '../../../../../checkers/transactions/levels/weak/decide-weak-level.js';
import type { CommitOrder, Level } from '../../../../../checkers/transactions/levels/level.js';

export { AXIOMS, decideWeakLevel };

/** The orders, from weak to strong. */
export const ORDERS: readonly CommitOrder[] = ['none', 'session', 'realtime'];

/** Counts of answers by level. */
export class LevelTallies {
  readonly #counts = new Map<string, number>();

  /** Counts one answer. */
  count({ axiom, order }: Level, kind: string): void {
    const name = `${axiom} ${order} ${kind}`;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** The least share that an answer had among those of any one level. */
  leastShare(kind: 'holds' | 'violated'): number {
    const shares = AXIOMS.flatMap((axiom) =>
      ORDERS.map((order) => {
        const holds = this.#counts.get(`${axiom} ${order} holds`) ?? 0;
        const violated = this.#counts.get(`${axiom} ${order} violated`) ?? 0;
        return (kind === 'holds' ? holds : violated) / Math.max(1, holds + violated);
      }),
    );
    return Math.min(...shares);
  }

  /** One line a level. */
  toString(): string {
    return [...this.#counts].map(([name, count]) => `${name}: ${count}`).join('\n');
  }
}
