/**
 * What each guarantee of a session says that its reads have seen.
 */

import { lastWrite, type WriteIndex } from '../causal/write-index.js';
import { INITIAL, NOTHING, type RegisterOperations } from '../registers/register-operations.js';

/** Told that `read` must have seen `write`, which it did not return; false ends it. */
export type Sighting = (read: number, write: number) => boolean;

/**
 * Goes through the operations of one process, in order, and tells `found` what its reads must have
 * seen: enough that the rest follows from the order of processes. False as soon as `found` says so.
 */
export type Sights = (
  operations: RegisterOperations,
  index: WriteIndex,
  own: readonly number[],
  found: Sighting,
) => boolean;

/** The last earlier write of the process to the same key. */
export const ownWrites: Sights = (operations, _, own, found) => {
  const { isWrite, key, writer } = operations;
  const last = new Map<number, number>();
  return own.every((at) => {
    if (isWrite[at] === 1) {
      last.set(key[at]!, at);
      return true;
    }
    const seen = last.get(key[at]!);
    return seen === undefined || seen === writer[at] || found(at, seen);
  });
};

/** What the process read of the same key before. */
export const earlierReads: Sights = (operations, _, own, found) => {
  const { isWrite, key, writer } = operations;
  const last = new Map<number, number>();
  return own.every((at) => {
    if (isWrite[at] === 1) return true;
    const seen = last.get(key[at]!);
    if (seen !== undefined && seen !== writer[at] && !found(at, seen)) return false;
    if (writer[at] !== INITIAL) last.set(key[at]!, writer[at]!);
    return true;
  });
};

/** What those processes had written before from whose writes this one has read so far. */
export const writesBefore: Sights = (operations, index, own, found) => {
  const { isWrite, key, writer } = operations;
  const before = new Int32Array(operations.chains).fill(-1);
  return own.every((at) => {
    if (isWrite[at] === 1) return true;
    if (writer[at] !== INITIAL) advance(operations, before, writer[at]!, () => {});
    const of = key[at]!;
    for (let group = index.groupStart[of]!; group < index.groupStart[of + 1]!; group++) {
      const seen = lastWrite(index, operations, group, before[index.chain[group]!]!);
      if (seen >= 0 && seen !== writer[at] && !found(at, seen)) return false;
    }
    return true;
  });
};

/**
 * What those processes had read before from whose writes this one has read so far; of the writes of
 * one process to one key the last.
 */
export const readsBefore: Sights = (operations, _, own, found) => {
  const { isWrite, key, writer, chain, position } = operations;
  const before = new Int32Array(operations.chains).fill(-1);
  const known = new Map<number, Map<number, number>>();
  const learn = (at: number): void => {
    const write = writer[at]!;
    if (write < 0) return;
    let ofKey = known.get(key[at]!);
    if (ofKey === undefined) known.set(key[at]!, (ofKey = new Map<number, number>()));
    const last = ofKey.get(chain[write]!);
    if (last === undefined || position[last]! < position[write]!) ofKey.set(chain[write]!, write);
  };
  return own.every((at) => {
    if (isWrite[at] === 1) return true;
    if (writer[at] !== INITIAL) advance(operations, before, writer[at]!, learn);
    for (const seen of known.get(key[at]!)?.values() ?? []) {
      if (seen !== writer[at] && !found(at, seen)) return false;
    }
    return true;
  });
};

/** Takes what the process of `write` did before as known, and tells `learn` what is new. */
function advance(
  { previous, chain, position }: RegisterOperations,
  before: Int32Array,
  write: number,
  learn: (at: number) => void,
): void {
  const last = previous[write]!;
  if (last === NOTHING) return;
  const known = before[chain[last]!]!;
  if (position[last]! <= known) return;
  for (let at = last; at !== NOTHING && position[at]! > known; at = previous[at]!) learn(at);
  before[chain[last]!] = position[last]!;
}
