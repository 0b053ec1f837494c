/**
 * What must come before what when transactions commit: who read from whom, the order of processes
 * and of real time where the level asks for them, and what its axiom forces. The graph is never
 * built: an observation already lists by node what was read and what came before, the edges of
 * real time follow from two ranks a node, and only the forced edges are kept as edges.
 *
 * Real time takes in the order of processes (`session`), so that what holds with it holds with
 * session order, and what holds with that holds without any.
 */

import { OPEN, OUTCOME } from '../../../../src/history/columns/operation-columns.js';
import type { Observation } from '../../observation.js';
import type { CommitOrder } from '../level.js';
import { ForcedEdges } from './forced-edges.js';

/** Edges between the commits of an observation. */
export interface CommitGraph {
  readonly observation: Observation;
  /** Whether `observation.previous` counts, for what was seen as for the order of commits. */
  readonly isSession: boolean;
  /** Whether a node that returned before another was called commits before it. */
  readonly isRealtime: boolean;
  readonly time: Timeline;
  readonly forced: ForcedEdges;
}

/** When nodes were called and returned, as ranks. */
export interface Timeline {
  /** Negative for what may have begun at any time. */
  readonly call: Int32Array;
  /** `OPEN` for what is not known to have ended. */
  readonly return: Int32Array;
  /** The nodes that ended, in the order of their returns. */
  readonly byReturn: Int32Array;
}

/** The graph with what was read and `order`, without forced edges. Linear. */
export function commitGraphOf(observation: Observation, order: CommitOrder): CommitGraph {
  return {
    observation,
    isSession: order !== 'none',
    isRealtime: order === 'realtime',
    time: timelineOf(observation),
    forced: new ForcedEdges(observation.size),
  };
}

function timelineOf({ columns, transaction, size }: Observation): Timeline {
  const calls = new Int32Array(size).fill(-1);
  const returns = new Int32Array(size).fill(OPEN);
  const nodeAt = new Int32Array(columns.ranks);
  let ended = 0;
  for (let node = 1; node < size; node++) {
    const place = transaction[node]!;
    calls[node] = columns.call[place]!;
    // Without an answer a transaction may take effect after all that was recorded.
    if (columns.outcome[place] !== OUTCOME.ok) continue;
    const rank = columns.return[place]!;
    if (rank === OPEN) continue;
    returns[node] = rank;
    nodeAt[rank] = node;
    ended++;
  }
  const byReturn = new Int32Array(ended);
  let at = 0;
  for (const node of nodeAt) if (node !== 0) byReturn[at++] = node;
  return { call: calls, return: returns, byReturn };
}
