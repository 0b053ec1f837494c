/**
 * Pruning (PolySI, VLDB 2023): a side of a choice is impossible when one of its edges would close a
 * cycle with known edges; the other side is then known, and makes more known. Rounds alternate
 * between what is reached and what follows.
 */

import { adjacencyOf, type Adjacency } from './polygraph-edges.js';
import { edgesOfSide, type Choices } from './choices.js';
import { placesOf, topologicalOrder } from './topological-order.js';
import type { Polygraph } from './polygraph.js';
import type { Reachability } from './reachability.js';

/** Rounds go on while one choice in so many is decided. */
const DECIDED_SHARE = 50;

/** A graph without cycles and an order of its nodes. */
export interface OrderedGraph {
  readonly forward: Adjacency;
  readonly order: Int32Array;
  readonly places: Int32Array;
}

/** The known edges as a graph; `undefined` when they have a cycle. Linear. */
export function orderedGraph({ nodes, edges }: Polygraph): OrderedGraph | undefined {
  const forward = adjacencyOf(nodes.size, edges, 'forward');
  const order = topologicalOrder(forward);
  return order === undefined ? undefined : { forward, order, places: placesOf(order) };
}

/** Where pruning ended. */
export type Pruned =
  | { readonly kind: 'open'; readonly graph: OrderedGraph; readonly open: Int32Array }
  /** Known edges have a cycle; `graph` is the last without. */
  | { readonly kind: 'cycle'; readonly graph: OrderedGraph }
  /** Neither side is possible: each has an edge that would close a cycle in `graph`. */
  | {
      readonly kind: 'impossible';
      readonly graph: OrderedGraph;
      readonly choice: number;
      readonly edges: readonly (readonly [from: number, to: number])[];
    };

/** The rounds, until hardly anything changes. Each is linear in edges times words of a row. */
export function prune(
  polygraph: Polygraph,
  choices: Choices,
  start: OrderedGraph,
  reachabilityOf: (graph: OrderedGraph, open: Int32Array) => Reachability,
  shouldStop: () => boolean,
): Pruned {
  let graph = start;
  let open = new Int32Array(choices.count);
  for (let choice = 0; choice < choices.count; choice++) open[choice] = choice;
  while (open.length > 0 && !shouldStop()) {
    const round = new Round(polygraph, choices, open);
    const reachability = reachabilityOf(graph, open);
    round.look(reachability);
    const impossible = round.impossible();
    if (impossible !== undefined) return { kind: 'impossible', graph, ...impossible };
    const remaining = round.decide(reachability);
    const decided = open.length - remaining.length;
    open = remaining;
    if (decided === 0) break;
    const next = orderedGraph(polygraph);
    if (next === undefined) return { kind: 'cycle', graph };
    graph = next;
    if (decided * DECIDED_SHARE < open.length) break;
  }
  return { kind: 'open', graph, open };
}

/** One look at all open choices. */
class Round {
  readonly #polygraph: Polygraph;
  readonly #choices: Choices;
  readonly #open: Int32Array;
  /** For both sides of each open choice an impossible edge, as its ends; -1 without one. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #known: number;

  constructor(polygraph: Polygraph, choices: Choices, open: Int32Array) {
    this.#polygraph = polygraph;
    this.#choices = choices;
    this.#open = open;
    this.#from = new Int32Array(2 * open.length).fill(-1);
    this.#to = new Int32Array(2 * open.length).fill(-1);
    this.#known = polygraph.edges.length;
  }

  /** Finds which sides have an edge whose end reaches its beginning. */
  look(reachability: Reachability): void {
    const { first, second, firstVersion, secondVersion } = this.#choices;
    for (let block = 0; block < reachability.blocks; block++) {
      reachability.load(block);
      for (let at = 0; at < this.#open.length; at++) {
        const choice = this.#open[at]!;
        const one = first[choice]!;
        const other = second[choice]!;
        this.#lookAt(reachability, 2 * at, choice, one, other, firstVersion);
        this.#lookAt(reachability, 2 * at + 1, choice, other, one, secondVersion);
      }
    }
  }

  /** A choice of which both sides are impossible. */
  impossible(): Pick<Pruned & { kind: 'impossible' }, 'choice' | 'edges'> | undefined {
    for (let at = 0; at < this.#open.length; at++) {
      if (this.#from[2 * at]! < 0 || this.#from[2 * at + 1]! < 0) continue;
      const edges = [2 * at, 2 * at + 1].map(
        (side) => [this.#from[side]!, this.#to[side]!] as const,
      );
      return { choice: this.#open[at]!, edges };
    }
    return undefined;
  }

  /**
   * Adds the edges of sides that are known, as far as they do not follow from others; returns the
   * choices that are still open.
   */
  decide(reachability: Reachability): Int32Array<ArrayBuffer> {
    const { edges } = this.#polygraph;
    const { first, second } = this.#choices;
    const remaining = new Int32Array(this.#open.length);
    let length = 0;
    const ends: number[] = [];
    for (let at = 0; at < this.#open.length; at++) {
      const choice = this.#open[at]!;
      const impossible = this.#from[2 * at]! >= 0 ? 0 : this.#from[2 * at + 1]! >= 0 ? 1 : -1;
      if (impossible < 0) {
        remaining[length++] = choice;
        continue;
      }
      const from = this.#from[2 * at + impossible]!;
      const to = this.#to[2 * at + impossible]!;
      const earlier = (impossible === 1 ? first : second)[choice]!;
      const later = (impossible === 1 ? second : first)[choice]!;
      const reason = edges.deductions.add(earlier, later, from, to, this.#known);
      ends.length = 0;
      edgesOfSide(this.#polygraph, this.#choices, choice, 1 - impossible, ends);
      const canTell = reachability.blocks === 1 && reachability.covers(later);
      for (let end = 0; end < ends.length; end += 2) {
        if (canTell && reachability.reaches(ends[end]!, ends[end + 1]!)) continue;
        edges.add(ends[end]!, ends[end + 1]!, reason);
      }
    }
    return remaining.slice(0, length);
  }

  /** `earlier` before `later`, with the readers of the versions of `earlier`. */
  #lookAt(
    reachability: Reachability,
    side: number,
    choice: number,
    earlier: number,
    later: number,
    version: Int32Array,
  ): void {
    if (this.#from[side]! >= 0) return;
    const { nodes, versions } = this.#polygraph;
    const { start } = this.#choices;
    const commit = nodes.commit(later);
    if (reachability.covers(earlier)) {
      const arrival = nodes.arrival(later);
      if (reachability.reaches(arrival, nodes.commit(earlier))) {
        this.#from[side] = nodes.commit(earlier);
        this.#to[side] = arrival;
        return;
      }
    }
    const { readerStart, reader } = versions;
    for (let at = start[choice]!; at < start[choice + 1]!; at++) {
      const read = version[at]!;
      for (let place = readerStart[read]!; place < readerStart[read + 1]!; place++) {
        const node = reader[place]!;
        if (node === later || !reachability.covers(node)) continue;
        if (!reachability.reaches(commit, nodes.begin(node))) continue;
        this.#from[side] = nodes.begin(node);
        this.#to[side] = commit;
        return;
      }
    }
  }
}
