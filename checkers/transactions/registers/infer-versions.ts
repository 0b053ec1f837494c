/**
 * Infers the order of versions of registers from several sources, as Elle does: each source is
 * added to what is known, and taken back for the whole history when the versions of some key then
 * go round in a circle, since the assumption behind it does not hold.
 */

import type { HauntedObservation } from './ghost-reads.js';
import { versionCyclesOf } from './version-cycles.js';
import type { VersionCycle } from './version-cycles.js';
import { VERSION_SOURCES, VersionEdges, Versions } from './version-edges.js';
import type { VersionSource } from './version-edges.js';
import {
  addLinearizableOrder,
  addSequentialOrder,
  addTransactionOrder,
  addWritesFollowReads,
} from './version-sources.js';

/** What may be assumed of the system; by Elle's names. */
export interface VersionOptions {
  /** A transaction that reads and writes a key wrote the next version after the one it read. */
  readonly wfrKeys?: boolean;
  /** Each key by itself is sequentially consistent. */
  readonly sequentialKeys?: boolean;
  /** Each key by itself is linearizable. */
  readonly linearizableKeys?: boolean;
  /** Numbers by `Event.index` of completions, in the order in which the database committed. */
  readonly transactionOrder?: ReadonlyMap<number, number>;
}

/** A source that was taken back. */
export interface DroppedSource {
  readonly source: VersionSource;
  /** How many sets of versions are entangled; the examples are the first. */
  readonly count: number;
  readonly examples: readonly VersionCycle[];
}

/** What is known of the order of versions, besides that the initial ones are first. */
export interface VersionOrder {
  readonly versions: Versions;
  /** Successors of each version are `start[version]` to `start[version + 1] - 1`. */
  readonly start: Int32Array;
  readonly to: Int32Array;
  /** Place in {@link VERSION_SOURCES}, and the nodes whose order it is. */
  readonly source: Uint8Array;
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly dropped: readonly DroppedSource[];
}

/** Infers. Linear, times the number of transactions that use one key at a time. */
export function inferVersions(
  observation: HauntedObservation,
  options: VersionOptions,
): VersionOrder {
  const versions = new Versions(observation);
  const edges = new VersionEdges();
  const dropped: DroppedSource[] = [];
  const add = (source: VersionSource, fill: () => void): void => {
    const before = edges.length;
    edges.adding = VERSION_SOURCES.indexOf(source);
    fill();
    const cycles = versionCyclesOf(versions, edges);
    if (cycles.count === 0) return;
    dropped.push({ source, ...cycles });
    edges.length = before;
  };
  const { transactionOrder } = options;
  if (transactionOrder !== undefined) {
    add('transaction-order', () => addTransactionOrder(observation, transactionOrder, edges));
  }
  if (options.wfrKeys === true) {
    add('wfr-keys', () => addWritesFollowReads(observation, versions, edges));
  }
  if (options.sequentialKeys === true) {
    add('sequential-keys', () => addSequentialOrder(observation, versions, edges));
  }
  if (options.linearizableKeys === true) {
    add('linearizable-keys', () => addLinearizableOrder(observation, versions, edges));
  }
  return { versions, ...rowsOf(versions.size, edges), dropped };
}

/** Edges by the version that they leave, those of earlier sources first. */
function rowsOf(
  size: number,
  edges: VersionEdges,
): Pick<VersionOrder, 'start' | 'to' | 'source' | 'first' | 'second'> {
  const { length, from } = edges;
  const start = new Int32Array(size + 1);
  for (let at = 0; at < length; at++) start[from[at]! + 1]!++;
  for (let version = 0; version < size; version++) start[version + 1]! += start[version]!;
  const next = start.slice(0, size);
  const to = new Int32Array(length);
  const source = new Uint8Array(length);
  const first = new Int32Array(length);
  const second = new Int32Array(length);
  for (let at = 0; at < length; at++) {
    const place = next[from[at]!]!++;
    to[place] = edges.to[at]!;
    source[place] = edges.source[at]!;
    first[place] = edges.first[at]!;
    second[place] = edges.second[at]!;
  }
  return { start, to, source, first, second };
}
