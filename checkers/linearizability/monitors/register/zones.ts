/**
 * Decides whether the chains of a register can be put one after the other, and says in which order
 * (the zones of Gibbons & Korach 1997, section 4, for chains of values instead of values).
 */

import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import { isRoot, type Chains, type Spans, type Violation } from './chains.js';
import { KIND, type RegisterFacts } from './register-facts.js';

/**
 * The first values of all chains, in an order in which they may follow each other. Linear.
 *
 * Let `f` be the least return and `s` the greatest call of a chain. When `f < s` the register held
 * values of the chain from `f` to `s`, its *forward zone*; otherwise all its operations overlap the
 * *backward zone* from `s` to `f`. The part is illegal when two forward zones overlap, or a
 * backward zone lies inside a forward one: then an operation of either chain returned before one of
 * the other was called, and a chain cannot be interrupted.
 *
 * Otherwise give every operation of a forward zone the instant `max(f, calls up to it)` along its
 * chain: it is not after `s` nor after the operation's return, as nothing further down the chain
 * returned before something further up was called. Give all of a backward zone one instant: `s`, or
 * the end of the forward zone that `s` lies in, which the backward zone reaches past. Every instant
 * lies between call and return, forward zones do not overlap, and no instant of a backward zone is
 * inside one. So the order of instants is legal. It is the order of `f` for forward and of `s` for
 * backward zones, as in a forward zone that contains an `s` no other forward zone begins.
 */
export function orderChains(
  facts: RegisterFacts,
  chains: Chains,
  { first, last }: Spans,
): Int32Array | Violation {
  const { initial, numbers, hasCas } = facts;
  // Ranks are distinct, so each belongs to one chain at most.
  const roots = new Int32Array(facts.part.ranks + 1);
  let count = 0;
  for (let value = 0; value < numbers.count; value++) {
    if (value === initial || first[value] === OPEN) continue;
    if (hasCas && !isRoot(facts, chains, value)) continue;
    roots[Math.min(first[value]!, last[value]!)] = value + 1;
  }
  let holder = initial;
  let end = last[initial]!;
  const started = roots.length - 1;
  let carried = initial;
  for (let rank = 0; rank < started; rank++) {
    const root = roots[rank]! - 1;
    if (root < 0) continue;
    if (first[root]! < end) return { kind: 'blocks', roots: [holder, root] };
    if (last[root]! > first[root]!) {
      holder = root;
      end = last[root]!;
    }
    // The initial chain goes in front; the place of `rank` is free by now.
    roots[count++] = carried;
    carried = root;
  }
  roots[count++] = carried;
  return roots.subarray(0, count);
}

/** Where the operations of each value stand in an order. */
export interface Placement {
  /** Members; the writer of a value, its reads in order of call, then what replaced it. */
  readonly order: Int32Array;
  /** For each needed value the position of its first operation. */
  readonly start: Int32Array;
}

/** The members of the chains, in the order of the chains. Linear. */
export function placeMembers(facts: RegisterFacts, { next }: Chains, roots: Int32Array): Placement {
  const { part, kind, value, writer, reads, initial, hasCas } = facts;
  const order = new Int32Array(part.size);
  const start = new Int32Array(facts.numbers.count);
  const free = new Int32Array(facts.numbers.count);
  let position = 0;
  for (const root of roots) {
    for (let at = root; at !== -1; at = hasCas ? next[at]! : -1) {
      start[at] = position;
      if (at !== initial) order[position++] = writer[at]!;
      free[at] = position;
      position += reads[at]!;
    }
  }
  for (let member = 0; member < part.size; member++) {
    if (kind[member] === KIND.read) order[free[value[member]!]!++] = member;
  }
  return { order: order.subarray(0, position), start };
}
