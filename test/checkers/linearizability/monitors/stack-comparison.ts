/**
 * Compares the stack monitor with an oracle on histories that are wrong, if at all, in the order in
 * which values come out, and lets the verifier recheck all that it says and refuse what it does
 * not. The counts are arguments, for long campaigns.
 */

import { linearizable } from '../../../../checkers/linearizability/linearizable.js';
import { stack } from '../../../../checkers/models/stack.js';
import { stackSpecification } from '../../../../checkers/verify/specifications/stack.js';
import { verify } from '../../../../checkers/verify/verify.js';
import type { History } from '../../../../src/history/operation.js';
import { seeded, type Random } from '../../oracle/random.js';
import {
  longStackHistory,
  pairwiseStackHistory,
  randomStackHistory,
} from '../../oracle/random-stacks.js';
import { isStackLegal } from '../../oracle/stack-search.js';
import { certify, problemsOf, type Subject } from './container-comparison.js';

/** The stack and all that judges it. */
export const STACK: Subject = {
  kind: 'stack',
  model: stack(),
  specification: stackSpecification(),
};

/** How often the monitor said what; what it declined is neither legal nor illegal. */
export interface StackTally {
  legal: number;
  illegal: number;
  declinedLegal: number;
  declinedIllegal: number;
  /** Refutations by `residue`, and those of more than two values. */
  residues: number;
  largeResidues: number;
  /** Refutations by `buried`. */
  buried: number;
}

/**
 * Up to `operationsMax` operations, 16 at most, against the oracle; `isPairwise`: such as are right
 * for any two values.
 * @throws Error with the history when monitor, oracle and verifier do not agree.
 */
export function compareNesting(
  count: number,
  seed: number,
  operationsMax: number,
  isPairwise = false,
): StackTally {
  const random = seeded(seed);
  const tally: StackTally = {
    legal: 0,
    illegal: 0,
    declinedLegal: 0,
    declinedIllegal: 0,
    residues: 0,
    largeResidues: 0,
    buried: 0,
  };
  for (let number = 0; number < count; number++) {
    const crashes = random.pick([0, 0, 0.05, 0.2]);
    const history = isPairwise
      ? pairwiseStackHistory(random, Math.floor(operationsMax / 2))
      : randomStackHistory(random, { operationsMax, crashes });
    const wrong = compareOne(history, random, tally);
    if (wrong !== undefined) throw new Error(`${wrong}: ${JSON.stringify(history)}`);
  }
  return tally;
}

/** What is wrong with what the monitor or the verifier said of a history. */
function compareOne(history: History, random: Random, tally: StackTally): string | undefined {
  const isLegal = isStackLegal(history.operations);
  if (isLegal && isRefutedAnyhow(history, random)) return 'refuted though legal';
  const certificate = certify(STACK, history);
  if (certificate === undefined) {
    tally[isLegal ? 'declinedLegal' : 'declinedIllegal'] += 1;
    return undefined;
  }
  tally[isLegal ? 'legal' : 'illegal'] += 1;
  if ((certificate.kind === 'linearization') !== isLegal) return `${certificate.kind} is wrong`;
  const [problem] = problemsOf(STACK, history, certificate);
  if (problem !== undefined) return `refused: ${problem.message}`;
  if (certificate.kind === 'linearization') {
    const [order] = certificate.parts.map((part) => Array.from(part.order));
    return order !== undefined && isAcceptedWithoutOne(history, order, random)
      ? 'an order without an operation is accepted'
      : undefined;
  }
  if (certificate.kind !== 'refutation') return undefined;
  const { rule } = certificate;
  if (rule !== 'residue' && rule !== 'buried') return undefined;
  const groups = certificate.groups.map((group) => Array.from(group));
  if (rule === 'buried') tally.buried += 1;
  else tally.residues += 1;
  if (rule === 'residue' && groups.length > 2) tally.largeResidues += 1;
  const without = random.below(groups.length);
  // What is reported has no value to spare, and none of its operations.
  if (isRefuted(history, rule, groups.toSpliced(without, 1))) return 'a value could be spared';
  groups[without]!.splice(random.below(groups[without]!.length), 1);
  return isRefuted(history, rule, groups) ? 'an operation could be spared' : undefined;
}

