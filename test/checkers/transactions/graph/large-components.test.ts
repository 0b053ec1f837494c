/**
 * Components too large for the enumeration of cycles: the shortest of the simple classes against a
 * plain breadth-first search behind every edge, and what regions leave out against a search that
 * leaves nothing out.
 */

import { describe, expect, test } from 'vitest';
import { regionsOf } from '../../../../checkers/transactions/graph/closed-walks.js';
import { ComponentReader } from '../../../../checkers/transactions/graph/component-graph.js';
import { componentsOf } from '../../../../checkers/transactions/graph/components.js';
import { CYCLE_CLASSES } from '../../../../checkers/transactions/graph/cycle-classes.js';
import { CycleSearcher } from '../../../../checkers/transactions/graph/cycle-search.js';
import { findCycles } from '../../../../checkers/transactions/graph/find-cycles.js';
import { StepBudget } from '../../../../checkers/transactions/graph/step-budget.js';
import { seeded, type Random } from '../../oracle/random.js';
import { type Edge, graphFrom, randomEdges } from './random-graph.js';

/** Short steps forward and a few long ones back, so that cycles are long and of few classes. */
function mostlyForward(random: Random, size: number): Edge[] {
  const edges: Edge[] = [];
  for (let node = 1; node < size - 1; node++) {
    for (let count = 1 + random.below(2); count > 0; count--) {
      const to = Math.min(size - 1, node + 1 + random.below(4));
      edges.push([node, to, random.pick([1, 1, 2, 2, 4, 16])]);
    }
  }
  for (let count = 1 + random.below(3); count > 0; count--) {
    const from = 1 + random.below(size - 1);
    edges.push([from, 1 + random.below(from), random.pick([1, 2, 4])]);
  }
  return edges.filter(([from, to]) => from !== to);
}

/** Length of the shortest cycle of a `seed` edge and edges of `mask`, by search from each seed. */
function shortestThrough(size: number, edges: readonly Edge[], seed: number, mask: number): number {
  const strongest = new Map<string, Edge>();
  for (const edge of edges) {
    const pair = `${edge[0]} ${edge[1]}`;
    const other = strongest.get(pair);
    if (edge[2] < 8 && (other === undefined || edge[2] < other[2])) strongest.set(pair, edge);
  }
  const next = Array.from({ length: size }, (): number[] => []);
  for (const [from, to, kind] of strongest.values()) if ((kind & mask) !== 0) next[from]!.push(to);
  let best = Infinity;
  for (const [from, to, kind] of strongest.values()) {
    if (kind !== seed) continue;
    const distance = new Map([[to, 0]]);
    for (const node of distance.keys()) {
      for (const after of next[node]!) {
        if (!distance.has(after)) distance.set(after, distance.get(node)! + 1);
      }
    }
    if (distance.has(from)) best = Math.min(best, distance.get(from)! + 1);
  }
  return best;
}

describe('large components', () => {
  test('plain G0, G1c and G-single-item are as short as a search from each edge finds', () => {
    const random = seeded(11);
    const asked = [
      { name: 'G0', seed: 1, mask: 1 },
      { name: 'G1c', seed: 2, mask: 3 },
      { name: 'G-single-item', seed: 4, mask: 3 },
    ];
    const lengths: number[] = [];
    let absent = 0;
    for (let round = 0; round < 150; round++) {
      const size = 50 + random.below(150);
      const edges = random.chance(0.7)
        ? mostlyForward(random, size)
        : randomEdges(random, size, size * 2, [1, 2, 4]);
      const { cycles } = findCycles(graphFrom(size, edges), { everyClass: true });
      for (const { name, seed, mask } of asked) {
        const found = cycles.filter((cycle) => cycle.name === name);
        const expected = shortestThrough(size, edges, seed, mask);
        expect(Math.min(...found.map(({ nodes }) => nodes.length))).toBe(expected);
        if (expected < Infinity) lengths.push(expected);
        else absent++;
      }
    }
    expect(absent).toBeGreaterThan(50);
    expect(lengths.filter((length) => length > 4).length).toBeGreaterThan(20);
  });

  test('regions leave out no closed walk, and most of what has none', () => {
    const random = seeded(12);
    const counts = { found: 0, excluded: 0, vain: 0, vainSimple: 0 };
    for (let round = 0; round < 300; round++) {
      const size = 6 + random.below(30);
      const graph = graphFrom(size, mostlyForward(random, size));
      const components = componentsOf(graph);
      const reader = new ComponentReader(graph, components);
      for (let which = 0; which < components.count; which++) {
        const part = reader.read(which);
        for (const rule of CYCLE_CLASSES) {
          const task = { graph: part, rule, takesShadowed: true };
          const budget = new StepBudget(1e9);
          const regions = regionsOf(part, rule);
          const whole = new CycleSearcher().search({ ...task, regions: undefined }, budget, 1e9);
          const length = Math.min(whole.best?.nodes.length ?? Infinity, whole.lengthMin);
          if (regions === undefined) {
            expect(length).toBe(Infinity);
            counts.excluded++;
            continue;
          }
          const inside = new CycleSearcher().search({ ...task, regions }, budget, 1e9);
          expect(Math.min(inside.best?.nodes.length ?? Infinity, inside.lengthMin)).toBe(length);
          if (length < Infinity) counts.found++;
          else if (regions.isDoubled) counts.vain++;
          else counts.vainSimple++;
        }
      }
    }
    expect(counts.found).toBeGreaterThan(200);
    expect(counts.excluded).toBeGreaterThan(200);
    expect(counts.vain).toBeLessThan(counts.found * 0.5);
    expect(counts.vainSimple).toBeLessThan(5);
  });

  test('a component of 100,000 nodes ends, though its only cycle is as long as itself', () => {
    const size = 100_001;
    const random = seeded(13);
    const edges: Edge[] = [[size - 1, 1, 4]];
    for (let node = 1; node < size - 1; node++) {
      edges.push([node, node + 1, random.pick([1, 2])]);
      edges.push([node, Math.min(size - 1, node + 1 + random.below(20)), 4]);
    }
    const { cycles, undecided, steps } = findCycles(graphFrom(size, edges));
    expect(undecided).toEqual([]);
    expect(cycles.map(({ name }) => name)).toEqual(['G-single-item']);
    expect(steps).toBeLessThan(20_000_000);
  });

  test('goes round a pair that is read as a dependency, and does not claim to be shortest', () => {
    const ring = Array.from({ length: 300 }, (_, at): Edge => [at === 0 ? 1 : at + 3, at + 4, 4]);
    // The step from 2 to 1 by real time would be shorter, but 1 overwrites what 2 read.
    const edges: Edge[] = [
      [1, 2, 4],
      [2, 1, 16],
      [2, 1, 4],
      [2, 3, 1],
      [3, 1, 16],
      [303, 1, 4],
    ];
    const { cycles, undecided } = findCycles(graphFrom(304, [...ring, ...edges]));
    const found = cycles.find(({ name }) => name === 'G-single-item-realtime');
    expect(found).toMatchObject({ nodes: [1, 2, 3], kinds: [4, 1, 16], isShortest: false });
    expect(cycles.map(({ name }) => name)).toContain('G2-item');
    expect(undecided).toEqual([]);
  });
});
