/**
 * The evidence of a violation: of the shortest cycles that were found the one that involves the
 * fewest transactions, each step with the reason for it.
 */

import { INITIAL, type Observation } from '../../observation.js';
import type { ForcedStep, Level, LevelAnswer } from '../level.js';
import { shortestCycles, type CommitEdge } from './commit-cycle.js';
import type { CommitGraph } from './commit-graph.js';
import type { Contradiction } from './forced-edges.js';
import { longestReader } from './known-versions.js';
import { SeenPathSearch } from './seen-path.js';

/** The answer for a graph in which somebody saw a write and read the initial state. */
export function contradictionAnswer(graph: CommitGraph, axiom: Level['axiom']): LevelAnswer {
  const reasons = new Reasons(graph, axiom);
  return smallest(
    graph.observation,
    graph.forced.contradictions.map((each) => reasons.ofContradiction(each)),
  );
}

/** The answer for a graph of which `order` is the attempt to sort it. */
export function cycleAnswer(
  graph: CommitGraph,
  axiom: Level['axiom'],
  order: Int32Array,
): LevelAnswer {
  const reasons = new Reasons(graph, axiom);
  const cycles = shortestCycles(graph, order);
  return smallest(
    graph.observation,
    cycles.map((cycle) => cycle.map((edge) => reasons.ofEdge(edge))),
  );
}

function smallest(observation: Observation, cycles: readonly ForcedStep[][]): LevelAnswer {
  let cycle = cycles[0]!;
  let involved = involvedIn(observation, cycle);
  for (const other of cycles.slice(1)) {
    const nodes = involvedIn(observation, other);
    if (nodes.length < involved.length) [cycle, involved] = [other, nodes];
  }
  return { kind: 'violated', involved, cycle, configurations: 0 };
}

/** The transactions without which the steps would not follow. */
function involvedIn(observation: Observation, cycle: readonly ForcedStep[]): Int32Array {
  const nodes = new Set<number>();
  for (const step of cycle) {
    nodes.add(step.from).add(step.to);
    if (step.kind === 'ww') for (const node of step.seen) nodes.add(node);
    if (step.kind === 'ww-known' && step.from !== INITIAL) {
      // Without the longest list that was read the order of versions would not be known.
      nodes.add(Math.max(INITIAL, longestReader(observation, step.key)));
    }
  }
  nodes.delete(INITIAL);
  return Int32Array.from(nodes).sort();
}

class Reasons {
  readonly #graph: CommitGraph;
  readonly #isCausal: boolean;
  readonly #paths: SeenPathSearch;

  constructor(graph: CommitGraph, axiom: Level['axiom']) {
    this.#graph = graph;
    this.#isCausal = axiom === 'causal';
    this.#paths = new SeenPathSearch(graph);
  }

  ofContradiction({ from, read }: Contradiction): ForcedStep[] {
    const step = this.#byRead(from, read);
    return [step, { kind: 'ww-known', from: INITIAL, to: from, key: step.key }];
  }

  ofEdge({ from, to, kind, at }: CommitEdge): ForcedStep {
    const { observation, forced } = this.#graph;
    if (kind === 'wr') return { kind, from, to, key: observation.readKey[at]! };
    if (kind !== 'forced') return { kind, from, to };
    const cause = forced.cause[at]!;
    if (cause < 0) return { kind: 'ww-known', from, to, key: -1 - cause };
    return this.#byRead(from, cause);
  }

  #byRead(from: number, read: number): Extract<ForcedStep, { kind: 'ww' }> {
    const { readKey, readWriter } = this.#graph.observation;
    const reader = this.#readerOf(read);
    // Of the weaker levels only what was read from or is in the same process has been seen.
    const seen = this.#isCausal ? this.#paths.run(from, reader) : [from, reader];
    return { kind: 'ww', from, to: readWriter[read]!, key: readKey[read]!, reader, seen };
  }

  /** The node that has a place among the external reads. */
  #readerOf(read: number): number {
    const { readStart, size } = this.#graph.observation;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (readStart[middle]! <= read) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
