/**
 * Decides causal consistency (Causal Convergence: Biswas and Enea, OOPSLA 2019). Two algorithms
 * share the work: looking for stale reads in an order near to the truth, which most histories pass
 * in hardly more time than it takes to sort them, and vector clocks, which promise O(n k), where
 * the first takes too long and the processes are few enough for the clocks to fit into memory.
 */

import type { CheckOptions } from '../../../checker.js';
import type { LevelAnswer } from '../level.js';
import { clockBytes, forceByClocks } from './causal-clocks.js';
import type { CommitGraph } from './commit-graph.js';
import { sortCommits, type SortedCommits } from './sort-commits.js';
import { StaleReadSweep } from './stale-reads.js';
import { contradictionAnswer, cycleAnswer } from './violation.js';

const CONFIGURATIONS_MAX = 2_000_000;

const BYTES_MAX = 2 ** 28;

/** Steps of the search for stale reads that take about as long as one configuration elsewhere. */
const STEPS_PER_CONFIGURATION = 1000;

/** Steps for each node and read after which vector clocks are quicker. */
const STEPS_BEFORE_CLOCKS = 32;

/** The answer for causal consistency, given a graph without edges that the axiom forces. */
export function decideCausal(graph: CommitGraph, options: CheckOptions): LevelAnswer {
  const { size, readKey } = graph.observation;
  const shouldStop = options.shouldStop ?? ((): boolean => false);
  const fits = graph.isSession && clockBytes(graph) <= (options.bytesMax ?? BYTES_MAX);
  const stepsMax = fits
    ? STEPS_BEFORE_CLOCKS * (size + readKey.length)
    : STEPS_PER_CONFIGURATION * (options.configurationsMax ?? CONFIGURATIONS_MAX);
  const sweep = new StaleReadSweep(graph);
  let sorted = sortCommits(graph, graph.time.byReturn);
  while (sorted.isAcyclic) {
    const found = sweep.run(sorted.order, stepsMax, shouldStop);
    if (graph.forced.contradictions.length > 0) return contradictionAnswer(graph, 'causal');
    if (found === 'none') return { kind: 'holds', order: sorted.order, configurations: 0 };
    if (found === 'over-budget') {
      if (shouldStop()) return unknown('it was told to stop');
      if (fits) return byClocks(graph, sorted);
      return unknown(`it took more than ${stepsMax} steps; allow more configurations`);
    }
    sorted = sortCommits(graph, sorted.order);
  }
  return cycleAnswer(graph, 'causal', sorted.order);
}

function byClocks(graph: CommitGraph, { order }: SortedCommits): LevelAnswer {
  forceByClocks(graph, order);
  if (graph.forced.contradictions.length > 0) return contradictionAnswer(graph, 'causal');
  const sorted = sortCommits(graph, order);
  if (!sorted.isAcyclic) return cycleAnswer(graph, 'causal', sorted.order);
  return { kind: 'holds', order: sorted.order, configurations: 0 };
}

function unknown(why: string): LevelAnswer {
  const reason = `who has seen whom was not followed to the end: ${why}`;
  return { kind: 'unknown', reason, configurations: 0 };
}
