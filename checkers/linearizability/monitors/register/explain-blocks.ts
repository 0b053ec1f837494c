/**
 * The argument against two chains of values each of which would have to come before the other.
 */

import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import type { Refutation } from '../monitor.js';
import type { Chains } from './chains.js';
import { calledAt, nameOf, returningAt, writersOf } from './evidence.js';
import { explainReader } from './explain-reader.js';
import type { RegisterFacts } from './register-facts.js';
import { tellDeed, tellLinks } from './words.js';

/** How far a chain reaches in time. */
interface Extent {
  /** Returned first; `undefined` for the chain of the initial value, which was there before all. */
  readonly early: number | undefined;
  readonly earlyValue: number;
  /** Was called last. */
  readonly late: number;
  readonly lateValue: number;
  /** The writers of the values from one to the other. */
  readonly links: readonly number[];
  /** Why the last link took effect, where that is not plain. */
  readonly witnesses: readonly number[];
}

/** Refutes two chains, given by their first values, the initial chain only as the first of them. */
export function explainBlocks(
  facts: RegisterFacts,
  chains: Chains,
  roots: readonly [number, number],
): Refutation {
  const one = extentOf(facts, chains, roots[0]);
  const other = extentOf(facts, chains, roots[1]);
  const simple = explainReader(facts, one.late) ?? explainReader(facts, other.late);
  if (simple !== undefined) return simple;
  const isOneOuter = one.early === undefined || one.links.length > 1;
  const [outer, inner] = isOneOuter ? [one, other] : [other, one];
  const oldest = nameOf(facts, outer.earlyValue);
  const latest = nameOf(facts, outer.lateValue);
  const between = nameOf(facts, inner.earlyValue);
  const isInitial = outer.early === undefined;
  const innerGroups = isInitial
    ? [writersOf(facts, inner.earlyValue), [inner.early!]]
    : [inner.links, [inner.early!, inner.late, ...inner.witnesses]];
  const outerGroup = [
    ...(outer.early === undefined ? [] : [outer.early]),
    outer.late,
    ...outer.witnesses,
  ];
  const groups = [outer.links, outerGroup, ...innerGroups];
  return {
    rule: 'blocks',
    groups,
    message:
      outer.earlyValue === outer.lateValue
        ? `value came back: ${oldest} was there before ${between} and after it`
        : `interrupted chain: ${between} was there between ${oldest} and ${latest}, ` +
          'though compare-and-set alone led from one to the other',
    explanation: [
      ...tellLinks(facts, outer.links),
      ...tellLinks(facts, innerGroups[0]!),
      outer.early === undefined
        ? `${oldest} was there from the start.`
        : `${tellDeed(facts, outer.early)} and returned before what follows began: ` +
          `${tellDeed(facts, inner.late)}.`,
      `${tellDeed(facts, inner.early!)} and returned before what follows began: ` +
        `${tellDeed(facts, outer.late)}.`,
      'However a value is there only once, and values that replace each other leave no room for ' +
        'others between them: a contradiction.',
    ],
  };
}

/** Linear in the chain, and in the part. */
function extentOf(facts: RegisterFacts, { next }: Chains, root: number): Extent {
  const { first, last, part } = facts;
  const values: number[] = [];
  let early = 0;
  let late = 0;
  for (let at = root; at !== -1; at = facts.hasCas ? next[at]! : -1) {
    values.push(at);
    if (first[at]! < first[values[early]!]!) early = values.length - 1;
    if (last[at]! > last[values[late]!]!) late = values.length - 1;
  }
  const lateMember = calledAt(facts, last[values[late]!]!);
  const from = Math.min(early, late);
  let to = Math.max(early, late);
  const witnesses: number[] = [];
  if (part.return[lateMember] === OPEN) {
    while (first[values[to]!] === OPEN) to += 1;
    witnesses.push(returningAt(facts, first[values[to]!]!));
  }
  return {
    early: root === facts.initial ? undefined : returningAt(facts, first[values[early]!]!),
    earlyValue: values[early]!,
    late: lateMember,
    lateValue: values[late]!,
    links: values.slice(from, to + 1).flatMap((value) => writersOf(facts, value)),
    witnesses,
  };
}
