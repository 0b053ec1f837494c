/**
 * Shortest cycles of a class in one component: breadth-first through the product of nodes and
 * states of the class's automaton, from behind every edge of the seed's kind, each search no deeper
 * than the best cycle yet. A run of edges of one order costs one step and leaves its inner nodes
 * out, for the order joins its ends.
 *
 * What is found is a shortest closed walk. One that meets itself is no cycle, and one that steps by
 * order between nodes that a dependency joins is read as of another class; simple-cycles.ts settles
 * what that leaves in doubt.
 */

import { type Regions, regionAt } from './closed-walks.js';
import { type ComponentGraph, depends } from './component-graph.js';
import {
  accepts,
  continuesRun,
  type CycleClass,
  firstState,
  nextState,
  stateBits,
} from './cycle-classes.js';
import { EDGE } from './dependency-graph.js';
import { type Seeds, seedsOf } from './seeds.js';
import type { StepBudget } from './step-budget.js';

/** A cycle by the numbers of its component. */
export interface LocalCycle {
  readonly nodes: number[];
  /** Kind of the edge from `nodes[i]` to the next. */
  readonly kinds: number[];
}

/** What a search found. */
export interface CycleSearch {
  readonly best: LocalCycle | undefined;
  /** No cycle of the class is shorter than both this and `best`. */
  readonly lengthMin: number;
}

/** What is searched. */
export interface SearchTask {
  readonly graph: ComponentGraph;
  readonly rule: CycleClass;
  /** Where closed walks of the class lie; undefined: anywhere. */
  readonly regions: Regions | undefined;
  /** Whether a step of an order may be between nodes that a dependency joins too. */
  readonly takesShadowed: boolean;
}

/** Distances restart when they get here, far below where they would overflow. */
const BASE_MAX: number = 2 ** 30;

/** Searches the cycles of one component after the other in the same memory. */
export class CycleSearcher {
  #distance: Int32Array = new Int32Array(0);
  /** The state one step before, that is before the whole run where the step is one. */
  #parent: Int32Array = new Int32Array(0);
  #via: Uint8Array = new Uint8Array(0);
  #level: Int32Array = new Int32Array(0);
  #levelCount = 0;
  #following: Int32Array = new Int32Array(0);
  #followingCount = 0;
  /** By node: the last search with a seed that begins there. */
  #closing: Int32Array = new Int32Array(0);
  #searches = 0;
  /** Distances below are those of earlier searches. */
  #base = 1;
  /** Length of the shortest closed walk that was refused. */
  #refusedMin = 0;

