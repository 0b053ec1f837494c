/**
 * Orders of commits: respected edge by edge, there exactly when no cycle forbids them, and for
 * snapshot isolation exactly when no order of begins and commits was found by trying all.
 */

import { describe, expect, test } from 'vitest';
import {
  acyclicOrder,
  snapshotOrder,
} from '../../../../checkers/transactions/graph/commit-orders.js';
import { seeded } from '../../oracle/random.js';
import { closure } from './cycle-oracle.js';
import { type Edge, graphFrom, randomEdges } from './random-graph.js';

/** Tries every order of commits, with the latest snapshot that each transaction may have taken. */
function hasSnapshotOrder(size: number, edges: readonly Edge[]): boolean {
  const place = new Map<number, number>();
  const fits = (): boolean => {
    for (let node = 1; node < size; node++) {
      let earliest = 0;
      let latest = place.get(node)!;
      for (const [from, to, kind] of edges) {
        if (kind !== 4 && to === node) earliest = Math.max(earliest, place.get(from)! + 1);
        if (kind === 4 && from === node) latest = Math.min(latest, place.get(to)!);
      }
      if (earliest > latest) return false;
    }
    return true;
  };
  const extend = (): boolean => {
    if (place.size === size - 1) return fits();
    for (let node = 1; node < size; node++) {
      if (place.has(node)) continue;
      place.set(node, place.size);
      if (extend()) return true;
      place.delete(node);
    }
    return false;
  };
  return extend();
}

describe('acyclicOrder', () => {
  test('is an order of all nodes that respects the edges, where one exists', () => {
    const random = seeded(51);
    let orders = 0;
    for (let round = 0; round < 3000; round++) {
      const size = 3 + random.below(8);
      const edges = randomEdges(random, size, random.below(size + 3), [1, 2, 4, 8, 16]);
      const mask = random.pick([31, 31, 7, 3]);
      const order = acyclicOrder(graphFrom(size, edges), mask);
      const reaches = closure(size, edges, (kind) => (kind & mask) !== 0);
      const isCyclic = reaches.some((row, node) => row[node]);
      expect(order === undefined).toBe(isCyclic);
      if (order === undefined) continue;
      orders++;
      const nodes = [...order];
      expect(nodes.toSorted((one, other) => one - other)).toEqual(
        Array.from({ length: size - 1 }, (_, at) => at + 1),
      );
      for (const [from, to, kind] of edges) {
        if ((kind & mask) !== 0) expect(nodes.indexOf(from)).toBeLessThan(nodes.indexOf(to));
      }
      // The smallest that may stand there: nothing smaller behind it was free.
      for (const [at, node] of nodes.entries()) {
        for (const later of nodes.slice(at + 1)) {
          const waits = nodes.slice(at).some((other) => reaches[other]![later]);
          if (later < node) expect(waits).toBe(true);
        }
      }
    }
    expect(orders).toBeGreaterThan(700);
    expect(orders).toBeLessThan(2500);
  });

  test('knows that nothing comes before the initial state', () => {
    expect(acyclicOrder(graphFrom(3, [[0, 1, 1]]))).toEqual(Int32Array.of(1, 2));
    expect(acyclicOrder(graphFrom(3, [[1, 0, 1]]))).toBeUndefined();
    expect(snapshotOrder(graphFrom(3, [[1, 0, 4]]))).toBeUndefined();
  });
});

describe('snapshotOrder', () => {
  test('is there exactly when some order of begins and commits is', () => {
    const random = seeded(52);
    let orders = 0;
    let skews = 0;
    for (let round = 0; round < 2500; round++) {
      const size = 3 + random.below(4);
      const edges = randomEdges(random, size, random.below(size + 3), [1, 2, 4, 4, 4, 16]);
      const graph = graphFrom(size, edges);
      const found = snapshotOrder(graph);
      expect(found !== undefined).toBe(hasSnapshotOrder(size, edges));
      if (found === undefined) continue;
      orders++;
      if (acyclicOrder(graph) === undefined) skews++;
      const { order, snapshots } = found;
      const commit = new Map([...order].map((node, at) => [node, at]));
      expect(commit.size).toBe(size - 1);
      for (const [at, seen] of snapshots.entries()) expect(seen).toBeLessThanOrEqual(at);
      for (const [from, to, kind] of edges) {
        if (kind === 4) expect(snapshots[commit.get(from)!]).toBeLessThanOrEqual(commit.get(to)!);
        else expect(commit.get(from)).toBeLessThan(snapshots[commit.get(to)!]!);
      }
    }
    expect(orders).toBeGreaterThan(600);
    expect(orders).toBeLessThan(2000);
    expect(skews).toBeGreaterThan(50);
  });
});
