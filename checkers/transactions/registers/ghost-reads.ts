/**
 * Reads of versions that no node left behind: of values that nobody wrote, that were rolled back or
 * overwritten at once. They are anomalies by themselves; but what they saw still stands somewhere
 * in the order of versions, as in Elle, which asks only for values. Such versions are ghosts here:
 * they can be overwritten, and nobody wrote them.
 */

import { NO_VALUE, NULL_CODE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import { INITIAL } from '../observation.js';
import type { RegisterObservation } from './register-observation.js';
import { WRITE_RANK } from './write-table.js';

/** The writer of a ghost. */
export const NO_NODE = -1;

/** An observation whose external reads include those of ghosts, with {@link NO_NODE} as writer. */
export interface HauntedObservation extends RegisterObservation {
  /** For each ghost a micro-operation that read it; `readVersion` is -2 - its number. */
  readonly ghosts: Int32Array;
}

/** A ghost that a node read. */
interface GhostRead {
  readonly node: number;
  readonly micro: number;
  readonly ghost: number;
}

/** Adds the reads of ghosts to an observation. Linear. */
export function withGhosts(observation: RegisterObservation): HauntedObservation {
  const { problems } = observation;
  const isHaunted = problems.has('garbage-read') || problems.has('G1a') || problems.has('G1b');
  const reads = isHaunted ? ghostReads(observation) : [];
  if (reads.length === 0) return { ...observation, ghosts: new Int32Array(0) };
  const ghosts = new Int32Array(reads.reduce((most, { ghost }) => Math.max(most, ghost), 0) + 1);
  for (const { ghost, micro } of reads) ghosts[ghost] = micro;
  return { ...observation, ...mergedRows(observation, reads), ghosts };
}

/** Every read of a ghost, in the order of nodes and of their programs. */
function ghostReads({ columns, size, transaction, writes }: RegisterObservation): GhostRead[] {
  const { f, key, value, start } = columns;
  const wrote = new Int32Array(columns.keys.length).fill(-1);
  const numbers = new Map<string, number>();
  const found: GhostRead[] = [];
  for (let node = INITIAL + 1; node < size; node++) {
    const place = transaction[node]!;
    for (let micro = start[place]!; micro < start[place + 1]!; micro++) {
      const of = key[micro]!;
      if (f[micro] === MICRO.write) wrote[of] = node;
      if (f[micro] === MICRO.write || wrote[of] === node) continue;
      const seen = value[micro]!;
      if (seen === NO_VALUE || seen === NULL_CODE) continue;
      const slot = writes.find(of, seen);
      const isLast = slot >= 0 && writes.rankAt(slot) === WRITE_RANK.last;
      if (isLast || (slot >= 0 && writes.transactionAt(slot) === place)) continue;
      const name = `${of} ${seen}`;
      const ghost = numbers.get(name) ?? numbers.size;
      numbers.set(name, ghost);
      found.push({ node, micro, ghost });
    }
  }
  return found;
}

/** The rows of external reads with those of ghosts, all in the order of programs. */
function mergedRows(
  observation: RegisterObservation,
  ghosts: readonly GhostRead[],
): Pick<RegisterObservation, 'readStart' | 'readKey' | 'readWriter' | 'readMicro' | 'readVersion'> {
  const { size, columns } = observation;
  const length = observation.readKey.length + ghosts.length;
  const readStart = new Int32Array(size + 1);
  const readKey = new Int32Array(length);
  const readWriter = new Int32Array(length);
  const readMicro = new Int32Array(length);
  const readVersion = new Int32Array(length);
  let at = 0;
  let next = 0;
  const addGhostsBefore = (node: number, micro: number): void => {
    for (; next < ghosts.length; next++) {
      const read = ghosts[next]!;
      if (read.node !== node || read.micro > micro) return;
      readKey[at] = columns.key[read.micro]!;
      readWriter[at] = NO_NODE;
      readMicro[at] = read.micro;
      readVersion[at++] = -2 - read.ghost;
    }
  };
  for (let node = 0; node < size; node++) {
    readStart[node] = at;
    const end = observation.readStart[node + 1]!;
    for (let read = observation.readStart[node]!; read < end; read++) {
      addGhostsBefore(node, observation.readMicro[read]!);
      readKey[at] = observation.readKey[read]!;
      readWriter[at] = observation.readWriter[read]!;
      readMicro[at] = observation.readMicro[read]!;
      readVersion[at++] = observation.readVersion[read]!;
    }
    addGhostsBefore(node, columns.f.length);
  }
  readStart[size] = at;
  return { readStart, readKey, readWriter, readMicro, readVersion };
}
