/**
 * Decides the levels below prefix consistency: read committed, monotonic atomic view, read atomic
 * and causal consistency. A level holds if and only if what was read, the order that commits must
 * respect and the edges that its axiom forces have no cycle (Biswas and Enea, OOPSLA 2019): a
 * topological order of them is an order of commits that shows it, a cycle shows the contrary.
 *
 * The initial state comes before everything and wrote every key: to read it after having seen a
 * write of the key is a violation of its own.
 */

import type { Axiom, LevelEngine } from '../level.js';
import { decideCausal } from './decide-causal.js';
import { commitGraphOf, type CommitGraph } from './commit-graph.js';
import { forceVersions } from './known-versions.js';
import { forceMonotonicAtomicView } from './monotonic-atomic-view.js';
import { forceReadAtomic } from './read-atomic.js';
import { sortCommits } from './sort-commits.js';
import { contradictionAnswer, cycleAnswer } from './violation.js';

/** The axioms that are decided here, from weak to strong. */
export const WEAK_AXIOMS: readonly Axiom[] = [
  'read-committed',
  'monotonic-atomic-view',
  'read-atomic',
  'causal',
];

/** What adds the edges that an axiom forces. */
const FORCE: ReadonlyMap<string, (graph: CommitGraph) => void> = new Map([
  ['read-committed', (): void => {}],
  ['monotonic-atomic-view', forceMonotonicAtomicView],
  ['read-atomic', forceReadAtomic],
]);

/**
 * Decides the {@link WEAK_AXIOMS}, causal consistency with a budget. O(n^1.5), and O(n k) for
 * causal consistency where the processes k are few. Real time takes in the order of processes,
 * which counts as seen.
 * @throws RangeError for any other axiom
 */
export const decideWeakLevel: LevelEngine = (observation, level, options = {}) => {
  const { axiom, order } = level;
  const force = FORCE.get(axiom);
  if (force === undefined && axiom !== 'causal') {
    throw new RangeError(`${axiom} is not among the weak levels`);
  }
  const graph = commitGraphOf(observation, order);
  forceVersions(graph);
  if (force === undefined) return decideCausal(graph, options);
  force(graph);
  if (graph.forced.contradictions.length > 0) return contradictionAnswer(graph, axiom);
  const sorted = sortCommits(graph, graph.time.byReturn);
  if (!sorted.isAcyclic) return cycleAnswer(graph, axiom, sorted.order);
  return { kind: 'holds', order: sorted.order, configurations: 0 };
};
