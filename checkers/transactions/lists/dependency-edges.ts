/**
 * Dependencies between transactions on lists, by Elle's rules (Kingsbury and Alvaro, VLDB 2020,
 * section 4.3): only neighbours in the order of versions, since the others follow. An append that
 * nobody read comes after the last version that was.
 *
 * A crashed transaction of which nothing was read is no node: edges would only lead into it, so
 * that it is on no cycle.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import { EDGE, type EdgeList } from '../graph/dependency-graph.js';
import { INITIAL } from '../observation.js';
import { versionRead, type ListObservation } from './list-observation.js';
import type { VersionOrder } from './version-order.js';

/** Edges to unread appends that are drawn at most; beyond, each is a pair of a long product. */
const UNREAD_EDGES_MAX = 2 ** 24;

/**
 * Adds the `ww`, `wr` and `rw` edges between nodes, some of them twice. Answers whether all are
 * there: readers of a last version and appends after it that nobody read are left out when they
 * make more than `unreadMax` pairs, default sixteen million. Linear otherwise.
 */
export function dependencyEdges(
  observation: ListObservation,
  order: VersionOrder,
  edges: EdgeList,
  unreadMax: number = UNREAD_EDGES_MAX,
): boolean {
  writeEdges(observation, order, edges);
  return readEdges(observation, order, edges, unreadMax);
}

function writeEdges(
  { versions, unreadStart, unreadNode }: ListObservation,
  order: VersionOrder,
  edges: EdgeList,
): void {
  const { start, writer } = versions;
  for (let key = 0; key + 1 < start.length; key++) {
    let previous = INITIAL;
    for (let place = start[key]!; place < start[key + 1]!; place++) {
      const node = writer[place]!;
      if (node <= INITIAL) continue;
      if (previous !== INITIAL && previous !== node) edges.add(previous, node, EDGE.ww);
      previous = node;
    }
    const last = order.lastOf(key);
    if (last < 0) continue;
    const from = writer[last]!;
    for (let at = unreadStart[key]!; at < unreadStart[key + 1]!; at++) {
      if (unreadNode[at] !== from) edges.add(from, unreadNode[at]!, EDGE.ww);
    }
  }
}

function readEdges(
  observation: ListObservation,
  order: VersionOrder,
  edges: EdgeList,
  unreadMax: number,
): boolean {
  const { columns, writers, node: nodes, transaction, size } = observation;
  const { start, f, key, outcome } = columns;
  let room = unreadMax;
  for (let node = 1; node < size; node++) {
    const at = transaction[node]!;
    if (outcome[at] !== OUTCOME.ok) continue;
    for (let micro = start[at]!; micro < start[at + 1]!; micro++) {
      if (f[micro] !== MICRO.read) continue;
      const version = versionRead(columns, writers, micro);
      const writer = version < 0 ? -1 : writers.transaction[version]!;
      const from = writer < 0 ? INITIAL : nodes[writer]!;
      if (from > INITIAL && from !== node) edges.add(from, node, EDGE.wr);
      const next = order.afterRead(micro);
      if (next >= 0) {
        const to = observation.versions.writer[next]!;
        if (to !== node) edges.add(node, to, EDGE.rw);
      } else if (next === -1 && room > 0) {
        room -= unreadEdges(observation, node, key[micro]!, edges);
      }
    }
  }
  return room > 0;
}

/** Edges from who read the last version of a key to all appends that were never read. */
function unreadEdges(
  { unreadStart, unreadNode }: ListObservation,
  node: number,
  key: number,
  edges: EdgeList,
): number {
  const first = unreadStart[key]!;
  const end = unreadStart[key + 1]!;
  for (let at = first; at < end; at++) {
    if (unreadNode[at] !== node) edges.add(node, unreadNode[at]!, EDGE.rw);
  }
  return end - first;
}
