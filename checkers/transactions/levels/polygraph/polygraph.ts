/**
 * The polygraph of a history (Papadimitriou 1979; Cobra, OSDI 2020; Viper, EuroSys 2023): what is
 * known of who commits before whom, as edges, and versions of which it is not known which came
 * first. A history is of the level when some order of these makes a graph without cycles.
 */

import { INITIAL, type Observation } from '../../observation.js';
import type { Level } from '../level.js';
import { CommitTimes } from './commit-times.js';
import { PolygraphEdges, REASON } from './polygraph-edges.js';
import { PolygraphNodes } from './polygraph-nodes.js';
import type { VersionIndex } from './version-index.js';
import { addListEdges } from './list-edges.js';
import { addReadersBefore } from './readers-before.js';

/** What is known at first, and what grows with every deduction. */
export interface Polygraph {
  readonly observation: Observation;
  readonly level: Level;
  /** Real time, where commits respect it, or are assumed to. */
  readonly times: CommitTimes | undefined;
  readonly versions: VersionIndex;
  readonly nodes: PolygraphNodes;
  readonly edges: PolygraphEdges;
  /** Versions whose place among the others of their key is to be found, as 1. */
  readonly isFree: Uint8Array;
}

/**
 * The polygraph with the edges that the history tells: of the order of commits, reads, and versions
 * that follow one another for certain. Those from readers of the initial state of registers come
 * later. Linear, but for readers of a version that one of them overwrites.
 * @param isTimeless given: real time is assumed, but for these nodes, as 1.
 */
export function polygraphOf(
  observation: Observation,
  level: Level,
  versions: VersionIndex,
  isTimeless?: Uint8Array,
): Polygraph {
  const edges = new PolygraphEdges();
  const hasTimes = level.order === 'realtime' || isTimeless !== undefined;
  const times = hasTimes ? new CommitTimes(observation, isTimeless) : undefined;
  const events = times?.events() ?? new Int32Array(0);
  const moments = momentsOf(events);
  const nodes = new PolygraphNodes(level.axiom, observation.size, moments, versions);
  const isFree = new Uint8Array(versions.written).fill(1);
  const polygraph = { observation, level, times, versions, nodes, edges, isFree };
  addProgramEdges(polygraph);
  addProcessEdges(polygraph);
  addTimeEdges(polygraph, events);
  addReadEdges(polygraph);
  if (observation.versions === undefined) addOverwriteEdges(polygraph);
  else addListEdges(polygraph, observation.versions);
  return polygraph;
}

function addProgramEdges({ nodes, edges }: Polygraph): void {
  if (!nodes.isSplit) return;
  for (let node = INITIAL + 1; node < nodes.transactions; node++) {
    edges.add(nodes.begin(node), nodes.commit(node), REASON.program);
  }
}

/** Real time contains the order of a process, unless calls were not recorded. */
function addProcessEdges({ observation, level, times, nodes, edges }: Polygraph): void {
  if (level.order === 'none') return;
  const { previous, size } = observation;
  for (let node = INITIAL + 1; node < size; node++) {
    const earlier = previous[node]!;
    if (earlier === INITIAL) continue;
    if (times?.precedes(earlier, node) === true) continue;
    edges.add(nodes.commit(earlier), nodes.begin(node), REASON.process);
  }
}

/** A moment is where a call follows a return. */
function momentsOf(events: Int32Array): number {
  let moments = 0;
  let hasReturned = false;
  for (let rank = 0; rank < events.length; rank++) {
    if (events[rank]! < 0) hasReturned = true;
    else if (events[rank]! > 0 && hasReturned) {
      moments++;
      hasReturned = false;
    }
  }
  return moments;
}

function addTimeEdges({ nodes, edges }: Polygraph, events: Int32Array): void {
  let moment = -1;
  let returned: number[] = [];
  for (let rank = 0; rank < events.length; rank++) {
    const event = events[rank]!;
    if (event < 0) returned.push(-event);
    if (event <= 0) continue;
    if (returned.length > 0) {
      const next = moment < 0 ? nodes.timeStart : moment + 1;
      if (moment >= 0) edges.add(moment, next, REASON.realtime);
      for (const node of returned) edges.add(nodes.commit(node), next, REASON.realtime);
      returned = [];
      moment = next;
    }
    if (moment >= 0) edges.add(moment, nodes.begin(event), REASON.realtime);
  }
}

function addReadEdges({ versions, nodes, edges }: Polygraph): void {
  const { writer, readerStart, reader } = versions;
  for (let version = 0; version < writer.length; version++) {
    const from = nodes.commit(writer[version]!);
    const collector = nodes.collector[version]!;
    for (let at = readerStart[version]!; at < readerStart[version + 1]!; at++) {
      const begin = nodes.begin(reader[at]!);
      if (writer[version] !== INITIAL) edges.add(from, begin, REASON.wr);
      if (collector >= 0) edges.add(begin, collector, REASON.collect);
    }
  }
}

/** Whoever read a version of a register and wrote the register wrote the version that follows. */
function addOverwriteEdges(polygraph: Polygraph): void {
  const { writer, readerStart, reader, keyStart, keyVersion, written, keys } = polygraph.versions;
  const writes = new Int32Array(polygraph.nodes.transactions).fill(-1);
  for (let key = 0; key < keys; key++) {
    const end = keyStart[key + 1]!;
    for (let at = keyStart[key]!; at < end; at++) writes[writer[keyVersion[at]!]!] = key;
    for (let at = keyStart[key]!; at <= end; at++) {
      const version = at < end ? keyVersion[at]! : written + key;
      for (let place = readerStart[version]!; place < readerStart[version + 1]!; place++) {
        const node = reader[place]!;
        if (writes[node] === key) addReadersBefore(polygraph, version, node, REASON.rw);
      }
    }
  }
}

/**
 * Adds the edges from readers of the initial state of registers to all writers. Other edges than
 * those to the first writers follow from them; a cycle may be shorter by them. Linear.
 */
export function addInitialEdges(polygraph: Polygraph): void {
  const { observation, versions } = polygraph;
  if (observation.versions !== undefined) return;
  const { written, keys, keyStart, keyVersion, writer } = versions;
  for (let key = 0; key < keys; key++) {
    for (let at = keyStart[key]!; at < keyStart[key + 1]!; at++) {
      addReadersBefore(polygraph, written + key, writer[keyVersion[at]!]!, REASON.rw);
    }
  }
}
