/**
 * Which transactions a graph node reaches, in a table of one row for each node. Columns are chains,
 * with the first place that is reached, or single transactions, with a bit for each node; whichever
 * are fewer words. Tables are filled block by block of columns, so that memory has a limit.
 */

import type { Chains } from './chains.js';
import type { Adjacency } from './polygraph-edges.js';
import type { PolygraphNodes } from './polygraph-nodes.js';

/** More than any place in a chain. */
const UNREACHED = 2 ** 31 - 1;

/** What is asked of a block of columns while it is loaded. */
export interface Reachability {
  readonly blocks: number;
  /** Fills the table for one block: linear in edges times the words of a row. */
  load(block: number): void;
  /** Whether the loaded block knows of a transaction. */
  covers(transaction: number): boolean;
  /** Whether `from` reaches `to`, one of the nodes of a covered transaction, or is it. */
  reaches(from: number, to: number): boolean;
}

function widthOf(columns: number, rows: number, wordsMax: number): number {
  return Math.max(1, Math.min(columns, Math.floor(wordsMax / Math.max(1, rows))));
}

/** Columns are chains. */
export class ChainReachability implements Reachability {
  readonly blocks: number;
  readonly chains: Chains;
  /** The loaded block: chains `first` to `end - 1`. */
  first = 0;
  end = 0;
  readonly #nodes: PolygraphNodes;
  readonly #forward: Adjacency;
  readonly #order: Int32Array;
  readonly #width: number;
  readonly #table: Int32Array;

  /** @param wordsMax limit of the table, unless one column alone is longer. */
  constructor(
    nodes: PolygraphNodes,
    chains: Chains,
    graph: { readonly forward: Adjacency; readonly order: Int32Array },
    wordsMax: number,
  ) {
    this.#nodes = nodes;
    this.chains = chains;
    this.#forward = graph.forward;
    this.#order = graph.order;
    this.#width = widthOf(chains.count, nodes.size, wordsMax);
    this.blocks = Math.max(1, Math.ceil(chains.count / this.#width));
    this.#table = new Int32Array(nodes.size * this.#width);
  }

  load(block: number): void {
    const width = this.#width;
    this.first = block * width;
    this.end = Math.min(this.chains.count, this.first + width);
    const table = this.#table.fill(UNREACHED);
    const { start, other } = this.#forward;
    const order = this.#order;
    for (let at = order.length - 1; at >= 0; at--) {
      const node = order[at]!;
      const row = node * width;
      for (let next = start[node]!; next < start[node + 1]!; next++) {
        const from = other[next]! * width;
        for (let column = 0; column < width; column++) {
          const reached = table[from + column]!;
          if (reached < table[row + column]!) table[row + column] = reached;
        }
      }
      const transaction = this.#nodes.transactionOf(node);
      if (transaction > 0 && this.covers(transaction)) {
        const cell = row + this.chains.chain[transaction]! - this.first;
        table[cell] = Math.min(table[cell]!, this.placeOf(node));
      }
    }
  }

  covers(transaction: number): boolean {
    const chain = this.chains.chain[transaction]!;
    return chain >= this.first && chain < this.end;
  }

  reaches(from: number, to: number): boolean {
    const chain = this.chains.chain[this.#nodes.transactionOf(to)]!;
    return this.#table[from * this.#width + chain - this.first]! <= this.placeOf(to);
  }

  /** The first place of a loaded chain that `from` reaches; more than any place if none. */
  firstReached(from: number, chain: number): number {
    return this.#table[from * this.#width + chain - this.first]!;
  }

  /** The place of a node in its chain, counting begins and commits. */
  placeOf(node: number): number {
    const { isSplit } = this.#nodes;
    const { place } = this.chains;
    return isSplit ? 2 * place[node >> 1]! + (node & 1) : place[node]!;
  }
}

/** Columns are single transactions, of those that are asked about. */
export class BitReachability implements Reachability {
  readonly blocks: number;
  readonly #nodes: PolygraphNodes;
  readonly #forward: Adjacency;
  readonly #order: Int32Array;
  /** Number of each transaction among those asked about, in topological order; or -1. */
  readonly #target: Int32Array;
  readonly #width: number;
  readonly #table: Int32Array;
  /** The loaded block: targets `#first` to `#end - 1`. */
  #first = 0;
  #end = 0;

  /**
   * @param isTarget of each transaction, whether it will be asked about.
   * @param wordsMax limit of the table, unless one column alone is longer.
   */
  constructor(
    nodes: PolygraphNodes,
    isTarget: Uint8Array,
    graph: { readonly forward: Adjacency; readonly order: Int32Array },
    wordsMax: number,
  ) {
    this.#nodes = nodes;
    this.#forward = graph.forward;
    this.#order = graph.order;
    this.#target = new Int32Array(nodes.transactions).fill(-1);
    let targets = 0;
    for (let at = 0; at < graph.order.length; at++) {
      const transaction = nodes.transactionOf(graph.order[at]!);
      if (transaction <= 0 || graph.order[at] !== nodes.commit(transaction)) continue;
      if (isTarget[transaction] === 1) this.#target[transaction] = targets++;
    }
    const words = wordsOf(targets, nodes.isSplit);
    this.#width = widthOf(words, nodes.size, wordsMax);
    this.blocks = Math.max(1, Math.ceil(words / this.#width));
    this.#table = new Int32Array(nodes.size * this.#width);
  }

  load(block: number): void {
    const width = this.#width;
    const targetsOfBlock = (width * 32) / (this.#nodes.isSplit ? 2 : 1);
    this.#first = block * targetsOfBlock;
    this.#end = this.#first + targetsOfBlock;
    const table = this.#table.fill(0);
    const { start, other } = this.#forward;
    const order = this.#order;
    for (let at = order.length - 1; at >= 0; at--) {
      const node = order[at]!;
      const row = node * width;
      for (let next = start[node]!; next < start[node + 1]!; next++) {
        const from = other[next]! * width;
        for (let word = 0; word < width; word++) table[row + word]! |= table[from + word]!;
      }
      const transaction = this.#nodes.transactionOf(node);
      if (transaction > 0 && this.covers(transaction)) {
        const bit = this.#bitOf(node);
        table[row + (bit >> 5)]! |= 1 << (bit & 31);
      }
    }
  }

  covers(transaction: number): boolean {
    const target = this.#target[transaction]!;
    return target >= this.#first && target < this.#end;
  }

  reaches(from: number, to: number): boolean {
    const bit = this.#bitOf(to);
    return ((this.#table[from * this.#width + (bit >> 5)]! >>> (bit & 31)) & 1) === 1;
  }

  #bitOf(node: number): number {
    if (!this.#nodes.isSplit) return this.#target[node]! - this.#first;
    return 2 * (this.#target[node >> 1]! - this.#first) + (node & 1);
  }
}

/** Words of a row that has a bit for each node of as many transactions. */
export function wordsOf(targets: number, isSplit: boolean): number {
  return Math.ceil((isSplit ? 2 * targets : targets) / 32);
}
