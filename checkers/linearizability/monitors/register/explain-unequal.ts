/**
 * The argument against a compare-and-set that found another value although its expected one was
 * there all the time.
 */

import type { Refutation } from '../monitor.js';
import type { Chains } from './chains.js';
import { calledAt, effectOf, nameOf, refer, returningAt, writersOf } from './evidence.js';
import { KIND, type RegisterFacts } from './register-facts.js';
import { tellDeed, tellEffect } from './words.js';
import { lastSeen } from './wrongly-unequal.js';

/** The value was there before `member` was called, and afterwards, or nobody could replace it. */
export function explainPresent(facts: RegisterFacts, chains: Chains, member: number): Refutation {
  const expected = facts.value[member]!;
  const value = nameOf(facts, expected);
  const name = refer(facts, member);
  const isInitial = expected === facts.initial;
  const before = isInitial ? [] : [returningAt(facts, facts.first[expected]!)];
  const path = afterwards(facts, chains, expected, facts.part.return[member]!);
  return {
    rule: 'present',
    groups: [[member], before, path],
    message: `missed value: ${name} did not find ${value}, which was there all the time`,
    shown: [...writersOf(facts, expected), member, ...before, ...path],
    explanation: [
      isInitial
        ? `${value} was there from the start.`
        : `${tellDeed(facts, before[0]!)} and returned before ${name} began.`,
      ...tellEffect(facts, path),
      path.length === 0
        ? `Nothing that may have replaced ${value} began before ${name} returned.`
        : `${tellDeed(facts, path[0]!)} and began after ${name} had returned.`,
      `However ${name} found another value than ${value} in between: a contradiction.`,
    ],
  };
}

/** Who saw the value, called after rank `since`, and why that took effect. */
function afterwards(
  facts: RegisterFacts,
  chains: Chains,
  expected: number,
  since: number,
): number[] {
  const last = lastSeen(facts, chains, expected);
  if (last < since) return [];
  const after = calledAt(facts, last);
  const isCas = facts.kind[after] === KIND.cas;
  return isCas ? effectOf(facts, chains, facts.value[after]!) : [after];
}
