/**
 * Sequential consistency: one order of all operations, which keeps the order of every process, and
 * in which every read returns the last write before it (Lamport 1979). Unlike linearizability it
 * says nothing of real time, and does not hold key by key.
 *
 * NP-complete even where it is known who read from whom (Gibbons and Korach 1997). What breaks
 * causal convergence breaks it too, and is found and told more easily; the others are decided as
 * transactions of one operation.
 */

import { judgeConvergence } from '../causal/causal-convergence.js';
import { explainOrder, seesInOrder } from '../causal/explain-order.js';
import type { Checker, CheckOptions } from '../checker.js';
import { Allowance } from '../linearizability/allowance.js';
import type { RegisterHistoryOptions } from '../registers/register-accesses.js';
import { registerChecker } from '../registers/register-checker.js';
import type { Judgement, RegisterModel } from '../registers/register-checker.js';
import type { RegisterOperations } from '../registers/register-operations.js';
import { decideStrongLevel } from '../transactions/levels/polygraph/decide-strong-level.js';
import { observeRegisters } from '../transactions/registers/observe-registers.js';
import { transactionsOfRegisters } from './register-transactions.js';

const MODEL: RegisterModel = {
  name: 'sequential',
  anomaly: 'non-sequential',
  algorithm: 'causal order and conflicts, then a search over orders of writes',
  judge,
  explain: (core) =>
    explainOrder(core, {
      headline: 'no order of all operations explains',
      links: () => true,
      tells: () => true,
      sees: seesInOrder,
      isForcing: true,
      isTotal: true,
    }),
};

/** Checks sequential consistency; `unknown` when the search exceeds the budget. */
export function sequential(options: RegisterHistoryOptions = {}): Checker {
  return registerChecker(MODEL, options);
}

function judge(
  operations: RegisterOperations,
  allowance: Allowance,
  options: CheckOptions = {},
): Judgement {
  if (isDivergent(operations)) return { kind: 'violated', persists: isDivergent };
  const observation = observeRegisters(transactionsOfRegisters(operations));
  const level = { axiom: 'serializable', order: 'session' } as const;
  const answer = decideStrongLevel(observation, level, options);
  for (let spent = 0; spent < answer.configurations; spent++) allowance.visit();
  if (answer.kind === 'unknown') return { kind: 'unknown', reason: answer.reason };
  const placesOf = (nodes: Int32Array): Int32Array =>
    nodes.map((node) => observation.transaction[node]!).filter((place) => place >= 0);
  if (answer.kind === 'holds') return { kind: 'holds', order: placesOf(answer.order) };
  return { kind: 'violated', involved: placesOf(answer.involved).sort() };
}

function isDivergent(operations: RegisterOperations): boolean {
  return judgeConvergence(operations, new Allowance(1)).kind === 'violated';
}
