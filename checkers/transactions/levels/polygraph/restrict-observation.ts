/**
 * Part of a history: some transactions, and what they read from one another. Whoever wants to know
 * whether a few transactions alone are a violation asks about the history restricted to them.
 */

import { OUTCOME } from '../../../../src/history/columns/operation-columns.js';
import { MICRO } from '../../../../src/history/transactions/transaction-columns.js';
import { INITIAL, type KnownVersions, type Observation } from '../../observation.js';

/**
 * The observation with only the given nodes, ascending, {@link INITIAL} left out. Reads from others
 * are dropped; whoever came before in a process is the nearest that is kept; and the order of
 * appends is known as far as reads that are kept show it.
 *
 * When the restriction is a violation, so is the history. Take an order of commits, with snapshots,
 * that satisfies a level, and leave out all other transactions: orders between those that are left
 * are the same, and a read from a writer that is left has the same last writer before it. Hence
 * what satisfies a level still does when restricted. Linear in the columns.
 */
export function restrictObservation(observation: Observation, kept: Int32Array): Observation {
  const size = kept.length + 1;
  const number = new Int32Array(observation.size).fill(-1);
  number[INITIAL] = INITIAL;
  const transaction = new Int32Array(size).fill(-1);
  const node = new Int32Array(observation.node.length).fill(-1);
  for (let at = 1; at < size; at++) {
    const old = kept[at - 1]!;
    number[old] = at;
    transaction[at] = observation.transaction[old]!;
    node[transaction[at]!] = at;
  }
  return {
    columns: observation.columns,
    size,
    transaction,
    node,
    ...readsAmong(observation, kept, number),
    ...writesOf(observation, kept),
    previous: previousAmong(observation, kept, number),
    ...(observation.versions === undefined
      ? {}
      : { versions: versionsShown(observation, observation.versions, kept, number) }),
  };
}

function readsAmong(
  observation: Observation,
  kept: Int32Array,
  number: Int32Array,
): Pick<Observation, 'readStart' | 'readKey' | 'readWriter' | 'readMicro'> {
  const readStart = new Int32Array(kept.length + 2);
  const readKey: number[] = [];
  const readWriter: number[] = [];
  const readMicro: number[] = [];
  for (let at = 0; at < kept.length; at++) {
    const old = kept[at]!;
    for (let read = observation.readStart[old]!; read < observation.readStart[old + 1]!; read++) {
      const writer = number[observation.readWriter[read]!]!;
      if (writer < 0) continue;
      readKey.push(observation.readKey[read]!);
      readWriter.push(writer);
      readMicro.push(observation.readMicro[read]!);
    }
    readStart[at + 2] = readKey.length;
  }
  return {
    readStart,
    readKey: Int32Array.from(readKey),
    readWriter: Int32Array.from(readWriter),
    readMicro: Int32Array.from(readMicro),
  };
}

function writesOf(
  observation: Observation,
  kept: Int32Array,
): Pick<Observation, 'writeStart' | 'writeKey' | 'writeMicro'> {
  const writeStart = new Int32Array(kept.length + 2);
  const writeKey: number[] = [];
  const writeMicro: number[] = [];
  for (let at = 0; at < kept.length; at++) {
    const old = kept[at]!;
    const end = observation.writeStart[old + 1]!;
    for (let write = observation.writeStart[old]!; write < end; write++) {
      writeKey.push(observation.writeKey[write]!);
      writeMicro.push(observation.writeMicro[write]!);
    }
    writeStart[at + 2] = writeKey.length;
  }
  return {
    writeStart,
    writeKey: Int32Array.from(writeKey),
    writeMicro: Int32Array.from(writeMicro),
  };
}

/** Looks at every node once: from the nearest kept one on, the way back is remembered. */
function previousAmong(observation: Observation, kept: Int32Array, number: Int32Array): Int32Array {
  const previous = new Int32Array(kept.length + 1);
  const nearest = observation.previous.slice();
  for (let at = 0; at < kept.length; at++) {
    let earlier = nearest[kept[at]!]!;
    while (number[earlier]! < 0) earlier = nearest[earlier]!;
    for (let node = kept[at]!; number[nearest[node]!]! < 0;) {
      const next = nearest[node]!;
      nearest[node] = earlier;
      node = next;
    }
    previous[at + 1] = number[earlier]!;
  }
  return previous;
}

/** The writers that are kept, as far as one of the reads that are kept saw the list. */
function versionsShown(
  observation: Observation,
  { start, writer }: KnownVersions,
  kept: Int32Array,
  number: Int32Array,
): KnownVersions {
  const shown = lengthsShown(observation, { start, writer }, kept, number);
  const keys = start.length - 1;
  const newStart = new Int32Array(keys + 1);
  for (let key = 0; key < keys; key++) newStart[key + 1] = newStart[key]! + shown[key]!;
  const newWriter = new Int32Array(newStart[keys]!);
  for (let key = 0; key < keys; key++) {
    for (let at = 0; at < shown[key]!; at++) {
      const old = writer[start[key]! + at]!;
      newWriter[newStart[key]! + at] = old < 0 ? -1 : number[old]!;
    }
  }
  return { start: newStart, writer: newWriter };
}

/**
 * How many elements of each list are known. A read tells them when whoever appended the last of
 * them, but for elements of the reader itself, is kept.
 */
function lengthsShown(
  { columns, transaction }: Observation,
  { start, writer }: KnownVersions,
  kept: Int32Array,
  number: Int32Array,
): Int32Array {
  const shown = new Int32Array(start.length - 1);
  for (let at = 0; at < kept.length; at++) {
    const node = kept[at]!;
    const place = transaction[node]!;
    if (columns.outcome[place] !== OUTCOME.ok) continue;
    for (let micro = columns.start[place]!; micro < columns.start[place + 1]!; micro++) {
      if (columns.f[micro] !== MICRO.read) continue;
      const key = columns.key[micro]!;
      const length = columns.value[micro]!;
      if (length <= shown[key]! || length > start[key + 1]! - start[key]!) continue;
      let foreign = length;
      while (foreign > 0 && writer[start[key]! + foreign - 1] === node) foreign--;
      const last = foreign === 0 ? INITIAL : writer[start[key]! + foreign - 1]!;
      if (last < 0 || number[last]! >= 0) shown[key] = length;
    }
  }
  return shown;
}