  /**
   * A shortest cycle of the class. O(nodes * edges) where there is none; once there is one, at most
   * `polishMax` edges more are looked at for a shorter one.
   */
  search(task: SearchTask, budget: StepBudget, polishMax: number): CycleSearch {
    const { graph, rule } = task;
    this.#reserve(graph.size, graph.size << stateBits(rule));
    this.#refusedMin = Infinity;
    const seeds = seedsOf(graph, rule.seed);
    let best: LocalCycle | undefined;
    let floor = 0;
    for (let node = 0; node < graph.size; node++) {
      if (!this.#markClosing(node, seeds, task)) continue;
      if (budget.isSpent() || budget.left < floor) return { best, lengthMin: rule.lengthMin };
      const lengthMax = best === undefined ? graph.size : best.nodes.length - 1;
      const found = this.#searchFrom(node, task, lengthMax, budget);
      if (found === undefined) continue;
      if (best === undefined) floor = budget.left - polishMax;
      best = found;
      if (best.nodes.length === rule.lengthMin) break;
    }
    return { best, lengthMin: budget.left > 0 ? this.#refusedMin : rule.lengthMin };
  }

  #reserve(size: number, states: number): void {
    if (this.#closing.length < size) this.#closing = new Int32Array(size);
    if (this.#distance.length >= states) return;
    this.#distance = new Int32Array(states);
    this.#parent = new Int32Array(states);
    this.#via = new Uint8Array(states);
    this.#level = new Int32Array(states);
    this.#following = new Int32Array(states);
    this.#base = 1;
  }

  /** Marks where seeds to `node` begin; false when none does in its region. */
  #markClosing(node: number, { start, from }: Seeds, { regions, rule }: SearchTask): boolean {
    const region = regionAt(regions, node, firstState(rule));
    if (region < 0) return false;
    this.#searches++;
    let isAny = false;
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      if (regionAt(regions, from[at]!, 0) !== region) continue;
      this.#closing[from[at]!] = this.#searches;
      isAny = true;
    }
    return isAny;
  }

  /** A shortest cycle, of at most `lengthMax` nodes, through a marked seed to `node`. */
  #searchFrom(
    node: number,
    task: SearchTask,
    lengthMax: number,
    budget: StepBudget,
  ): LocalCycle | undefined {
    const shift = stateBits(task.rule);
    if (this.#base > BASE_MAX) {
      this.#distance.fill(0);
      this.#base = 1;
    }
    const base = this.#base;
    const first = (node << shift) | firstState(task.rule);
    this.#level[0] = first;
    this.#levelCount = 1;
    this.#distance[first] = base;
    for (let depth = 0; this.#levelCount > 0 && depth < lengthMax && budget.left > 0; depth++) {
      this.#base = base + depth + 2;
      this.#followingCount = 0;
      for (let place = 0; place < this.#levelCount; place++) {
        const at = this.#level[place]!;
        // Put here a level ago, then reached without a step more: looked at already.
        if (this.#distance[at] !== base + depth) continue;
        const found = this.#cycleAt(at, depth, task);
        if (found !== undefined) return found;
        budget.left -= this.#expand(at, base, base + depth, task);
      }
      [this.#level, this.#following] = [this.#following, this.#level];
      this.#levelCount = this.#followingCount;
    }
    return undefined;
  }

  /** Goes on from state `at`; returns how much it looked at. */
  #expand(at: number, base: number, distance: number, task: SearchTask): number {
    const { graph, regions, rule } = task;
    const shift = stateBits(rule);
    const node = at >> shift;
    const state = at & ((1 << shift) - 1);
    const region = regionAt(regions, node, state);
    const first = graph.start[node]!;
    const end = graph.start[node + 1]!;
    for (let edge = first; edge < end; edge++) {
      const kind = graph.kind[edge]!;
      if ((kind & rule.mask) === 0) continue;
      const then = nextState(rule, state, kind);
      const target = graph.to[edge]!;
      if (then < 0 || regionAt(regions, target, then) !== region) continue;
      const goal = (target << shift) | then;
      const isSameStep = kind >= EDGE.process && continuesRun(state, kind);
      const reached = isSameStep ? distance : distance + 1;
      const known = this.#distance[goal]!;
      if (known >= base && known <= reached) continue;
      this.#distance[goal] = reached;
      this.#via[goal] = kind;
      this.#parent[goal] = isSameStep ? this.#parent[at]! : at;
      if (isSameStep) this.#level[this.#levelCount++] = goal;
      else this.#following[this.#followingCount++] = goal;
    }
    return end - first + 1;
  }

  /** The cycle that a seed closes from state `at`, if it is one of the class. */
  #cycleAt(at: number, depth: number, task: SearchTask): LocalCycle | undefined {
    const { rule } = task;
    const shift = stateBits(rule);
    const last = at >> shift;
    if (this.#closing[last] !== this.#searches) return undefined;
    if (!accepts(rule, at & ((1 << shift) - 1))) return undefined;
    const nodes = new Array<number>(depth + 1);
    const kinds = new Array<number>(depth + 1);
    let step = at;
    for (let place = depth; place > 0; place--) {
      kinds[place] = this.#via[step]!;
      step = this.#parent[step]!;
      nodes[place] = step >> shift;
    }
    nodes[0] = last;
    kinds[0] = rule.seed;
    if (new Set(nodes).size === nodes.length && isRead({ nodes, kinds }, task))
      return { nodes, kinds };
    this.#refusedMin = Math.min(this.#refusedMin, nodes.length);
    return undefined;
  }
}

/** Whether none of its steps of order would be read as a dependency. */
function isRead({ nodes, kinds }: LocalCycle, { graph, takesShadowed }: SearchTask): boolean {
  return (
    takesShadowed ||
    kinds.every(
      (kind, at) =>
        kind < EDGE.process || !depends(graph, nodes[at]!, nodes[(at + 1) % nodes.length]!),
    )
  );
}
