/**
 * Causal memory, CM: for each process there is one order of what comes causally before its last
 * operation, which respects causality and explains all its reads (Ahamad, Neiger, Burns, Kohli,
 * Hutto 1995). By Bouajjani, Enea, Guerraoui and Hamza (POPL 2017, table 2) it is violated exactly
 * by the bad patterns of CC, and by WriteHBInitRead and CyclicHB of the relation HB of a process.
 */

import type { Checker } from '../checker.js';
import { Allowance } from '../linearizability/allowance.js';
import type { RegisterHistoryOptions } from '../registers/register-accesses.js';
import { registerChecker } from '../registers/register-checker.js';
import type { Judgement, RegisterModel } from '../registers/register-checker.js';
import type { RegisterOperations } from '../registers/register-operations.js';
import { causalOrder, readsOverwritten } from './causal-order.js';
import { Saturation } from './saturation.js';
import { explainView, judgeViews } from './views.js';

const MODEL: RegisterModel = {
  name: 'causal-memory',
  anomaly: 'non-causal-memory',
  algorithm: 'causal order by vector clocks, saturated for each process',
  judge: judgeMemory,
  explain: (core) => explainView(core, saturate, 'all'),
};

/**
 * Checks causal memory (CM). Polynomial: O(n k) and the work of saturation, of which every raised
 * clock counts as a configuration.
 */
export function causalMemory(options: RegisterHistoryOptions = {}): Checker {
  return registerChecker(MODEL, options);
}

function judgeMemory(operations: RegisterOperations, allowance: Allowance): Judgement {
  const causality = causalOrder(operations, allowance);
  if ('kind' in causality) return causality;
  if (readsOverwritten(operations, causality)) return { kind: 'violated', persists: isNotCausal };
  return judgeViews(operations, saturate, allowance);
}

/** What breaks causal consistency is quicker to see than the views of processes are. */
function isNotCausal(operations: RegisterOperations): boolean {
  const causality = causalOrder(operations, new Allowance(1));
  return !('kind' in causality) && readsOverwritten(operations, causality);
}

function saturate(operations: RegisterOperations, allowance: Allowance): Saturation | undefined {
  const causality = causalOrder(operations, allowance);
  if ('kind' in causality) return undefined;
  return new Saturation(operations, causality.clocks, causality.index, allowance);
}
