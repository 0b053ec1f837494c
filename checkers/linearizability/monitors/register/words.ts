/**
 * Sentences about what operations of a register did.
 */

import { KIND, type RegisterFacts } from './register-facts.js';
import { nameOf, refer } from './evidence.js';

/** Replacements that are told one by one. */
const LINKS_TOLD_MAX = 5;

/** What a member did, as `#3 replaced 1 by 2`. */
export function tellDeed(facts: RegisterFacts, member: number): string {
  const value = nameOf(facts, facts.value[member]!);
  const name = refer(facts, member);
  if (facts.kind[member] === KIND.read) return `${name} read ${value}`;
  if (facts.kind[member] === KIND.write) return `${name} wrote ${value}`;
  return `${name} replaced ${nameOf(facts, facts.expected[member]!)} by ${value}`;
}

/** A sentence for each compare-and-set of a chain, or a summary of many. */
export function tellLinks(facts: RegisterFacts, links: readonly number[]): string[] {
  const replaced = links.filter((member) => facts.kind[member] === KIND.cas);
  if (replaced.length <= LINKS_TOLD_MAX) {
    return replaced.map((member) => `${tellDeed(facts, member)}.`);
  }
  const [first, last] = [replaced[0]!, replaced.at(-1)!];
  return [
    `${tellDeed(facts, first)}, and so on for ${replaced.length} values, until ` +
      `${tellDeed(facts, last)}.`,
  ];
}

/**
 * Why the first of `path` took effect: each next one saw what the one before it left, and the last
 * one returned. Nothing when there is only one.
 */
export function tellEffect(facts: RegisterFacts, path: readonly number[]): string[] {
  if (path.length < 2) return [];
  const names = path.slice(0, -1).map((member) => refer(facts, member));
  const told = names.length <= LINKS_TOLD_MAX ? names.join(', ') : `${names[0]} to ${names.at(-1)}`;
  return [`${tellDeed(facts, path.at(-1)!)}, so ${told} had taken effect by then.`];
}
