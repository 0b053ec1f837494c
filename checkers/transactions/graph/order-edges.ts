/**
 * Edges that need no reading of values: the order of each process, and that of real time. Real time
 * is an interval order, so its transitive reduction takes one sweep over the ranks (the rule of
 * Elle's `realtime-graph`, Kingsbury and Alvaro, VLDB 2020, section 5.1), with a sliding window in
 * place of a buffer: about four edges a transaction when fifteen run at a time.
 */

import { OPEN, OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_CALL } from '../../../src/history/transactions/transaction-columns.js';
import { INITIAL, type Observation } from '../observation.js';
import { EDGE, type EdgeList } from './dependency-graph.js';

/**
 * From each transaction to the next of its process that took effect. The initial state gets no
 * edge: nothing leads back to it. Linear.
 */
export function addProcessEdges(observation: Observation, edges: EdgeList): void {
  const { size, previous } = observation;
  for (let node = INITIAL + 1; node < size; node++) {
    const before = previous[node]!;
    if (before !== INITIAL) edges.add(before, node, EDGE.process);
  }
}

/**
 * The transitive reduction of real time: an edge from `a` to `b` when `a` returned before `b` was
 * called and no third lies wholly between. What has no answer precedes nobody, whenever it was
 * given up; what has no call follows nobody. O(ranks + edges), at most as many edges a transaction
 * as run at a time.
 */
export function addRealtimeEdges(observation: Observation, edges: EdgeList): void {
  const { columns, transaction } = observation;
  const events = eventsByRank(observation);
  // Nodes in the order of their return; those before `oldest` have a returned one after them.
  const returned = new Int32Array(observation.size);
  let count = 0;
  let oldest = 0;
  let latestCall = NO_CALL;
  for (let rank = 0; rank < events.length; rank++) {
    const event = events[rank]!;
    if (event > 0) {
      for (let at = oldest; at < count; at++) edges.add(returned[at]!, event, EDGE.realtime);
    } else if (event < 0) {
      const node = -event;
      returned[count++] = node;
      const call = columns.call[transaction[node]!]!;
      if (call <= latestCall) continue;
      latestCall = call;
      while (columns.return[transaction[returned[oldest]!]!]! < latestCall) oldest++;
    }
  }
}

/** By rank: the node called, the negated node that returned, or 0. */
function eventsByRank({ columns, size, transaction }: Observation): Int32Array {
  const events = new Int32Array(columns.ranks);
  for (let node = INITIAL + 1; node < size; node++) {
    const place = transaction[node]!;
    const called = columns.call[place]!;
    if (called !== NO_CALL) events[called] = node;
    const returned = columns.return[place]!;
    if (returned !== OPEN && columns.outcome[place] === OUTCOME.ok) events[returned] = -node;
  }
  return events;
}
