/**
 * From a violation to a refutation. The classical arguments are tried first, against the operation
 * that returned last: when the part ends where it becomes illegal, that is the one to blame.
 */

import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import type { Refutation } from '../monitor.js';
import type { Chains, Violation } from './chains.js';
import { calledAt, returningAt } from './evidence.js';
import { explainBlocks } from './explain-blocks.js';
import {
  explainChain,
  explainCycle,
  explainTwoReplacements,
  explainUnwritten,
} from './explain-chains.js';
import { explainPresent } from './explain-unequal.js';
import { explainReader } from './explain-reader.js';
import type { RegisterFacts } from './register-facts.js';

/** The evidence for a violation, or for another one that is told more simply. Linear. */
export function refute(facts: RegisterFacts, chains: Chains, violation: Violation): Refutation {
  for (const suspect of suspectsOf(facts, violation)) {
    const found = explainReader(facts, suspect);
    if (found !== undefined) return found;
  }
  switch (violation.kind) {
    case 'phantom':
    case 'future':
      return explainUnwritten(facts, chains, violation.value);
    case 'replaced-twice':
      return explainTwoReplacements(facts, chains, violation.by);
    case 'cycle':
      return explainCycle(facts, chains, violation.value);
    case 'chain':
      return explainChain(facts, chains, violation);
    case 'blocks':
      return explainBlocks(facts, chains, violation.roots);
    case 'present':
      return explainPresent(facts, chains, violation.member);
  }
}

/** Members that saw something and against whom a classical argument may hold. */
function suspectsOf(facts: RegisterFacts, violation: Violation): number[] {
  const { part, first, writer } = facts;
  const suspects = [lastReturning(facts)];
  if (violation.kind === 'phantom' || violation.kind === 'future') {
    const seen = first[violation.value]!;
    if (seen !== OPEN) suspects.push(returningAt(facts, seen));
  } else if (violation.kind === 'replaced-twice') {
    suspects.push(...violation.by.map((value) => writer[value]!));
  } else if (violation.kind === 'chain') suspects.push(calledAt(facts, violation.back));
  return suspects.filter((member) => member >= 0 && member < part.size);
}

function lastReturning({ part }: RegisterFacts): number {
  let last = 0;
  let latest = -1;
  for (let member = 0; member < part.size; member++) {
    const returned = part.return[member]!;
    if (returned === OPEN || returned <= latest) continue;
    latest = returned;
    last = member;
  }
  return last;
}
