/**
 * The search for cycles against the enumeration of all of them: on small random graphs the classes
 * reported are exactly those that exist, and the cycles as short as the shortest.
 */

import { describe, expect, test } from 'vitest';
import { CYCLE_CLASSES } from '../../../../checkers/transactions/graph/cycle-classes.js';
import { findCycles } from '../../../../checkers/transactions/graph/find-cycles.js';
import { seeded, type Random } from '../../oracle/random.js';
import {
  choicesOf,
  type Choices,
  classOfKinds,
  closure,
  impliesClass,
  shortestByClass,
} from './cycle-oracle.js';
import { type Edge, graphFrom, randomEdges } from './random-graph.js';

const MIXES: readonly (readonly number[])[] = [
  [1, 2, 4],
  [1, 2, 4, 8],
  [1, 2, 4, 16],
  [1, 2, 4, 4, 8, 16],
  [4, 4, 1, 16, 16],
  [2, 4, 4, 8],
];

/** Kinds around a cycle of each shape; an order may stand in each place but that of an rw pair. */
const SHAPES: readonly (readonly number[])[] = [
  [1, 1],
  [1, 2],
  [1, 4],
  [4, 2, 1],
  [4, 1, 4, 2],
  [4, 1, 4, 1, 2],
  [4, 4],
  [4, 4, 4],
  [4, 4, 1],
];

/** Half of them with a cycle planted, so that the rare classes are there too. */
function randomGraph(random: Random): { size: number; edges: Edge[] } {
  const size = 4 + random.below(5);
  if (random.chance(0.5)) {
    const count = 3 + random.below(Math.min(14, size * 2));
    return { size, edges: randomEdges(random, size, count, random.pick(MIXES)) };
  }
  const order = random.pick([0, 0, 8, 16]);
  const kinds = [...random.pick(SHAPES)];
  const spot = kinds.findIndex((kind) => kind !== 4);
  if (order !== 0 && spot >= 0) kinds.splice(spot, random.below(2), order);
  else if (order !== 0) kinds.push(order);
  const nodes = Array.from({ length: size - 1 }, (_, at) => at + 1);
  for (let at = nodes.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [nodes[at], nodes[other]] = [nodes[other]!, nodes[at]!];
  }
  const length = Math.min(kinds.length, nodes.length);
  const planted = kinds
    .slice(0, length)
    .map((kind, at): Edge => [nodes[at]!, nodes[(at + 1) % length]!, kind]);
  const noise = randomEdges(random, size, random.below(8), random.pick(MIXES));
  return { size, edges: [...noise, ...planted] };
}

function componentNaming(size: number, edges: readonly Edge[]): (node: number) => number {
  const reaches = closure(size, edges, () => true);
  return (node) => {
    for (let other = 0; other < node; other++) {
      if (reaches[node]![other] && reaches[other]![node]) return other;
    }
    return node;
  };
}

/** Lengths by component and class, after each cycle was held against the graph. */
function foundByClass(
  size: number,
  edges: readonly Edge[],
  choices: Choices,
  everyClass: boolean,
): Map<number, Map<string, number>> {
  const report = findCycles(graphFrom(size, edges), { everyClass });
  const found = new Map<number, Map<string, number>>();
  expect(report.undecided).toEqual([]);
  for (const { name, nodes, kinds, isShortest, component } of report.cycles) {
    expect(new Set(nodes).size).toBe(nodes.length);
    expect(kinds).toHaveLength(nodes.length);
    for (const [at, node] of nodes.entries()) {
      expect(choices[node]![nodes[(at + 1) % nodes.length]!]).toContain(kinds[at]);
    }
    expect(classOfKinds(kinds)).toBe(name);
    expect(isShortest).toBe(true);
    const first = report.components.node[report.components.start[component]!]!;
    const lengths = found.get(first) ?? new Map<string, number>();
    found.set(first, lengths);
    expect(lengths.has(name)).toBe(false);
    lengths.set(name, nodes.length);
  }
  return found;
}

