/**
 * Dependencies between transactions from an order of versions (Adya 1999, definitions 17 to 19; the
 * one pass of Elle's `elle.rw-register`): who wrote or read a version comes before who wrote a
 * later one.
 *
 * A version that many read and many overwrite makes an edge for each pair. Only edges within a
 * strongly connected component can be on a cycle, so those are found first, in a graph where the
 * version stands as a node between its readers and the writers of later ones; pairs are then formed
 * inside components alone, and a history without cycles has none.
 */

import { componentsOf } from '../graph/components.js';
import { EDGE, EdgeList, graphOf } from '../graph/dependency-graph.js';
import type { DependencyGraph } from '../graph/dependency-graph.js';
import { addProcessEdges, addRealtimeEdges } from '../graph/order-edges.js';
import { INITIAL } from '../observation.js';
import { NO_NODE } from './ghost-reads.js';
import type { VersionOrder } from './infer-versions.js';
import type { RegisterObservation } from './register-observation.js';
import { VERSION_SOURCES } from './version-edges.js';

/** Pairs that are formed at most, for each read and write, before some are left out. */
const PAIRS_PER_USE_MAX = 16;
const PAIRS_MIN = 1_000_000;

/** Edges of real time that a transaction has where fifteen run at a time; more make lists grow. */
const REALTIME_EDGES_USUAL = 4;

const WRITES_FOLLOW_READS = VERSION_SOURCES.indexOf('wfr-keys');

/** The edges that can be on a cycle. */
export interface InferredGraph {
  readonly graph: DependencyGraph;
  /** Whether there were so many pairs that some were left out. */
  readonly isCut: boolean;
}

/**
 * The dependency graph, without edges that are on no cycle, and without those of real time unless
 * `hasRealtime`. Linear where there is no cycle; else in
 * the pairs of readers and overwriters of versions, up to a limit.
 */
export function dependencyEdges(
  observation: RegisterObservation,
  order: VersionOrder,
  hasRealtime = true,
): InferredGraph {
  const uses = new VersionUses(observation, order);
  const plain = plainEdges(observation, hasRealtime);
  const component = componentsThrough(observation, order, uses, plain);
  const edges = new EdgeList();
  for (let at = 0; at < plain.length; at++) {
    const of = component[plain.from[at]!]!;
    if (of < 0 || of !== component[plain.to[at]!]) continue;
    edges.add(plain.from[at]!, plain.to[at]!, plain.kind[at]!);
  }
  const isCut = addPairs(observation, order, uses, component, edges);
  return { graph: graphOf(observation.size, edges), isCut };
}

/** Who read each version, and who wrote each key. */
class VersionUses {
  /** Readers of each version are `readers[readerStart[version]]` and so on; each once. */
  readonly readerStart: Int32Array;
  readonly readers: Int32Array;
  /** Writers of each key. */
  readonly writerStart: Int32Array;
  readonly writers: Int32Array;

  constructor(observation: RegisterObservation, { versions }: VersionOrder) {
    const { size, readStart, readKey, writeStart, writeKey, columns } = observation;
    const reads = readKey.length;
    const version = new Int32Array(reads);
    for (let read = 0; read < reads; read++) version[read] = versions.readBy(read);
    const byVersion = rowsBy(versions.size, version, readStart, size);
    this.readerStart = byVersion.start;
    this.readers = byVersion.node;
    const byKey = rowsBy(columns.keys.length, writeKey, writeStart, size);
    this.writerStart = byKey.start;
    this.writers = byKey.node;
  }
}

/** Nodes by what their rows hold. */
function rowsBy(
  groups: number,
  group: Int32Array,
  rowStart: Int32Array,
  size: number,
): { start: Int32Array; node: Int32Array } {
  const start = new Int32Array(groups + 1);
  for (const one of group) start[one + 1]!++;
  for (let at = 0; at < groups; at++) start[at + 1]! += start[at]!;
  const next = start.slice(0, groups);
  const nodes = new Int32Array(group.length);
  for (let node = 0; node < size; node++) {
    for (let at = rowStart[node]!; at < rowStart[node + 1]!; at++) {
      nodes[next[group[at]!]!++] = node;
    }
  }
  return { start, node: nodes };
}

