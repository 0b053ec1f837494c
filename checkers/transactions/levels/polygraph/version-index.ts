/**
 * Versions of keys: who wrote each, and who read it. A version is a place in the observation's
 * `writeKey`; the initial version of a key comes after all of these.
 */

import { INITIAL, type Observation } from '../../observation.js';

/** Versions with their writers and readers, in compressed rows. */
export interface VersionIndex {
  /** How many versions were written: the initial version of key `k` is `written + k`. */
  readonly written: number;
  readonly keys: number;
  /** Node that wrote each version, {@link INITIAL} for initial ones. */
  readonly writer: Int32Array;
  /** Written versions by key, ascending by writer. */
  readonly keyStart: Int32Array;
  readonly keyVersion: Int32Array;
  /** Distinct nodes that read each version, ascending. */
  readonly readerStart: Int32Array;
  readonly reader: Int32Array;
}

/** Two reads of one key that saw different writers. */
export interface NonRepeatableRead {
  readonly node: number;
  readonly writers: readonly [number, number];
}

/** Two transactions that overwrote the same version. */
export interface LostUpdate {
  readonly key: number;
  readonly writer: number;
  readonly nodes: readonly [number, number];
}

/** The versions of an observation. Linear, but for a search among the writers of each key read. */
export function indexVersions(observation: Observation): VersionIndex {
  const { size, writeStart, writeKey } = observation;
  const keys = observation.columns.keys.length;
  const written = writeStart[size]!;
  const writer = new Int32Array(written + keys).fill(INITIAL);
  const keyStart = new Int32Array(keys + 1);
  for (let version = 0; version < written; version++) keyStart[writeKey[version]! + 1]!++;
  for (let key = 0; key < keys; key++) keyStart[key + 1]! += keyStart[key]!;
  const next = keyStart.slice(0, keys);
  const keyVersion = new Int32Array(written);
  for (let node = 0; node < size; node++) {
    for (let version = writeStart[node]!; version < writeStart[node + 1]!; version++) {
      writer[version] = node;
      keyVersion[next[writeKey[version]!]!++] = version;
    }
  }
  const found = { written, keys, writer, keyStart, keyVersion };
  return { ...found, ...readersOf(observation, found) };
}

/**
 * The version of a key that a node wrote.
 * @throws RangeError when it wrote none
 */
export function versionWritten(
  versions: Omit<VersionIndex, 'readerStart' | 'reader'>,
  node: number,
  key: number,
): number {
  if (node === INITIAL) return versions.written + key;
  const { keyStart, keyVersion, writer } = versions;
  let low = keyStart[key]!;
  let high = keyStart[key + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (writer[keyVersion[middle]!]! < node) low = middle + 1;
    else high = middle;
  }
  const version = low < keyStart[key + 1]! ? keyVersion[low]! : -1;
  if (version < 0 || writer[version] !== node) {
    throw new RangeError(`node ${node} wrote no version of key number ${key} that could be read`);
  }
  return version;
}

function readersOf(
  observation: Observation,
  versions: Omit<VersionIndex, 'readerStart' | 'reader'>,
): Pick<VersionIndex, 'readerStart' | 'reader'> {
  const { size, readStart, readKey, readWriter } = observation;
  const count = versions.written + versions.keys;
  const reads = readStart[size]!;
  const versionRead = new Int32Array(reads);
  const readerStart = new Int32Array(count + 1);
  const last = new Int32Array(count).fill(-1);
  for (let node = 0; node < size; node++) {
    for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
      const version = versionWritten(versions, readWriter[read]!, readKey[read]!);
      const repeated = last[version] === node;
      versionRead[read] = repeated ? -1 : version;
      if (repeated) continue;
      last[version] = node;
      readerStart[version + 1]!++;
    }
  }
  for (let version = 0; version < count; version++) {
    readerStart[version + 1]! += readerStart[version]!;
  }
  const next = readerStart.slice(0, count);
  const reader = new Int32Array(readerStart[count]!);
  for (let node = 0; node < size; node++) {
    for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
      const version = versionRead[read]!;
      if (version >= 0) reader[next[version]!++] = node;
    }
  }
  return { readerStart, reader };
}

/** A transaction that saw one key in two states, the first by order of nodes. Linear. */
export function nonRepeatableRead(observation: Observation): NonRepeatableRead | undefined {
  const { size, readStart, readKey, readWriter } = observation;
  const lastNode = new Int32Array(observation.columns.keys.length).fill(-1);
  const lastWriter = new Int32Array(observation.columns.keys.length);
  for (let node = 0; node < size; node++) {
    for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
      const key = readKey[read]!;
      const writer = readWriter[read]!;
      if (lastNode[key] === node && lastWriter[key] !== writer) {
        return { node, writers: [lastWriter[key]!, writer] };
      }
      lastNode[key] = node;
      lastWriter[key] = writer;
    }
  }
  return undefined;
}

/**
 * Two transactions that read the same version of a key and wrote the key: of whichever commits
 * second the snapshot lacks a version by which it should have been refused. Linear in the reads.
 */
export function lostUpdate(
  observation: Observation,
  versions: VersionIndex,
): LostUpdate | undefined {
  const { writer, readerStart, reader, keyStart, keyVersion, written, keys } = versions;
  const writes = new Int32Array(observation.size).fill(-1);
  for (let key = 0; key < keys; key++) {
    for (let at = keyStart[key]!; at < keyStart[key + 1]!; at++) {
      writes[writer[keyVersion[at]!]!] = key;
    }
    for (let at = keyStart[key]!; at <= keyStart[key + 1]!; at++) {
      const version = at < keyStart[key + 1]! ? keyVersion[at]! : written + key;
      let first = -1;
      for (let place = readerStart[version]!; place < readerStart[version + 1]!; place++) {
        const node = reader[place]!;
        if (writes[node] !== key) continue;
        if (first >= 0) return { key, writer: writer[version]!, nodes: [first, node] };
        first = node;
      }
    }
  }
  return undefined;
}
