/**
 * Chains of transactions of which each reaches the next by known edges. What a node reaches is then
 * told by one number for each chain: the first of it that is reached. Few chains are found where
 * there is an order of commits; without one, greedily, by reads.
 */

import { INITIAL } from '../../observation.js';
import type { CommitTimes } from './commit-times.js';
import type { Polygraph } from './polygraph.js';

/** Transactions in chains; node {@link INITIAL} is in none. */
export interface Chains {
  readonly count: number;
  /** Of each transaction its chain and its place in it. */
  readonly chain: Int32Array;
  readonly place: Int32Array;
}

/** The fewest chains that are found in a graph without cycles, `order` being one of its orders. */
export function chainsOf(polygraph: Polygraph, order: Int32Array): Chains {
  const byPaths = chainsByPaths(polygraph, order);
  if (polygraph.times === undefined) return byPaths;
  const byTime = chainsByTime(polygraph, polygraph.times);
  return byTime.count <= byPaths.count ? byTime : byPaths;
}

/**
 * Colours of intervals: from the call to when the transaction had certainly committed. As many as
 * overlap at once, which crashed transactions hardly increase: somebody has read from them. Linear.
 */
function chainsByTime({ observation, versions }: Polygraph, times: CommitTimes): Chains {
  const { size } = observation;
  const committed = times.committedBy(versions);
  const chain = new Int32Array(size).fill(-1);
  const place = new Int32Array(size);
  const lengths: number[] = [];
  const released: number[] = [];
  const freeAt = chainsFreeAt(committed, times.ranks);
  const free = (rank: number): void => {
    for (let node = freeAt.first[rank]!; node !== INITIAL; node = freeAt.next[node]!) {
      if (chain[node]! >= 0) released.push(chain[node]!);
    }
  };
  const give = (node: number): void => {
    const given = released.pop() ?? lengths.push(0) - 1;
    chain[node] = given;
    place[node] = lengths[given]!++;
  };
  for (let node = INITIAL + 1; node < size; node++) {
    if (times.callOf(node) < 0) give(node);
  }
  const events = times.events();
  for (let rank = 0; rank < times.ranks; rank++) {
    const event = events[rank]!;
    if (event > 0) give(event);
    free(rank);
  }
  return { count: lengths.length, chain, place };
}

/** Nodes by the rank at which they are done, as linked lists that end with {@link INITIAL}. */
function chainsFreeAt(
  committed: Int32Array,
  ranks: number,
): { first: Int32Array; next: Int32Array } {
  const first = new Int32Array(ranks).fill(INITIAL);
  const next = new Int32Array(committed.length);
  for (let node = INITIAL + 1; node < committed.length; node++) {
    const rank = committed[node]!;
    if (rank >= ranks) continue;
    next[node] = first[rank]!;
    first[rank] = node;
  }
  return { first, next };
}

/**
 * Each transaction, in a topological order, continues the chain of the one before it in its
 * process, or else one that ends in a transaction that it has read from, unless the process of that
 * goes on. Linear.
 */
function chainsByPaths({ observation, level, nodes }: Polygraph, order: Int32Array): Chains {
  const { size, previous, readStart, readWriter } = observation;
  const chain = new Int32Array(size).fill(-1);
  const place = new Int32Array(size);
  const last: number[] = [];
  const hasNext = new Uint8Array(size);
  const bySession = level.order !== 'none';
  if (bySession) for (let node = INITIAL + 1; node < size; node++) hasNext[previous[node]!] = 1;
  const follow = (node: number, earlier: number): boolean => {
    const of = chain[earlier]!;
    if (of < 0 || last[of] !== earlier) return false;
    chain[node] = of;
    place[node] = place[earlier]! + 1;
    last[of] = node;
    return true;
  };
  for (let at = 0; at < order.length; at++) {
    const node = nodes.transactionOf(order[at]!);
    if (node <= INITIAL || order[at] !== nodes.commit(node)) continue;
    if (bySession && follow(node, previous[node]!)) continue;
    let isPlaced = false;
    for (let read = readStart[node]!; read < readStart[node + 1]! && !isPlaced; read++) {
      const writer = readWriter[read]!;
      isPlaced = hasNext[writer] === 0 && follow(node, writer);
    }
    if (!isPlaced) chain[node] = last.push(node) - 1;
  }
  return { count: last.length, chain, place };
}