/** Edges that need no order of versions, with room for those of {@link componentsThrough}. */
function plainEdges(observation: RegisterObservation, hasRealtime: boolean): EdgeList {
  const { size, readStart, readWriter, writeKey } = observation;
  const orders = hasRealtime ? REALTIME_EDGES_USUAL + 1 : 1;
  const edges = new EdgeList(2 * (readWriter.length + writeKey.length) + orders * size);
  for (let node = INITIAL + 1; node < size; node++) {
    const from = readStart[node]!;
    for (let read = from; read < readStart[node + 1]!; read++) {
      const writer = readWriter[read]!;
      if (writer <= INITIAL || (read > from && readWriter[read - 1] === writer)) continue;
      edges.add(writer, node, EDGE.wr);
    }
  }
  addProcessEdges(observation, edges);
  if (hasRealtime) addRealtimeEdges(observation, edges);
  return edges;
}

/**
 * The component of each node when versions are nodes, too; -1 for those that are in no cycle. Puts
 * the edges of versions behind the plain ones for a while: copying those would cost as much.
 */
function componentsThrough(
  { size, columns }: RegisterObservation,
  { versions, start, to }: VersionOrder,
  uses: VersionUses,
  edges: EdgeList,
): Int32Array {
  const plain = edges.length;
  const addReaders = (version: number): void => {
    for (let at = uses.readerStart[version]!; at < uses.readerStart[version + 1]!; at++) {
      edges.add(uses.readers[at]!, size + version, EDGE.rw);
    }
  };
  for (let version = 0; version < versions.size; version++) {
    if (start[version] === start[version + 1]) continue;
    if (!versions.isInitial(version)) {
      const writer = versions.writer[version]!;
      if (writer !== NO_NODE) edges.add(writer, size + version, EDGE.ww);
      addReaders(version);
    }
    for (let at = start[version]!; at < start[version + 1]!; at++) {
      const writer = versions.writer[to[at]!]!;
      if (writer !== NO_NODE) edges.add(size + version, writer, EDGE.ww);
    }
  }
  for (let key = 0; key < columns.keys.length; key++) {
    const version = versions.initialOf(key);
    if (uses.readerStart[version] === uses.readerStart[version + 1]) continue;
    addReaders(version);
    for (let at = uses.writerStart[key]!; at < uses.writerStart[key + 1]!; at++) {
      edges.add(size + version, uses.writers[at]!, EDGE.ww);
    }
  }
  const graph = graphOf(size + versions.size, edges);
  edges.length = plain;
  return componentsOf(graph).component;
}

/**
 * Adds ww and rw edges within components; says whether some were left out. Who read a version and
 * then wrote the key depends on the writer by its read already. That it overwrote it follows only
 * if information does not flow in circles: no edge is made of it, lest a G1c be taken for a G0.
 */
function addPairs(
  { columns, readKey, writeKey }: RegisterObservation,
  { versions, start, to, source }: VersionOrder,
  uses: VersionUses,
  component: Int32Array,
  edges: EdgeList,
): boolean {
  let left = Math.max(PAIRS_MIN, PAIRS_PER_USE_MAX * (readKey.length + writeKey.length));
  const addFrom = (from: number, writer: number, kind: number): void => {
    left--;
    if (from !== writer && component[from] === component[writer]) edges.add(from, writer, kind);
  };
  const addReaders = (version: number, writer: number): void => {
    for (let at = uses.readerStart[version]!; at < uses.readerStart[version + 1]!; at++) {
      if (left <= 0) return;
      addFrom(uses.readers[at]!, writer, EDGE.rw);
    }
  };
  for (let version = 0; version < versions.size; version++) {
    if (versions.isInitial(version)) continue;
    for (let at = start[version]!; at < start[version + 1]!; at++) {
      const writer = versions.writer[to[at]!]!;
      if (writer === NO_NODE || component[writer]! < 0) continue;
      if (versions.writer[version] !== NO_NODE && source[at] !== WRITES_FOLLOW_READS) {
        addFrom(versions.writer[version]!, writer, EDGE.ww);
      }
      addReaders(version, writer);
    }
  }
  for (let key = 0; key < columns.keys.length; key++) {
    const version = versions.initialOf(key);
    for (let at = uses.writerStart[key]!; at < uses.writerStart[key + 1]!; at++) {
      if (component[uses.writers[at]!]! >= 0) addReaders(version, uses.writers[at]!);
    }
  }
  return left <= 0;
}
