/**
 * The search on random graphs with random choices, against all combinations of sides.
 */

import { expect, test } from 'vitest';
import { Allowance } from '../../../../../checkers/linearizability/allowance.js';
import { seeded, type Random } from '../../../oracle/random.js';
import {
  adjacencyOf,
  ChoiceSearch,
  IncrementalOrder,
  PolygraphEdges,
  type SideEdges,
  topologicalOrder,
} from './engine.js';

type Edge = readonly [from: number, to: number];

interface Problem {
  readonly size: number;
  readonly known: readonly Edge[];
  /** Both sides of every choice. */
  readonly choices: readonly (readonly [readonly Edge[], readonly Edge[]])[];
}

function randomProblem(random: Random, size: number, choices: number): Problem {
  const edge = (): Edge => {
    const from = random.below(size);
    return [from, (from + 1 + random.below(size - 1)) % size];
  };
  const side = (): Edge[] => Array.from({ length: 1 + random.below(3) }, edge);
  return {
    size,
    known: Array.from({ length: random.below(size) }, edge).filter(([from, to]) => from < to),
    choices: Array.from({ length: choices }, () => [side(), side()] as const),
  };
}

function isAcyclic(size: number, edges: readonly Edge[]): boolean {
  const left = new Set(Array.from({ length: size }).keys());
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const node of left) {
      if (!edges.some(([from, to]) => to === node && left.has(from))) left.delete(node);
    }
  }
  return left.size === 0;
}

/** Sides that make no cycle, as bits; -1 when there are none. */
function solution({ size, known, choices }: Problem): number {
  for (let sides = 0; sides < 2 ** choices.length; sides++) {
    const chosen = choices.flatMap((each, at) => each[(sides >> at) & 1]!);
    if (isAcyclic(size, [...known, ...chosen])) return sides;
  }
  return -1;
}

function searchOf(problem: Problem, configurationsMax: number) {
  const edges = new PolygraphEdges();
  for (const [from, to] of problem.known) edges.add(from, to, -1);
  const forward = adjacencyOf(problem.size, edges, 'forward');
  const backward = adjacencyOf(problem.size, edges, 'backward');
  const order = new IncrementalOrder(forward, backward, topologicalOrder(forward)!);
  const sides = problem.choices.flat();
  const start = new Int32Array(sides.length + 1);
  for (const [at, side] of sides.entries()) start[at + 1] = start[at]! + side.length;
  const ends = sides.flat();
  const given: SideEdges = {
    choices: problem.choices.length,
    start,
    from: Int32Array.from(ends, ([from]) => from),
    to: Int32Array.from(ends, ([, to]) => to),
    leaning: Int32Array.from(problem.choices.flatMap(([first]) => first[0]!)),
  };
  const allowance = new Allowance(1, { configurationsMax });
  return { found: new ChoiceSearch(given, order, allowance).run(), order, allowance };
}

test('finds sides that make no cycle if and only if there are some', () => {
  const random = seeded(1);
  const tally = { found: 0, contradiction: 0, exhausted: 0 };
  for (let at = 0; at < 1500; at++) {
    const problem = randomProblem(random, 4 + random.below(6), 1 + random.below(9));
    const { found, order } = searchOf(problem, 100_000);
    tally[found.kind]++;
    expect(found.kind).toBe(solution(problem) < 0 ? 'contradiction' : 'found');
    if (found.kind === 'found') {
      const isForward = ([from, to]: Edge): boolean => order.places[from]! < order.places[to]!;
      expect(problem.known.every(isForward)).toBe(true);
      expect(problem.choices.every((sides) => sides.some((side) => side.every(isForward)))).toBe(
        true,
      );
    } else if (found.kind === 'contradiction') {
      // The choices of the cycles alone have no solution either.
      const used = new Set(found.cycles.flatMap(({ literals }) => literals.map((one) => one >> 1)));
      const choices = problem.choices.filter((_, choice) => used.has(choice));
      expect(solution({ ...problem, choices })).toBe(-1);
    }
  }
  expect(tally.found).toBeGreaterThan(300);
  expect(tally.contradiction).toBeGreaterThan(300);
  expect(tally.exhausted).toBe(0);
});

test('learns, restarts and forgets on contradictions that take thousands of conflicts', () => {
  const random = seeded(7);
  let contradictions = 0;
  let configurations = 0;
  for (let at = 0; at < 6; at++) {
    const problem = randomProblem(random, 60, 150);
    const { found, order, allowance } = searchOf(problem, 200_000);
    configurations += allowance.configurations;
    if (found.kind === 'contradiction') contradictions++;
    if (found.kind !== 'found') continue;
    const isForward = ([from, to]: Edge): boolean => order.places[from]! < order.places[to]!;
    expect(problem.choices.every((sides) => sides.some((side) => side.every(isForward)))).toBe(
      true,
    );
  }
  if (process.env['TALLY']) console.log({ contradictions, configurations });
  expect(contradictions).toBeGreaterThan(0);
  expect(configurations).toBeGreaterThan(10_000);
});

test('ends with its allowance', () => {
  const { found, allowance } = searchOf(randomProblem(seeded(7), 60, 150), 10);
  expect(found.kind).toBe('exhausted');
  expect(allowance.exhausted).toBe('configurations');
});