/** Whether the verifier accepts a refutation. */
export function isRefuted(
  history: History,
  rule: string,
  groups: readonly (readonly number[])[],
): boolean {
  const until = lastToReturn(history);
  return problemsOf(STACK, history, { kind: 'refutation', rule, until, groups }).length === 0;
}

function lastToReturn({ operations }: History): number {
  let until = operations[0]!;
  for (const operation of operations) {
    if (operation.return === Infinity) continue;
    if (until.return === Infinity || operation.return > until.return) until = operation;
  }
  return until.id;
}

/** Tries to refute with most values of a history, in groups as the rules want them. */
function isRefutedAnyhow({ operations }: History, random: Random): boolean {
  const pushes = operations.filter(({ f }) => f === 'push' && random.chance(0.9));
  const values = pushes.map(({ id, input }) => [
    id,
    ...operations.filter(({ f, output }) => f === 'pop' && output === input).map((pop) => pop.id),
  ]);
  const popped = values.filter((group) => group.length === 2);
  const kept = values.filter((group) => group.length === 1);
  if (isRefuted({ operations }, 'residue', values)) return true;
  if (popped.length === 0) return false;
  const lower = random.pick(popped);
  const above = kept.filter(([push]) => operations[push!]!.call > operations[lower[0]!]!.return);
  const groups = above.map(([push]) => [push!, ...lower]);
  return groups.length > 0 && isRefuted({ operations }, 'buried', groups);
}

function isAcceptedWithoutOne(history: History, order: number[], random: Random): boolean {
  const completed = order.filter((id) => history.operations[id]!.outcome === 'ok');
  if (completed.length === 0) return false;
  const left = random.pick(completed);
  const parts = [{ order: order.filter((id) => id !== left) }];
  return problemsOf(STACK, history, { kind: 'linearization', parts }).length === 0;
}

/** What became of longer histories. */
export interface LongTally {
  legal: number;
  illegal: number;
  declined: number;
  /** Those for which the search gave up. */
  undecided: number;
  residues: number;
}

/**
 * Histories of 50 to `operationsMax` operations, against the generic search.
 * @throws Error with the number of the history when monitor, search and verifier do not agree.
 */
export function compareLong(count: number, seed: number, operationsMax: number): LongTally {
  const random = seeded(seed);
  const tally: LongTally = { legal: 0, illegal: 0, declined: 0, undecided: 0, residues: 0 };
  const search = linearizable(STACK.model, { monitors: false });
  for (let number = 0; number < count; number++) {
    const history = longStackHistory(random, {
      operations: 50 + random.below(random.below(operationsMax - 49) + 1),
      width: 2 + random.below(2),
      crashes: random.pick([0, 0, 0.003]),
      swaps: random.below(4),
    });
    const certificate = certify(STACK, history);
    const verdict = search.check(history, { configurationsMax: 8000 });
    if (certificate === undefined) tally.declined += 1;
    else {
      const [problem] = problemsOf(STACK, history, certificate);
      if (problem !== undefined) throw new Error(`history ${number}: ${problem.message}`);
      if (certificate.kind === 'refutation') tally.residues += 1;
      const said = certificate.kind === 'linearization' ? 'legal' : 'illegal';
      if (verdict.kind !== 'unknown' && verdict.kind !== said) {
        throw new Error(`history ${number} is not ${said}`);
      }
    }
    if (verdict.kind === 'unknown') {
      tally.undecided += 1;
      continue;
    }
    tally[verdict.kind] += 1;
    const [problem] = verify(history, verdict, STACK.specification);
    if (problem !== undefined) throw new Error(`history ${number}: ${problem.message}`);
  }
  return tally;
}
