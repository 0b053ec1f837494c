/**
 * Puts operations that change nothing into a legal order of the others: those that say nothing, and
 * compare-and-sets that found another value than they expected.
 */

import { eventsOf } from '../../part.js';
import type { Chains } from './chains.js';
import { KIND, type RegisterFacts } from './register-facts.js';
import type { Placement } from './zones.js';

/**
 * The order with all observers in it; `undefined` when they do not fit into this one. Linear.
 *
 * Gap `g` of an order is behind its first `g` operations. An observer may stand in a gap when what
 * returned before its call stands in front, what was called after its return stands behind, and its
 * expected value is not there; going through calls and returns in order, each is put into the first
 * such gap, which leaves the most room for those that come after it.
 */
export function insertObservers(
  facts: RegisterFacts,
  chains: Chains,
  { order, start }: Placement,
): Int32Array | undefined {
  const { part, kind, value } = facts;
  if (facts.observers === 0) return order;
  const { return: returned } = part;
  const latest = latestGaps(facts, order);
  const gapOf = new Int32Array(part.size);
  order.forEach((member, at) => (gapOf[member] = at + 1));
  let earliest = 0;
  for (const event of eventsOf(part)) {
    const member = event >> 1;
    if ((event & 1) === 1) {
      if (gapOf[member]! > earliest) earliest = gapOf[member]!;
      continue;
    }
    if (kind[member]! < KIND.silent) continue;
    let gap = earliest;
    const expected = value[member]!;
    if (kind[member] === KIND.unequal && chains.needed[expected] === 1) {
      const isWritten = facts.writer[expected] === -1 ? 0 : 1;
      const from = start[expected]! + isWritten;
      const to = from + facts.reads[expected]!;
      if (gap >= from && gap <= to) gap = to + 1;
    }
    if (gap > order.length || gap > latest[returned[member]!]!) return undefined;
    gapOf[member] = gap;
  }
  return merge(facts, order, gapOf);
}

/** For each rank the last gap that has nothing in front of it that was called after the rank. */
function latestGaps({ part }: RegisterFacts, order: Int32Array): Int32Array {
  const latest = new Int32Array(part.ranks).fill(order.length);
  order.forEach((member, at) => (latest[part.call[member]!] = at));
  for (let rank = part.ranks - 2; rank >= 0; rank--) {
    if (latest[rank + 1]! < latest[rank]!) latest[rank] = latest[rank + 1]!;
  }
  return latest;
}

/** In each gap its observers, in order of call. */
function merge({ part, kind }: RegisterFacts, order: Int32Array, gapOf: Int32Array): Int32Array {
  const heads = new Int32Array(order.length + 1).fill(-1);
  const following = new Int32Array(part.size);
  let count = order.length;
  for (let member = part.size - 1; member >= 0; member--) {
    if (kind[member]! < KIND.silent) continue;
    const gap = gapOf[member]!;
    following[member] = heads[gap]!;
    heads[gap] = member;
    count += 1;
  }
  const merged = new Int32Array(count);
  let position = 0;
  for (let gap = 0; gap <= order.length; gap++) {
    for (let member = heads[gap]!; member !== -1; member = following[member]!) {
      merged[position++] = member;
    }
    if (gap < order.length) merged[position++] = order[gap]!;
  }
  return merged;
}
