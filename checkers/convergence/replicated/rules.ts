/**
 * What each replicated data type is to show to a read that has seen certain updates (Burckhardt,
 * Gotsman, Yang, Zawirski, "Replicated Data Types: Specification, Verification, Optimality", POPL
 * 2014, section 3). A rule answers with the sentence that is wrong, or with nothing.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import { describeValue } from '../../describe.js';
import type { Read, Update } from './read-updates.js';

/** Updates that a read has seen, by serial number. */
export type Seen = ReadonlyMap<number, Update>;

/** A rule of one data type. */
export type Rule = (read: Read, seen: Seen) => string | undefined;

function* withFunction(seen: Seen, f: string): Iterable<readonly [number, Update]> {
  for (const entry of seen) if (entry[1].operation.f === f) yield entry;
}

/** The sum of all increments. */
const counts: Rule = ({ counter }, seen) => {
  let sum = 0;
  for (const [, { argument }] of withFunction(seen, 'increment')) sum += argument;
  return counter === sum
    ? undefined
    : `its counter is ${describeValue(counter)}, but the increments come to ${sum}`;
};

/** The elements with an addition that no removal had seen: the addition wins. */
const holdsElements: Rule = ({ set }, seen) => {
  const removals = [...withFunction(seen, 'remove')].map(([, update]) => update);
  const present = new Set<number>();
  const open = new Set<number>();
  for (const [serial, { argument }] of withFunction(seen, 'add')) {
    const ofElement = removals.filter((removal) => removal.argument === argument);
    if (ofElement.some(({ context }) => context === undefined)) open.add(argument);
    else if (!ofElement.some(({ context }) => context?.has(serial))) present.add(argument);
  }
  const found = new Set(set);
  for (const element of present) {
    if (!open.has(element) && !found.has(element))
      return `its set lacks ${element}, with an addition that no removal had seen`;
  }
  for (const element of set) {
    if (!present.has(element as number) && !open.has(element as number))
      return `its set has ${describeValue(element)}, which was never added or is removed`;
  }
  return undefined;
};

/** One of the assignments that no other had seen. */
const holdsAssignment: Rule = ({ register }, seen) => {
  const assigned = [...withFunction(seen, 'assign')];
  if (register === null)
    return assigned.length === 0 ? undefined : 'its register is empty, but was assigned';
  if (!assigned.some(([serial]) => serial === register))
    return `its register is ${describeValue(register)}, which it has not seen`;
  const isReplaced = assigned.some(([, { context }]) => context?.has(register as number));
  return isReplaced
    ? `its register is ${describeValue(register)}, which another assignment had replaced`
    : undefined;
};

/** What was inserted and not deleted. */
const holdsInserted: Rule = ({ list }, seen) => {
  const deletions = [...withFunction(seen, 'delete')].map(([, update]) => update);
  const isOpen = deletions.some(({ context }) => context === undefined);
  const deleted = new Set(deletions.flatMap(({ target }) => target ?? []));
  const found = new Set(list);
  if (found.size < list.length) return 'its list has an element twice';
  for (const element of list) {
    if (!seen.has(element as number) || deleted.has(element as number))
      return `its list has ${describeValue(element)}, which it has not seen or is deleted`;
  }
  for (const [serial] of withFunction(seen, 'insert')) {
    if (!found.has(serial) && !deleted.has(serial) && !isOpen)
      return `its list lacks ${serial}, which was inserted and not deleted`;
  }
  return undefined;
};

/** All that can be said of one read alone. */
export const RULES: readonly Rule[] = [counts, holdsElements, holdsAssignment, holdsInserted];

/**
 * The order of elements in the lists that were read so far, of which there must be one for all: the
 * strong list specification (Attiya et al., "Specification and Complexity of Collaborative Text
 * Editing", PODC 2016).
 */
export class ListOrder {
  /** Which element stood right before which, and who read that. */
  private readonly next = new Map<string, Map<string, Read>>();

  /**
   * Earlier reads by which, taken together, two neighbours stand in the other order. Linear in the
   * neighbours that were read, for each two that are new.
   */
  contradicts(read: Read): { readonly others: readonly Read[]; readonly pair: string } | undefined {
    const names = read.list.map(canonicalKey);
    for (const [at, second] of names.entries()) {
      const first = names[at - 1];
      if (first === undefined || this.after(first).has(second)) continue;
      const others = this.path(second, first);
      if (others !== undefined) return { others, pair: `${second} before ${first}` };
      this.after(first).set(second, read);
    }
    return undefined;
  }

  /** The reads by which `from` stands before `to`; breadth first, so as few as may be. */
  private path(from: string, to: string): readonly Read[] | undefined {
    const reached = new Map<string, readonly Read[]>([[from, []]]);
    for (const [name, reads] of reached) {
      if (name === to) return [...new Set(reads)];
      for (const [later, read] of this.after(name)) {
        if (!reached.has(later)) reached.set(later, [...reads, read]);
      }
    }
    return undefined;
  }

  private after(name: string): Map<string, Read> {
    let after = this.next.get(name);
    if (after === undefined) this.next.set(name, (after = new Map<string, Read>()));
    return after;
  }
}
