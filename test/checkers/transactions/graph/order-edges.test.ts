/**
 * Edges of real time against the order of intervals by its definition, and those of processes.
 */

import { describe, expect, test } from 'vitest';
import { EdgeList } from '../../../../checkers/transactions/graph/dependency-graph.js';
import {
  addProcessEdges,
  addRealtimeEdges,
} from '../../../../checkers/transactions/graph/order-edges.js';
import { OPEN, OUTCOME } from '../../../../src/history/columns/operation-columns.js';
import { NO_CALL } from '../../../../src/history/transactions/transaction-columns.js';
import { seeded } from '../../oracle/random.js';
import { closure } from './cycle-oracle.js';
import { observationOf, randomIntervals } from './interval-observation.js';
import type { Edge } from './random-graph.js';

function edgesOf(add: (edges: EdgeList) => void): Edge[] {
  const edges = new EdgeList();
  add(edges);
  return Array.from({ length: edges.length }, (_, at): Edge => [
    edges.from[at]!,
    edges.to[at]!,
    edges.kind[at]!,
  ]);
}

describe('addRealtimeEdges', () => {
  test('closes to the order of intervals, with no edge too many', () => {
    const random = seeded(31);
    let edgesSeen = 0;
    let pairsSeen = 0;
    for (let round = 0; round < 1500; round++) {
      const concurrency = 1 + random.below(6);
      const intervals = randomIntervals(random, 1 + random.below(14), concurrency);
      const observation = observationOf(intervals);
      const { size, transaction } = observation;
      const edges = edgesOf((list) => addRealtimeEdges(observation, list));
      const reaches = closure(size, edges, () => true);
      const precedes = (from: number, to: number): boolean => {
        if (from === 0 || to === 0) return false;
        const one = intervals[transaction[from]!]!;
        const other = intervals[transaction[to]!]!;
        const isDone = one.outcome === OUTCOME.ok && one.return !== OPEN;
        return isDone && other.call !== NO_CALL && one.return < other.call;
      };
      const wrong: [number, number][] = [];
      for (let from = 0; from < size; from++) {
        for (let to = 0; to < size; to++) {
          if (reaches[from]![to] !== precedes(from, to)) wrong.push([from, to]);
          if (precedes(from, to)) pairsSeen++;
        }
      }
      expect(wrong).toEqual([]);
      const superfluous = edges.filter(([from, to]) =>
        reaches.some((_, node) => precedes(from, node) && precedes(node, to)),
      );
      expect(superfluous).toEqual([]);
      expect(edges.every(([, , kind]) => kind === 16)).toBe(true);
      expect(new Set(edges.map(String)).size).toBe(edges.length);
      edgesSeen += edges.length;
    }
    expect(edgesSeen).toBeGreaterThan(5000);
    expect(pairsSeen).toBeGreaterThan(edgesSeen * 2);
  });
});

describe('addProcessEdges', () => {
  test('joins each node with the one before it in its process, but not the initial one', () => {
    const intervals = [0, 1, 2, 3].map((at) => ({
      call: at * 2,
      return: at * 2 + 1,
      outcome: OUTCOME.ok,
      isSeen: true,
    }));
    const observation = observationOf(intervals, [0, 0, 1, 0, 2]);
    const edges = edgesOf((list) => addProcessEdges(observation, list));
    expect(edges).toEqual([
      [1, 2, 8],
      [2, 4, 8],
    ]);
  });
});
