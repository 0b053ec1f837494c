/**
 * The values that must have been there, and how compare-and-set links them. One that replaced `e`
 * by `v` put `v` there directly after `e`; so values form chains that nothing can come between,
 * each from a value that was written, or the initial one. Without compare-and-set a chain is one
 * value.
 */

import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import { KIND, type RegisterFacts } from './register-facts.js';

/** The chains of a register, in columns by value. */
export interface Chains {
  /** The value that replaced this one; -1 when none surely did. */
  readonly next: Int32Array;
  /**
   * Whether somebody who returned tells that the value was there. What is not needed was written by
   * crashed operations that nobody saw, and without them an order stays legal.
   */
  readonly needed: Uint8Array;
}

/** Something that no order can agree with, by values. */
export type Violation =
  /** The value is needed, and nobody writes it. */
  | { readonly kind: 'phantom'; readonly value: number }
  /** Somebody who saw the value returned before its write was called. */
  | { readonly kind: 'future'; readonly value: number }
  /** Two compare-and-sets replaced the value, by two values. */
  | { readonly kind: 'replaced-twice'; readonly by: readonly [number, number] }
  /** The value was made from itself. */
  | { readonly kind: 'cycle'; readonly value: number }
  /**
   * What returned at rank `seen` is of a value further down the chain than what was called, later,
   * at rank `back`.
   */
  | {
      readonly kind: 'chain';
      readonly from: number;
      readonly to: number;
      readonly seen: number;
      readonly back: number;
    }
  /** Two chains, by their first values, each of which must come before the other. */
  | { readonly kind: 'blocks'; readonly roots: readonly [number, number] }
  /** It compared unequal while its expected value was there. */
  | { readonly kind: 'present'; readonly member: number };

/** The chains as far as they were linked, and what is wrong with them. Linear. */
export function linkChains(facts: RegisterFacts): {
  readonly chains: Chains;
  readonly violation: Violation | undefined;
} {
  const { part, kind, expected, writer, first, initial, numbers, hasCas } = facts;
  const { call } = part;
  const next = new Int32Array(hasCas ? numbers.count : 0).fill(-1);
  const needed = new Uint8Array(numbers.count);
  const chains = { next, needed };
  for (let seen = 0; seen < numbers.count; seen++) {
    if (first[seen] === OPEN) continue;
    // What was seen needs what it was made from, and so on back to a write.
    for (let value = seen; needed[value] === 0; value = expected[writer[value]!]!) {
      needed[value] = 1;
      if (value === initial) break;
      const by = writer[value]!;
      if (by === -1) return { chains, violation: { kind: 'phantom', value } };
      if (first[value]! < call[by]!) return { chains, violation: { kind: 'future', value } };
      if (kind[by] !== KIND.cas) break;
      const from = expected[by]!;
      const other = next[from]!;
      if (other !== -1) {
        return { chains, violation: { kind: 'replaced-twice', by: [other, value] } };
      }
      next[from] = value;
    }
  }
  return { chains, violation: undefined };
}

/** For the first value of each chain the least return and the greatest call of the whole chain. */
export interface Spans {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Whether a chain begins with the value: it is the initial one, or was written. */
export function isRoot(facts: RegisterFacts, { needed }: Chains, value: number): boolean {
  if (needed[value] === 0) return false;
  return value === facts.initial || facts.kind[facts.writer[value]!] === KIND.write;
}

/**
 * Follows each chain from its root and compares the times along it. An operation of a value that
 * returned before one of an earlier value was called is wrong, and a value that no root leads to
 * was made from itself. Linear.
 */
export function followChains(facts: RegisterFacts, chains: Chains): Spans | Violation {
  const { first, last, hasCas, numbers } = facts;
  if (!hasCas) return { first, last };
  const { next, needed } = chains;
  const spans = { first: first.slice(), last: last.slice() };
  const visited = new Uint8Array(numbers.count);
  for (let root = 0; root < numbers.count; root++) {
    if (!isRoot(facts, chains, root)) continue;
    let least = first[root]!;
    let greatest = -1;
    let from = root;
    for (let value = root; value !== -1; value = next[value]!) {
      visited[value] = 1;
      const seen = first[value]!;
      if (seen < greatest) return { kind: 'chain', from, to: value, seen, back: greatest };
      if (seen < least) least = seen;
      if (last[value]! <= greatest) continue;
      greatest = last[value]!;
      from = value;
    }
    spans.first[root] = least;
    spans.last[root] = greatest;
  }
  for (let value = 0; value < numbers.count; value++) {
    if (needed[value] === 1 && visited[value] === 0) return { kind: 'cycle', value };
  }
  return spans;
}
