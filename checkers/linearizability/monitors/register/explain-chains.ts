/**
 * Arguments that need more than one operation against two values: chains of compare-and-sets, and
 * crashed operations that must have taken effect because somebody saw what came of them.
 */

import type { Refutation } from '../monitor.js';
import type { Chains, Violation } from './chains.js';
import { calledAt, nameOf, refer, returningAt, effectOf, writersOf } from './evidence.js';
import type { RegisterFacts } from './register-facts.js';
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
  const { part, value, writer } = facts;
  const seen = returningAt(facts, found.seen);
  const back = calledAt(facts, found.back);
  const links = writersOf(facts, found.from);
  for (let at = found.from; at !== found.to; at = next[at]!) links.push(writer[next[at]!]!);
  const late = links.findLastIndex((link) => part.call[link]! > found.seen);
  if (late !== -1) return explainLateLink(facts, links.slice(late), seen);
  // Not a link, so a read.
  const oldName = nameOf(facts, value[back]!);
  const name = refer(facts, back);
  return {
    rule: 'chain',
    groups: [links, [seen, back]],
    message:
      `new/old inversion: ${name} read ${oldName} ` +
      `after ${nameOf(facts, found.to)} had replaced it`,
    explanation: [
      ...tellLinks(facts, links),
      `${tellDeed(facts, seen)} and returned.`,
      `However ${name} began after that and read ${oldName}: a contradiction.`,
    ],
  };
}

/** What the first link left was used, and what came of it seen, before the link was called. */
function explainLateLink(
  facts: RegisterFacts,
  [late, ...links]: readonly number[],
  seen: number,
): Refutation {
  const path = links.at(-1) === seen ? links : [...links, seen];
  const name = refer(facts, late!);
  const value = nameOf(facts, facts.value[late!]!);
  return {
    rule: 'phantom',
    groups: [path],
    message:
      `read from the future: ${tellDeed(facts, seen)} before ${name} began to write ${value}, ` +
      'of which it was made',
    shown: [late!, ...path],
    explanation: [
      ...tellLinks(facts, links),
      `${tellDeed(facts, seen)} and returned.`,
      `However only ${name} writes ${value}, and it began after that: a contradiction.`,
    ],
  };
}
