/**
 * The engine against all orders, with its evidence rechecked: on each history every axiom with
 * every order of commits.
 */

import { seeded } from '../../../oracle/random.js';
import { someOrderSatisfies, WeakLevelFacts } from '../../../oracle/transactions/weak-levels.js';
import { holdsByClocks } from './clocks-alone.js';
import { complaintOf, isShownAlone } from './evidence.js';
import { AXIOMS, decideWeakLevel, LevelTallies, ORDERS } from './levels.js';
import { observationOf } from './observation-of.js';
import { randomShape, randomTransactions } from './random-transactions.js';

/**
 * Compares on `count` histories.
 * @throws Error with the history on which they disagree
 */
export function compareWithBruteForce(count: number, seed: number): LevelTallies {
  const tallies = new LevelTallies();
  const random = seeded(seed);
  for (let at = 0; at < count; at++) {
    const history = randomTransactions(random, randomShape(random));
    const observation = observationOf(history);
    for (const order of ORDERS) {
      const facts = new WeakLevelFacts(history, order);
      for (const axiom of AXIOMS) {
        const level = { axiom, order };
        const answer = decideWeakLevel(observation, level);
        const expected = someOrderSatisfies(history, axiom, order) ? 'holds' : 'violated';
        let complaint = answer.kind === expected ? '' : `${expected}, not ${answer.kind}`;
        complaint ||= complaintOf(history, observation, facts, axiom, answer);
        if (complaint === '' && !isShownAlone(history, observation, level, answer)) {
          complaint = 'those involved do not show it alone';
        }
        if (axiom === 'causal' && order !== 'none') {
          const byClocks = holdsByClocks(observation, order) ? 'holds' : 'violated';
          if (byClocks !== expected) complaint = `${expected}, not ${byClocks} by clocks`;
        }
        if (complaint !== '') {
          throw new Error(`${axiom} ${order}: ${complaint} ${JSON.stringify({ history, answer })}`);
        }
        tallies.count(level, answer.kind);
      }
    }
  }
  return tallies;
}
