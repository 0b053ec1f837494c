/**
 * What the reads of lists say of who read from whom. A list holds its whole history: the longest
 * read of a key is the order of its versions, and the last element of any read says which version
 * it was (Kingsbury and Alvaro, "Elle", VLDB 2020, section 4.2).
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../src/history/transactions/transaction-columns.js';
import { INITIAL, type KnownVersions, type Observation } from '../observation.js';
import { nodesOf, previousOf } from '../observed-nodes.js';
import { versionWriters, type VersionWriters } from './version-writers.js';

/** No node. */
const NONE = -1;

/** An observation of lists, with what the finders of anomalies need. */
export interface ListObservation extends Observation {
  readonly versions: KnownVersions;
  readonly writers: VersionWriters;
  /**
   * Appends of nodes that no longest list holds, by key: they come after the last version that was
   * read. Nodes and appends ascend.
   */
  readonly unreadStart: Int32Array;
  readonly unreadNode: Int32Array;
  readonly unreadMicro: Int32Array;
}

/**
 * Observes a history of lists. An element that nobody or several transactions appended has no
 * writer, and reads that end with it are left out, as are those of aborted and intermediate
 * versions. Linear; about six words a micro-operation.
 */
export function observeLists(columns: TransactionColumns): ListObservation {
  const writers = versionWriters(columns);
  const { node, transaction } = nodesOf(columns, readWriters(columns, writers));
  return {
    columns,
    size: transaction.length,
    transaction,
    node,
    ...readsOf(columns, writers, node, transaction),
    ...writesOf(columns, transaction),
    previous: previousOf(columns, transaction),
    versions: { start: columns.lists.start, writer: versionNodes(writers, node) },
    writers,
    ...unreadOf(columns, writers, node),
  };
}

/** The version of a list that was read: the place of its last element; -1 for the empty list. */
export function versionRead(
  { lists, key, value }: TransactionColumns,
  { index }: VersionWriters,
  micro: number,
): number {
  const length = value[micro]!;
  if (length === 0) return -1;
  if (length > 0) {
    const place = lists.start[key[micro]!]! + length - 1;
    return index.repeated.size === 0 ? place : (index.repeated.get(place) ?? place);
  }
  return index.find(key[micro]!, lists.others[-2 - length]!.elements.at(-1)!);
}

/** Which transactions appended something that was read. */
function readWriters({ size }: TransactionColumns, { transaction }: VersionWriters): Uint8Array {
  const isRead = new Uint8Array(size);
  for (const writer of transaction) if (writer >= 0) isRead[writer] = 1;
  return isRead;
}

/** The nodes that appended the elements of the longest lists. */
function versionNodes({ index, transaction }: VersionWriters, node: Int32Array): Int32Array {
  const writer = new Int32Array(index.longestSize);
  for (let place = 0; place < writer.length; place++) {
    const at = transaction[place]!;
    writer[place] = at < 0 ? NONE : node[at]!;
  }
  return writer;
}

type Reads = Pick<Observation, 'readStart' | 'readKey' | 'readWriter' | 'readMicro'>;

function readsOf(
  columns: TransactionColumns,
  writers: VersionWriters,
  node: Int32Array,
  transaction: Int32Array,
): Reads {
  const { start, f, key, outcome } = columns;
  const readStart = new Int32Array(transaction.length + 1);
  let count = 0;
  for (const kind of f) if (kind === MICRO.read) count++;
  const readKey = new Int32Array(count);
  const readWriter = new Int32Array(count);
  const readMicro = new Int32Array(count);
  const own = new OwnAppends(columns, writers);
  let next = 0;
  for (let reader = 1; reader < transaction.length; reader++) {
    const at = transaction[reader]!;
    readStart[reader] = next;
    if (outcome[at] !== OUTCOME.ok) continue;
    const first = start[at]!;
    const end = start[at + 1]!;
    for (let micro = first; micro < end; micro++) {
      const on = key[micro]!;
      if (f[micro] === MICRO.write) {
        own.note(at, on);
        continue;
      }
      const version = own.versionBefore(at, micro);
      if (version === undefined) continue;
      const writer = version === -1 ? INITIAL : writerOf(writers, node, version);
      if (writer < 0 || writer === reader) continue;
      readKey[next] = on;
      readWriter[next] = writer;
      readMicro[next++] = micro;
    }
  }
  readStart[transaction.length] = next;
  return {
    readStart,
    readKey: readKey.subarray(0, next),
    readWriter: readWriter.subarray(0, next),
    readMicro: readMicro.subarray(0, next),
  };
}

