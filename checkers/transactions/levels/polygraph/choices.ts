/**
 * Choices: which of two transactions that wrote the same keys commits first. The versions of all
 * keys that both wrote are decided together (coalesced constraints, Cobra, OSDI 2020).
 */

import type { Polygraph } from './polygraph.js';
import { readersBefore } from './readers-before.js';
import type { PairList } from './version-pairs.js';

/** Pairs of transactions, with the versions of each key that both wrote. */
export interface Choices {
  readonly count: number;
  /** The transaction with the lower number, and the other. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Pairs of versions of each choice, in compressed rows. */
  readonly start: Int32Array;
  readonly firstVersion: Int32Array;
  readonly secondVersion: Int32Array;
}

/** Pairs of versions by the transactions that wrote them. Linear. */
export function choicesOf(polygraph: Polygraph, pairs: PairList): Choices {
  const { writer } = polygraph.versions;
  const { transactions } = polygraph.nodes;
  const { length } = pairs;
  const low = new Int32Array(length);
  const high = new Int32Array(length);
  for (let at = 0; at < length; at++) {
    const isAscending = writer[pairs.first[at]!]! < writer[pairs.second[at]!]!;
    low[at] = isAscending ? pairs.first[at]! : pairs.second[at]!;
    high[at] = isAscending ? pairs.second[at]! : pairs.first[at]!;
  }
  const identity = new Int32Array(length);
  for (let at = 0; at < length; at++) identity[at] = at;
  const byHigh = sortedBy(identity, (at) => writer[high[at]!]!, transactions);
  const sorted = sortedBy(byHigh, (at) => writer[low[at]!]!, transactions);
  const first = new Int32Array(length);
  const second = new Int32Array(length);
  const start = new Int32Array(length + 1);
  const firstVersion = new Int32Array(length);
  const secondVersion = new Int32Array(length);
  let count = 0;
  for (let at = 0; at < length; at++) {
    const pair = sorted[at]!;
    const one = writer[low[pair]!]!;
    const other = writer[high[pair]!]!;
    if (count === 0 || first[count - 1] !== one || second[count - 1] !== other) {
      first[count] = one;
      second[count] = other;
      start[count++] = at;
    }
    firstVersion[at] = low[pair]!;
    secondVersion[at] = high[pair]!;
  }
  start[count] = length;
  return { count, first, second, start, firstVersion, secondVersion };
}

/** A stable sort by small numbers. */
function sortedBy(items: Int32Array, keyOf: (item: number) => number, keys: number): Int32Array {
  const start = new Int32Array(keys + 1);
  for (const item of items) start[keyOf(item) + 1]!++;
  for (let key = 0; key < keys; key++) start[key + 1]! += start[key]!;
  const sorted = new Int32Array(items.length);
  for (const item of items) sorted[start[keyOf(item)]!++] = item;
  return sorted;
}

/**
 * The edges of one side of a choice, as ends one after the other: with side 0 its first transaction
 * commits first.
 */
export function edgesOfSide(
  polygraph: Polygraph,
  choices: Choices,
  choice: number,
  side: number,
  into: number[],
): void {
  const { nodes } = polygraph;
  const earlier = (side === 0 ? choices.first : choices.second)[choice]!;
  const later = (side === 0 ? choices.second : choices.first)[choice]!;
  const version = side === 0 ? choices.firstVersion : choices.secondVersion;
  into.push(nodes.commit(earlier), nodes.arrival(later));
  const sources: number[] = [];
  for (let at = choices.start[choice]!; at < choices.start[choice + 1]!; at++) {
    readersBefore(polygraph, version[at]!, later, sources);
  }
  for (const source of sources) into.push(source, nodes.commit(later));
}
