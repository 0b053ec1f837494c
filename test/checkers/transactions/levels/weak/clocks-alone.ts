/**
 * Causal consistency by vector clocks alone, which otherwise come in only where histories are large
 * and stale.
 */

import { forceByClocks } from '../../../../../checkers/transactions/levels/weak/causal-clocks.js';
import { commitGraphOf } from '../../../../../checkers/transactions/levels/weak/commit-graph.js';
import { forceVersions } from '../../../../../checkers/transactions/levels/weak/known-versions.js';
import { sortCommits } from '../../../../../checkers/transactions/levels/weak/sort-commits.js';
import type { CommitOrder } from '../../../../../checkers/transactions/levels/level.js';
import type { Observation } from '../../../../../checkers/transactions/observation.js';

/** Whether causal consistency holds with session order or that of real time. */
export function holdsByClocks(observation: Observation, order: CommitOrder): boolean {
  const graph = commitGraphOf(observation, order);
  forceVersions(graph);
  const sorted = sortCommits(graph, graph.time.byReturn);
  if (!sorted.isAcyclic) return false;
  forceByClocks(graph, sorted.order);
  if (graph.forced.contradictions.length > 0) return false;
  return sortCommits(graph, sorted.order).isAcyclic;
}
