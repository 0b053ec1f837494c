/**
 * The dependency graph of operations on logs: who polled what was sent (wr), whose message comes
 * next in a log (ww), and who ended before another began (realtime). Realtime goes by a chain of
 * moments, one for each successful end, so that its edges are linear in number.
 */

import {
  EDGE,
  EdgeList,
  graphOf,
  type DependencyGraph,
} from '../../transactions/graph/dependency-graph.js';
import { NONE, type LogOperations } from './log-operations.js';
import type { VersionOrders } from './version-orders.js';
import type { Messages } from './visibility.js';

/** Operations are the nodes below `operations`, moments the others. */
export interface LogGraph {
  readonly graph: DependencyGraph;
  readonly operations: number;
  /** No operation depends on another. */
  readonly isEmpty: boolean;
}

/** Builds the graph; `wwDeps` says whether the order of a log orders its senders. Linear. */
export function logGraph(
  log: LogOperations,
  orders: VersionOrders,
  messages: Messages,
  wwDeps: boolean,
): LogGraph {
  const edges = new EdgeList();
  addReads(log, messages, edges);
  if (wwDeps) addWrites(log, orders, messages, edges);
  const moments = addRealtime(log, edges);
  const operations = log.operations.length;
  return {
    graph: graphOf(operations + moments.count, edges),
    operations,
    isEmpty: edges.length === moments.edgesOfMoments,
  };
}

function addReads(log: LogOperations, { writer }: Messages, edges: EdgeList): void {
  log.accesses.forEach((accesses, reader) => {
    let before = NONE;
    for (const { isSend, message } of accesses) {
      if (isSend || message === NONE) continue;
      const from = writer[message]!;
      if (from === NONE || from === reader || from === before) continue;
      edges.add(from, reader, EDGE.wr);
      before = from;
    }
  });
}

function addWrites(
  log: LogOperations,
  { logs, indexOf }: VersionOrders,
  { writer }: Messages,
  edges: EdgeList,
): void {
  for (let message = 0; message < log.messages; message++) {
    const to = writer[message]!;
    const index = indexOf[message]!;
    if (to === NONE || index <= 0) continue;
    const from = writer[logs[log.keyOf(message)]![index - 1]!.messages[0]!]!;
    if (from !== NONE && from !== to) edges.add(from, to, EDGE.ww);
  }
}

/**
 * An edge from each successful end to its moment, from moment to moment, and from the last moment
 * before a beginning to what begins. Counts the edges that join no operations.
 */
function addRealtime(
  log: LogOperations,
  edges: EdgeList,
): { count: number; edgesOfMoments: number } {
  const first = log.operations.length;
  const order = log.ends
    .map((_, operation) => operation)
    .sort((a, b) => log.ends[a]! - log.ends[b]!);
  const ends: number[] = [];
  let edgesOfMoments = 0;
  for (const operation of order) {
    const { type, f } = log.operations[operation]!;
    if (type !== 'ok' || !isLogFunction(f)) continue;
    const moment = first + ends.length;
    edges.add(operation, moment, EDGE.realtime);
    edgesOfMoments++;
    if (ends.length > 0) {
      edges.add(moment - 1, moment, EDGE.realtime);
      edgesOfMoments++;
    }
    ends.push(log.ends[operation]!);
  }
  for (let operation = 0; operation < first; operation++) {
    const begin = log.begins[operation]!;
    if (begin === NONE || !isLogFunction(log.operations[operation]!.f)) continue;
    const moment = countBelow(ends, begin) - 1;
    if (moment >= 0) edges.add(first + moment, operation, EDGE.realtime);
  }
  return { count: ends.length, edgesOfMoments };
}

/** How many of the ascending numbers are below `bound`. */
function countBelow(ascending: readonly number[], bound: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isLogFunction(f: string): boolean {
  return f === 'send' || f === 'poll' || f === 'txn';
}
