/**
 * Strongly connected components against naive reachability both ways.
 */

import { describe, expect, test } from 'vitest';
import { componentsOf } from '../../../../checkers/transactions/graph/components.js';
import { seeded } from '../../oracle/random.js';
import { closure } from './cycle-oracle.js';
import { type Edge, graphFrom, randomEdges } from './random-graph.js';

/** Components of more than one node, each ascending, by their first node. */
function naive(size: number, edges: readonly Edge[], mask: number): number[][] {
  const reaches = closure(size, edges, (kind) => (kind & mask) !== 0);
  const found: number[][] = [];
  for (let node = 0; node < size; node++) {
    const others = Array.from({ length: size }, (_, other) => other).filter(
      (other) => other === node || (reaches[node]![other] && reaches[other]![node]),
    );
    if (others.length > 1 && others[0] === node) found.push(others);
  }
  return found;
}

describe('componentsOf', () => {
  test('agrees with reachability', () => {
    const random = seeded(21);
    const counts = [0, 0, 0];
    for (let round = 0; round < 4000; round++) {
      const size = 2 + random.below(14);
      const edges = randomEdges(random, Math.max(size, 3), random.below(size * 2), [1, 2, 4]);
      const mask = random.pick([7, 7, 3, 1]);
      const graph = graphFrom(Math.max(size, 3), edges);
      const { count, start, node, component } = componentsOf(graph, mask);
      const expected = naive(graph.size, edges, mask);
      const found = Array.from({ length: count }, (_, at) => [
        ...node.subarray(start[at], start[at + 1]),
      ]);
      expect(found).toEqual(expected);
      for (let each = 0; each < graph.size; each++) {
        expect(component[each]).toBe(expected.findIndex((nodes) => nodes.includes(each)));
      }
      counts[Math.min(2, count)]!++;
    }
    for (const share of counts) expect(share).toBeGreaterThan(100);
  });

  test('a node that leads to itself is alone all the same', () => {
    expect(componentsOf(graphFrom(3, [[1, 1, 1]])).count).toBe(0);
  });

  test('does not recurse: a circle of 200,000 nodes is one component', () => {
    const size = 200_000;
    const edges = Array.from({ length: size }, (_, at): Edge => [at, (at + 1) % size, 1]);
    const { count, node } = componentsOf(graphFrom(size, edges));
    expect(count).toBe(1);
    expect(node).toHaveLength(size);
  });
});
