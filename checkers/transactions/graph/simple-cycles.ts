/**
 * Shortest cycles where the breadth-first search had to refuse closed walks. Whether a simple cycle
 * takes two edges of one's choice is NP-complete (Fortune, Hopcroft and Wyllie, 1980), so this is a
 * deepening search through all paths, for small components and within a budget. It is rare: a
 * shortest walk meets itself only where there is a class too that implies the one asked for, or
 * where a cycle without rw hangs on a node between two rw.
 */

import { type ComponentGraph, depends } from './component-graph.js';
import type { LocalCycle, SearchTask } from './cycle-search.js';
import { accepts, type CycleClass, firstState, nextState } from './cycle-classes.js';
import { EDGE } from './dependency-graph.js';
import { seedsOf } from './seeds.js';
import type { StepBudget } from './step-budget.js';

/** The steps of paths from each node: node * 32 + kind, orders closed. */
type Steps = readonly Int32Array[];

/**
 * A shortest cycle of the class with at least `lengthMin` and less than `lengthEnd` nodes, if there
 * is one; `spent` when the budget ended before that was known.
 */
export function shortestSimpleCycle(
  task: SearchTask,
  lengthMin: number,
  lengthEnd: number,
  budget: StepBudget,
): LocalCycle | undefined | 'spent' {
  const { graph, rule } = task;
  const steps = stepsOf(task);
  const seeds = seedsOf(graph, rule.seed);
  for (let length = lengthMin; length < lengthEnd; length++) {
    for (let node = 0; node < graph.size; node++) {
      const closing = new Set(seeds.from.subarray(seeds.start[node], seeds.start[node + 1]));
      if (closing.size === 0) continue;
      const found = cycleFrom(node, closing, length, steps, rule, budget);
      if (found !== undefined) return found;
      if (budget.isSpent()) return 'spent';
    }
  }
  return undefined;
}

/** A path of `length` nodes from `first` to one of `closing`. */
function cycleFrom(
  first: number,
  closing: ReadonlySet<number>,
  length: number,
  steps: Steps,
  rule: CycleClass,
  budget: StepBudget,
): LocalCycle | undefined {
  const nodes = [first];
  const kinds: number[] = [];
  const states = [firstState(rule)];
  const next = [0];
  const onPath = new Uint8Array(steps.length);
  onPath[first] = 1;
  while (nodes.length > 0 && budget.left > 0) {
    const depth = nodes.length - 1;
    const node = nodes[depth]!;
    const isFull = nodes.length === length;
    if (isFull && closing.has(node) && accepts(rule, states[depth]!)) {
      return { nodes: [node, ...nodes.slice(0, -1)], kinds: [rule.seed, ...kinds] };
    }
    const step = isFull ? undefined : steps[node]![next[depth]!];
    budget.left--;
    if (step === undefined) {
      onPath[node] = 0;
      nodes.pop();
      kinds.pop();
      states.pop();
      next.pop();
      continue;
    }
    next[depth]!++;
    const target = step >> 5;
    const state = nextState(rule, states[depth]!, step & 31);
    if (state < 0 || onPath[target] === 1) continue;
    onPath[target] = 1;
    nodes.push(target);
    kinds.push(step & 31);
    states.push(state);
    next.push(0);
  }
  return undefined;
}

function stepsOf({ graph, rule, takesShadowed }: SearchTask): Steps {
  const all: Int32Array[] = [];
  for (let node = 0; node < graph.size; node++) {
    const steps: number[] = [];
    for (let at = graph.start[node]!; at < graph.start[node + 1]!; at++) {
      const kind = graph.kind[at]!;
      if (kind < EDGE.process && (kind & rule.mask) !== 0) steps.push((graph.to[at]! << 5) | kind);
    }
    for (const order of [EDGE.process, EDGE.realtime]) {
      if ((rule.mask & order) === 0) continue;
      for (const later of reachedFrom(graph, node, order)) {
        if (takesShadowed || !depends(graph, node, later)) steps.push((later << 5) | order);
      }
    }
    all.push(Int32Array.from(steps));
  }
  return all;
}

function reachedFrom(graph: ComponentGraph, from: number, order: number): Set<number> {
  const reached = new Set<number>();
  const open = [from];
  while (open.length > 0) {
    const node = open.pop()!;
    for (let at = graph.start[node]!; at < graph.start[node + 1]!; at++) {
      const target = graph.to[at]!;
      if (graph.kind[at] !== order || reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
}
