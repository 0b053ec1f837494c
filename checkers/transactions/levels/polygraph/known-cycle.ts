/**
 * A cycle of edges that are known without a choice, in as few steps as can be found: between
 * transactions, whatever nodes lie between.
 */

import { INITIAL } from '../../observation.js';
import type { ForcedStep } from '../level.js';
import { adjacencyOf, REASON, type Adjacency, type EdgeChoice } from './polygraph-edges.js';
import type { Polygraph } from './polygraph.js';

/** Edges that a search for the shortest cycle may look at, besides those of the first found. */
const LOOKS_MAX = 20_000_000;

/**
 * The numbers of the edges of a shortest cycle: of edges that were told if there is one, else of
 * any. Each transaction of a process is a step of its own. `undefined` when there is none.
 * Quadratic in the nodes between cycles, up to a limit.
 */
export function shortestKnownCycle(polygraph: Polygraph): number[] | undefined {
  return shortestCycle(polygraph, 'told') ?? shortestCycle(polygraph, 'all');
}

function shortestCycle(polygraph: Polygraph, choice: EdgeChoice): number[] | undefined {
  const { nodes, edges } = polygraph;
  const forward = adjacencyOf(nodes.size, edges, 'forward', choice);
  const follows = nodesAfterCycles(forward);
  const precedes = nodesAfterCycles(adjacencyOf(nodes.size, edges, 'backward', choice));
  const search = new CycleSearch(
    polygraph,
    forward,
    follows.map((is, at) => is & precedes[at]!),
  );
  let best: number[] | undefined;
  for (let node = 0; node < nodes.timeStart; node++) {
    const found = search.through(node, best === undefined ? Infinity : search.length);
    if (found !== undefined) best = found;
    if (best !== undefined && (search.length <= 2 || search.looks > LOOKS_MAX)) break;
  }
  return best;
}

/** Nodes on cycles or reached from them: those that no topological order comes to. Linear. */
function nodesAfterCycles({ size, start, other }: Adjacency): Uint8Array {
  const isLeft = new Uint8Array(size).fill(1);
  const entering = new Int32Array(size);
  for (let at = 0; at < other.length; at++) entering[other[at]!]!++;
  const stack: number[] = [];
  for (let node = 0; node < size; node++) if (entering[node] === 0) stack.push(node);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    isLeft[node] = 0;
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      if (--entering[other[at]!]! === 0) stack.push(other[at]!);
    }
  }
  return isLeft;
}

class CycleSearch {
  /** Steps of the last cycle found. */
  length = 0;
  looks = 0;
  readonly #polygraph: Polygraph;
  readonly #forward: Adjacency;
  readonly #isBetween: Uint8Array;
  readonly #mark: Int32Array;
  #stamp = 0;
  readonly #distance: Int32Array;
  readonly #parentEdge: Int32Array;

  constructor(polygraph: Polygraph, forward: Adjacency, isBetween: Uint8Array) {
    this.#polygraph = polygraph;
    this.#forward = forward;
    this.#isBetween = isBetween;
    this.#mark = new Int32Array(forward.size);
    this.#distance = new Int32Array(forward.size);
    this.#parentEdge = new Int32Array(forward.size);
  }

