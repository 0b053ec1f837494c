/**
 * Arguments that need more than one operation against two values: chains of compare-and-sets, and
 * crashed operations that must have taken effect because somebody saw what came of them.
 */

import type { Refutation } from '../monitor.js';
import type { Chains, Violation } from './chains.js';
import { calledAt, nameOf, refer, returningAt, effectOf, writersOf } from './evidence.js';
import { KIND, type RegisterFacts } from './register-facts.js';
import { tellDeed, tellEffect, tellLinks } from './words.js';

/** A value that nobody writes was needed to make one that was seen. */
export function explainUnwritten(facts: RegisterFacts, chains: Chains, value: number): Refutation {
  const path = effectOf(facts, chains, chains.next[value]!);
  const claim = `${refer(facts, path[0]!)} replaced ${nameOf(facts, value)}`;
  return {
    rule: 'phantom',
    groups: [path],
    message: `value nobody wrote: ${claim}`,
    explanation: [
      ...tellEffect(facts, path),
      `However ${claim}, which no operation writes: a contradiction.`,
    ],
  };
}

/** Two compare-and-sets, made certain by their new values, replaced one value. */
export function explainTwoReplacements(
  facts: RegisterFacts,
  chains: Chains,
  [first, second]: readonly [number, number],
): Refutation {
  const one = facts.writer[first]!;
  const other = facts.writer[second]!;
  const paths = [effectOf(facts, chains, first), effectOf(facts, chains, second)];
  const old = facts.expected[one]!;
  const name = nameOf(facts, old);
  return {
    rule: 'replaced-twice',
    groups: paths,
    message:
      `replaced twice: ${refer(facts, one)} and ${refer(facts, other)} both ` + `replaced ${name}`,
    shown: [...writersOf(facts, old), ...paths.flat()],
    explanation: [
      ...paths.flatMap((path) => tellEffect(facts, path)),
      `${tellDeed(facts, one)}.`,
      `However ${refer(facts, other)} replaced it as well, and ${name} was there only once: ` +
        'a contradiction.',
    ],
  };
}

/** Compare-and-sets that made a value from itself. */
export function explainCycle(facts: RegisterFacts, chains: Chains, value: number): Refutation {
  const links: number[] = [];
  let seen = value;
  let at = value;
  do {
    links.push(facts.writer[at]!);
    if (facts.first[at]! < facts.first[seen]!) seen = at;
    at = chains.next[at]!;
  } while (at !== value);
  const path = effectOf(facts, chains, seen);
  const first = links[0]!;
  const needed = nameOf(facts, facts.expected[first]!);
  return {
    rule: 'cycle',
    groups: [links, path],
    message:
      `circular replacement: ${refer(facts, first)} replaced ${needed}, ` +
      `which was made from ${nameOf(facts, value)}`,
    explanation: [
      ...tellEffect(facts, path),
      ...tellLinks(facts, links),
      `However nobody else writes ${needed}, so ${refer(facts, first)} would have to come before ` +
        'itself: a contradiction.',
    ],
  };
}

/** Something of an earlier value of a chain was called after something of a later one returned. */
export function explainChain(
  facts: RegisterFacts,
  { next }: Chains,
  found: Violation & { readonly kind: 'chain' },
): Refutation {
  const seen = returningAt(facts, found.seen);
  const back = calledAt(facts, found.back);
  const links = writersOf(facts, found.from);
  for (let at = found.from; at !== found.to; at = next[at]!) links.push(facts.writer[next[at]!]!);
  const isWrite = facts.kind[back] === KIND.write;
  const old = facts.kind[back] === KIND.cas ? facts.expected[back]! : facts.value[back]!;
  const [newName, oldName, name] = [
    nameOf(facts, found.to),
    nameOf(facts, old),
    refer(facts, back),
  ];
  return {
    rule: 'chain',
    groups: [links, [seen, back]],
    message: isWrite
      ? `read from the future: ${refer(facts, seen)} read ${newName} before ${name} began to ` +
        `write ${oldName}, of which it was made`
      : `new/old inversion: ${name} read ${oldName} after ${newName} had replaced it`,
    explanation: [
      ...tellLinks(facts, links),
      `${tellDeed(facts, seen)} and returned.`,
      isWrite
        ? `However only ${name} writes ${oldName}, and it began after that: a contradiction.`
        : `However ${name} began after that and read ${oldName}: a contradiction.`,
    ],
  };
}