/** What a transaction has appended itself by the time of a read. */
class OwnAppends {
  readonly #by: Int32Array;
  readonly #count: Int32Array;

  constructor(
    private readonly columns: TransactionColumns,
    private readonly writers: VersionWriters,
  ) {
    this.#by = new Int32Array(columns.keys.length).fill(NONE);
    this.#count = new Int32Array(columns.keys.length);
  }

  note(at: number, key: number): void {
    if (this.#by[key] !== at) {
      this.#by[key] = at;
      this.#count[key] = 0;
    }
    this.#count[key]!++;
  }

  /**
   * The version that a read saw before what the transaction itself had appended, which has to be
   * the end of the list; undefined when it is not.
   */
  versionBefore(at: number, micro: number): number | undefined {
    const { columns, writers } = this;
    const on = columns.key[micro]!;
    if (this.#by[on] !== at) return versionRead(columns, writers, micro);
    const length = columns.value[micro]!;
    const before = length - this.#count[on]!;
    if (before < 0 || writers.index.repeated.size > 0) return undefined;
    const first = columns.lists.start[on]!;
    for (let place = first + before; place < first + length; place++) {
      if (writers.transaction[place] !== at) return undefined;
    }
    return first + before - 1 < first ? NONE : first + before - 1;
  }
}

/** The node whose last append to the key made a version; negative when there is none. */
function writerOf(writers: VersionWriters, node: Int32Array, version: number): number {
  const at = writers.transaction[version]!;
  return at < 0 || writers.intermediate[version] === 1 ? NONE : node[at]!;
}

type Writes = Pick<Observation, 'writeStart' | 'writeKey' | 'writeMicro'>;

function writesOf(columns: TransactionColumns, transaction: Int32Array): Writes {
  const { start, f, key } = columns;
  const writeStart = new Int32Array(transaction.length + 1);
  const writeKey = new Int32Array(f.length);
  const writeMicro = new Int32Array(f.length);
  /** Where the last write of each key stands. */
  const place = new Int32Array(columns.keys.length).fill(-1);
  let next = 0;
  for (let writer = 1; writer < transaction.length; writer++) {
    const at = transaction[writer]!;
    const first = next;
    writeStart[writer] = first;
    for (let micro = start[at]!; micro < start[at + 1]!; micro++) {
      if (f[micro] !== MICRO.write) continue;
      const on = key[micro]!;
      if (place[on]! < first) {
        place[on] = next;
        writeKey[next++] = on;
      }
      writeMicro[place[on]!] = micro;
    }
  }
  writeStart[transaction.length] = next;
  return {
    writeStart,
    writeKey: writeKey.slice(0, next),
    writeMicro: writeMicro.slice(0, next),
  };
}

type Unread = Pick<ListObservation, 'unreadStart' | 'unreadNode' | 'unreadMicro'>;

function unreadOf(
  { start, key, keys }: TransactionColumns,
  { unread }: VersionWriters,
  node: Int32Array,
): Unread {
  const unreadStart = new Int32Array(keys.length + 1);
  const writer = new Int32Array(unread.length);
  let at = 0;
  for (let place = 0; place < unread.length; place++) {
    const micro = unread[place]!;
    while (start[at + 1]! <= micro) at++;
    writer[place] = node[at]!;
    if (node[at]! >= 0) unreadStart[key[micro]! + 1]!++;
  }
  for (let one = 0; one < keys.length; one++) unreadStart[one + 1]! += unreadStart[one]!;
  const next = unreadStart.slice(0, keys.length);
  const unreadNode = new Int32Array(unreadStart[keys.length]!);
  const unreadMicro = new Int32Array(unreadStart[keys.length]!);
  for (let place = 0; place < unread.length; place++) {
    if (writer[place]! < 0) continue;
    const to = next[key[unread[place]!]!]!++;
    unreadNode[to] = writer[place]!;
    unreadMicro[to] = unread[place]!;
  }
  return { unreadStart, unreadNode, unreadMicro };
}