function plain(lengths: Map<number, Map<string, number>>): Record<string, number> {
  const entries = [...lengths].flatMap(([component, byName]) =>
    [...byName].map(([name, length]) => [`${component} ${name}`, length] as const),
  );
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Leaves out, per component, whatever another class there implies. */
function worst(lengths: Map<number, Map<string, number>>): Map<number, Map<string, number>> {
  return new Map(
    [...lengths].map(([component, byName]) => [
      component,
      new Map(
        [...byName].filter(
          ([name]) => ![...byName.keys()].some((other) => impliesClass(other, name)),
        ),
      ),
    ]),
  );
}

describe('findCycles', () => {
  test.each([false, true])(
    'agrees with the enumeration of cycles, every class: %s',
    (everyClass) => {
      const random = seeded(everyClass ? 41 : 42);
      const counts = new Map<string, number>();
      let cyclic = 0;
      const graphs = 3000;
      for (let round = 0; round < graphs; round++) {
        const { size, edges } = randomGraph(random);
        const choices = choicesOf(size, edges, everyClass);
        const all = shortestByClass(size, choices, componentNaming(size, edges));
        const expected = everyClass ? all : worst(all);
        const found = foundByClass(size, edges, choices, everyClass);
        expect(plain(found), JSON.stringify(edges)).toEqual(plain(expected));
        if (expected.size > 0) cyclic++;
        for (const byName of found.values()) {
          for (const name of byName.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
        }
      }
      expect(cyclic).toBeGreaterThan(graphs * 0.5);
      expect(cyclic).toBeLessThan(graphs * 0.95);
      for (const { name } of CYCLE_CLASSES) expect(counts.get(name), name).toBeGreaterThan(10);
    },
  );

  test('names nodes of the graph and says what it looked at', () => {
    const report = findCycles(
      graphFrom(9, [
        [4, 7, 4],
        [7, 4, 2],
        [2, 8, 1],
        [8, 3, 16],
        [3, 2, 1],
      ]),
    );
    expect(report.cycles.map(({ name, component }) => ({ name, component }))).toEqual([
      { name: 'G0-realtime', component: 0 },
      { name: 'G-single-item', component: 1 },
    ]);
    expect(new Set(report.cycles[0]!.nodes)).toEqual(new Set([2, 3, 8]));
    expect(report.cycles[1]).toMatchObject({ nodes: [4, 7], kinds: [4, 2] });
    expect(report.steps).toBeGreaterThan(0);
  });

  test('leaves out the inner nodes of a run of one order', () => {
    const run = Array.from({ length: 50 }, (_, at): Edge => [at + 1, at + 2, 16]);
    const { cycles } = findCycles(graphFrom(52, [...run, [51, 1, 4]]));
    expect(cycles).toEqual([
      {
        name: 'G-single-item-realtime',
        nodes: [51, 1],
        kinds: [4, 16],
        isShortest: true,
        component: 0,
      },
    ]);
  });

  test('reads a pair as the strongest of what joins it, unless asked for every class', () => {
    const edges: Edge[] = [
      [1, 2, 16],
      [1, 2, 4],
      [2, 1, 1],
    ];
    const named = (everyClass: boolean): string[] =>
      findCycles(graphFrom(3, edges), { everyClass }).cycles.map(({ name }) => name);
    expect(named(false)).toEqual(['G-single-item']);
    expect(named(true)).toEqual(['G-single-item', 'G0-realtime']);
  });

  test('looks only for the classes asked for', () => {
    const graph = graphFrom(4, [
      [1, 2, 4],
      [2, 1, 1],
      [2, 3, 1],
      [3, 2, 1],
    ]);
    const classes = new Set(['G0', 'G2-item']);
    expect(findCycles(graph, { classes }).cycles.map(({ name }) => name)).toEqual(['G0']);
  });

  test('says which classes a spent budget leaves undecided, and claims nothing else', () => {
    const random = seeded(7);
    let undecided = 0;
    for (let round = 0; round < 500; round++) {
      const { size, edges } = randomGraph(random);
      const graph = graphFrom(size, edges);
      const whole = findCycles(graph, { everyClass: true });
      const report = findCycles(graph, { everyClass: true, stepsMax: 1 + random.below(200) });
      const key = ({ name, component }: { name: string; component: number }): string =>
        `${component} ${name}`;
      const known = new Map(whole.cycles.map((cycle) => [key(cycle), cycle.nodes.length]));
      const found = new Map(report.cycles.map((cycle) => [key(cycle), cycle.nodes.length]));
      const open = new Set(report.undecided.map(key));
      for (const cycle of report.cycles) {
        expect(known.has(key(cycle))).toBe(true);
        expect(found.get(key(cycle))).toBeGreaterThanOrEqual(known.get(key(cycle))!);
        if (cycle.isShortest) expect(found.get(key(cycle))).toBe(known.get(key(cycle)));
      }
      for (const name of known.keys()) expect(found.has(name) || open.has(name)).toBe(true);
      undecided += open.size;
    }
    expect(undecided).toBeGreaterThan(200);
    const stopped = findCycles(
      graphFrom(3, [
        [1, 2, 4],
        [2, 1, 2],
      ]),
      { shouldStop: () => true },
    );
    expect(stopped.cycles).toEqual([]);
    expect(stopped.undecided.map(({ name }) => name)).toContain('G-single-item');
  });
});
