/**
 * The engine on histories of a replicated store with more or fewer weaknesses, too long for all
 * orders: answers are compared with the definitions as a graph and must become no weaker as levels
 * do, the two algorithms for causal consistency with one another.
 */

import type { LevelAnswer } from '../../../../../checkers/transactions/levels/level.js';
import { seeded } from '../../../oracle/random.js';
import { WeakLevelFacts, type OracleHistory } from '../../../oracle/transactions/weak-levels.js';
import { holdsByClocks } from './clocks-alone.js';
import { complaintOf, isShownAlone } from './evidence.js';
import { AXIOMS, decideWeakLevel, LevelTallies, ORDERS } from './levels.js';
import { shortestCycleLength } from './literal-graph.js';
import { observationOf } from './observation-of.js';
import { randomStore, storeHistory } from './replicated-store.js';

/** What was found. */
export interface StoreTallies {
  readonly tallies: LevelTallies;
  readonly cycles: number;
  /** Cycles as short as any by the definitions. */
  readonly shortest: number;
}

/**
 * Compares on `count` histories.
 * @throws Error with the history in which something is wrong
 */
export function compareOnStores(count: number, seed: number): StoreTallies {
  const random = seeded(seed);
  const found = { tallies: new LevelTallies(), cycles: 0, shortest: 0 };
  for (let at = 0; at < count; at++) {
    const history = storeHistory(random, randomStore(random));
    const complaint = compareOne(history, found);
    if (complaint !== '') throw new Error(`${complaint} ${JSON.stringify(history)}`);
  }
  return found;
}

function compareOne(
  history: OracleHistory,
  found: { readonly tallies: LevelTallies; cycles: number; shortest: number },
): string {
  const observation = observationOf(history);
  const held = new Set<string>();
  for (const [rank, order] of ORDERS.entries()) {
    const facts = new WeakLevelFacts(history, order);
    for (const [strength, axiom] of AXIOMS.entries()) {
      const level = { axiom, order };
      const answer = decideWeakLevel(observation, level);
      found.tallies.count(level, answer.kind);
      const length = shortestCycleLength(history, facts, axiom, order);
      const problem =
        complaintOf(history, observation, facts, axiom, answer) ||
        complaintOfLength(answer, length, axiom === 'read-committed');
      if (problem !== '') return `${axiom} ${order}: ${problem}`;
      if (!isShownAlone(history, observation, level, answer)) return `${axiom} ${order}: not alone`;
      if (answer.kind === 'holds') {
        held.add(`${axiom} ${order}`);
        if (strength > 0 && !held.has(`${AXIOMS[strength - 1]!} ${order}`)) return 'weaker axiom';
        if (rank > 0 && !held.has(`${axiom} ${ORDERS[rank - 1]!}`)) return 'weaker order';
      } else if (answer.kind === 'violated') {
        found.cycles++;
        if (answer.cycle!.length === length) found.shortest++;
      }
    }
    if (order !== 'none' && holdsByClocks(observation, order) !== held.has(`causal ${order}`)) {
      return `clocks ${order}`;
    }
  }
  return '';
}

function complaintOfLength(answer: LevelAnswer, length: number, isExact: boolean): string {
  if (answer.kind !== 'violated') return length === Infinity ? '' : 'there is a cycle';
  // Edges that follow from others are not kept, so that a cycle may be longer than by all.
  if (answer.cycle!.length < length) return 'the cycle is shorter than the shortest';
  return isExact && answer.cycle!.length > length ? 'there is a shorter cycle' : '';
}