  /** A shortest cycle through a node with fewer than `below` steps: two layers of breadth. */
  through(root: number, below: number): number[] | undefined {
    if (this.#isBetween[root] === 0) return undefined;
    const { start, other, edge } = this.#forward;
    const stamp = ++this.#stamp;
    const distance = this.#distance;
    distance[root] = 0;
    for (let layer = [root], steps = 0; layer.length > 0 && steps < below; steps++) {
      const following: number[] = [];
      let closing = -1;
      for (let node = layer.pop(); node !== undefined; node = layer.pop()) {
        if (distance[node]! < steps) continue;
        for (let at = start[node]!; at < start[node + 1]!; at++) {
          this.looks++;
          const next = other[at]!;
          const length = steps + this.#stepsOf(edge[at]!);
          if (this.#isBetween[next] === 0 || length >= below) continue;
          if (next === root) {
            if (length === steps) return this.#trace(root, edge[at]!, length);
            closing = edge[at]!;
            continue;
          }
          if (this.#mark[next] === stamp && distance[next]! <= length) continue;
          this.#mark[next] = stamp;
          distance[next] = length;
          this.#parentEdge[next] = edge[at]!;
          (length === steps ? layer : following).push(next);
        }
      }
      if (closing >= 0) return this.#trace(root, closing, steps + 1);
      layer = following;
    }
    return undefined;
  }

  /** Edges inside a transaction, from moments and to collectors are no steps. */
  #stepsOf(edge: number): number {
    const { nodes, edges } = this.#polygraph;
    const reason = edges.reason[edge]!;
    if (reason === REASON.realtime) return edges.from[edge]! < nodes.timeStart ? 1 : 0;
    return reason === REASON.program || reason === REASON.collect ? 0 : 1;
  }

  #trace(root: number, last: number, length: number): number[] {
    const { from } = this.#polygraph.edges;
    this.length = length;
    const cycle = [last];
    for (let node = from[last]!; node !== root; node = from[cycle[cycle.length - 1]!]!) {
      cycle.push(this.#parentEdge[node]!);
    }
    return cycle.reverse();
  }
}

/** The steps between transactions of a cycle; `undefined` when some of it was deduced. */
export function stepsOfCycle(
  polygraph: Polygraph,
  cycle: readonly number[],
): ForcedStep[] | undefined {
  const { nodes, edges } = polygraph;
  const { reason, from, to } = edges;
  if (cycle.some((edge) => reason[edge]! >= 0)) return undefined;
  const at = cycle.findIndex((edge) => nodes.transactionOf(from[edge]!) > INITIAL);
  const steps: ForcedStep[] = [];
  let start = nodes.transactionOf(from[cycle[at]!]!);
  let kind: number = REASON.program;
  for (let turn = 0; turn < cycle.length; turn++) {
    const edge = cycle[(at + turn) % cycle.length]!;
    if (reason[edge] !== REASON.program) kind = reason[edge]!;
    const end = nodes.transactionOf(to[edge]!);
    if (end < 0 || end === start) continue;
    steps.push(stepOf(polygraph, kind, start, end));
    start = end;
  }
  return joined(steps);
}

/** What follows in a process follows whatever lies between. */
function joined(steps: readonly ForcedStep[]): ForcedStep[] {
  const turn = Math.max(
    0,
    steps.findIndex(({ kind }) => kind !== 'process'),
  );
  const result: ForcedStep[] = [];
  for (const step of [...steps.slice(turn), ...steps.slice(0, turn)]) {
    const last = result.at(-1);
    if (step.kind === 'process' && last?.kind === 'process') {
      result[result.length - 1] = { kind: 'process', from: last.from, to: step.to };
    } else result.push(step);
  }
  return result;
}

function stepOf(polygraph: Polygraph, reason: number, from: number, to: number): ForcedStep {
  switch (reason) {
    case REASON.process:
      return { kind: 'process', from, to };
    case REASON.realtime:
      return { kind: 'realtime', from, to };
    case REASON.wr:
      return { kind: 'wr', from, to, key: keyRead(polygraph, from, to) };
    case REASON.version:
      return { kind: 'ww-known', from, to, key: keyOfVersions(polygraph, from, to) };
    default:
      return { kind: 'rw', from, to, key: keyOverwritten(polygraph, from, to) };
  }
}

function keyRead({ observation }: Polygraph, writer: number, node: number): number {
  const { readStart, readKey, readWriter } = observation;
  for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
    if (readWriter[read] === writer) return readKey[read]!;
  }
  throw new RangeError('an edge between transactions that share no read');
}

function keyOfVersions(polygraph: Polygraph, first: number, second: number): number {
  const { writeStart, writeKey } = polygraph.observation;
  for (let write = writeStart[second]!; write < writeStart[second + 1]!; write++) {
    const key = writeKey[write]!;
    if (isFollowedBy(polygraph, key, first, second)) return key;
  }
  throw new RangeError('an edge between transactions that share no list');
}

function keyOverwritten(polygraph: Polygraph, node: number, overwriter: number): number {
  const { observation } = polygraph;
  const { readStart, readKey, readWriter, writeStart, writeKey } = observation;
  for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
    const key = readKey[read]!;
    const writer = readWriter[read]!;
    let isWritten = false;
    for (let write = writeStart[overwriter]!; write < writeStart[overwriter + 1]!; write++) {
      if (writeKey[write] === key) isWritten = true;
    }
    if (isWritten && isFollowedBy(polygraph, key, writer, overwriter)) return key;
  }
  throw new RangeError('an edge between transactions that share no version');
}

/** Whether the version of a key that `second` wrote comes after that of `first`, as is known. */
function isFollowedBy(
  { observation }: Polygraph,
  key: number,
  first: number,
  second: number,
): boolean {
  const { versions, readStart, readKey, readWriter } = observation;
  if (versions === undefined) {
    if (first === INITIAL) return true;
    for (let read = readStart[second]!; read < readStart[second + 1]!; read++) {
      if (readKey[read] === key && readWriter[read] === first) return true;
    }
    return false;
  }
  const start = versions.start[key]!;
  const elements = [...versions.writer.subarray(start, versions.start[key + 1])];
  const order = [INITIAL, ...elements.filter((node) => node >= 0)];
  if (!order.includes(second)) return order.at(-1) === first;
  // Who appended twice may have let others in between.
  return order.some((node, at) => node === second && order[at - 1] === first);
}
