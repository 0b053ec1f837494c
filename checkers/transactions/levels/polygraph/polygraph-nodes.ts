/**
 * The nodes of the graph that is to be without cycles. For serializability a transaction is one
 * node. For snapshot isolation and prefix consistency it is two, its begin and its commit (Viper,
 * EuroSys 2023): what it has read committed before it began, and what overwrites that commits after
 * it began. Besides there are nodes that save edges:
 *
 * - moments of time: whoever returned before a moment precedes whoever was called after it, so that
 *   real time takes a number of edges linear in the transactions;
 * - collectors: all readers of a version that has several, which precede each overwriter of it.
 */

import type { Axiom } from '../level.js';
import type { VersionIndex } from './version-index.js';

/** A version with so many readers gets a collector. */
const COLLECTED_READERS_MIN = 3;

/** Numbers of graph nodes. */
export class PolygraphNodes {
  /** Transactions, node 0 of the observation included. */
  readonly transactions: number;
  readonly isSplit: boolean;
  readonly timeStart: number;
  readonly collectorStart: number;
  readonly size: number;
  /** Collector of each version; -1 where there is none. */
  readonly collector: Int32Array;
  readonly #collected: Int32Array;
  readonly #arrivesAtCommit: boolean;

  constructor(axiom: Axiom, transactions: number, moments: number, versions: VersionIndex) {
    this.transactions = transactions;
    this.isSplit = axiom !== 'serializable';
    this.#arrivesAtCommit = axiom === 'prefix';
    this.timeStart = this.isSplit ? 2 * transactions : transactions;
    this.collectorStart = this.timeStart + moments;
    const { readerStart } = versions;
    const count = readerStart.length - 1;
    this.collector = new Int32Array(count).fill(-1);
    const collected: number[] = [];
    for (let version = 0; version < count; version++) {
      if (readerStart[version + 1]! - readerStart[version]! < COLLECTED_READERS_MIN) continue;
      this.collector[version] = this.collectorStart + collected.length;
      collected.push(version);
    }
    this.#collected = Int32Array.from(collected);
    this.size = this.collectorStart + collected.length;
  }

  begin(transaction: number): number {
    return this.isSplit ? 2 * transaction : transaction;
  }

  commit(transaction: number): number {
    return this.isSplit ? 2 * transaction + 1 : transaction;
  }

  /**
   * Where an edge from the writer of an earlier version of a key ends: at the begin, so that no two
   * writers of a key are concurrent, but with prefix consistency, which allows that, at the commit.
   */
  arrival(transaction: number): number {
    return this.isSplit ? 2 * transaction + (this.#arrivesAtCommit ? 1 : 0) : transaction;
  }

  /** The transaction of a graph node; -1 for moments and collectors. */
  transactionOf(node: number): number {
    if (node >= this.timeStart) return -1;
    return this.isSplit ? node >> 1 : node;
  }

  /** The version of a collector; -1 for other nodes. */
  versionOf(node: number): number {
    return node < this.collectorStart ? -1 : this.#collected[node - this.collectorStart]!;
  }
}
