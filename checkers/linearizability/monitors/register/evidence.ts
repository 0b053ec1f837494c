/**
 * Looks up the operations behind the times of a register, and names them for people.
 */

import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import { describeValue, reference } from '../../../describe.js';
import type { Chains } from './chains.js';
import { KIND, type RegisterFacts } from './register-facts.js';

/** The member that returned at a rank. Linear. */
export function returningAt({ part }: RegisterFacts, rank: number): number {
  return part.return.indexOf(rank);
}

/** The member that was called at a rank. Linear. */
export function calledAt({ part }: RegisterFacts, rank: number): number {
  return part.call.indexOf(rank);
}

/** The writer of a value, as a list; empty for the initial value. */
export function writersOf({ writer }: RegisterFacts, value: number): number[] {
  return writer[value] === -1 ? [] : [writer[value]!];
}

/**
 * The writer of a needed value, which is not the initial one, and why it took effect: when it did
 * not return, what replaced the value, what replaced that, and so on to a value that an operation
 * saw and returned. Linear.
 */
export function effectOf(facts: RegisterFacts, chains: Chains, value: number): number[] {
  const { part, first, writer } = facts;
  const path = [writer[value]!];
  let seen = value;
  while (first[seen] === OPEN) {
    seen = chains.next[seen]!;
    path.push(writer[seen]!);
  }
  if (part.return[path.at(-1)!] === OPEN) path.push(returningAt(facts, first[seen]!));
  return path;
}

/** The value that a member saw; `undefined` for a write and for what crashed. */
export function seenBy(
  { kind, value, expected }: RegisterFacts,
  member: number,
): number | undefined {
  if (kind[member] === KIND.read) return value[member];
  return kind[member] === KIND.cas ? expected[member] : undefined;
}

/** Whether an operation that returned read or replaced the value. Linear. */
export function isRead(facts: RegisterFacts, value: number): boolean {
  const { part, kind, expected, reads } = facts;
  if (reads[value]! > 0) return true;
  return expected.some(
    (from, member) => from === value && kind[member] === KIND.cas && part.return[member] !== OPEN,
  );
}

/** A member as messages name it. */
export function refer({ part }: RegisterFacts, member: number): string {
  return reference(part.place[member]!);
}

/** A value as messages name it. */
export function nameOf({ part, numbers }: RegisterFacts, value: number): string {
  return describeValue(part.history.values.valueOf(numbers.codeOf(value)));
}
