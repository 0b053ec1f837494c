/**
 * One late violation for registers: a read of a value that had been overwritten. It passes every
 * check for values that nobody wrote. Two proofs are used.
 *
 * 1. Every writer of the value that was called before the read returned had itself returned before
 *    some other write was called, and that one returned before the read was called.
 * 2. Where crashed operations may write every value: `k` of them may write a value, and `k` + 1
 *    reads of it have between each two of them, and before the first, a write of something else
 *    that began after all completed writers of the value. Each read needs a crashed one of its own.
 */

import { eventsOf, NEVER, NOTHING, TRUE, type Recording } from './recording.js';

const READ = 0;
const WRITE = 1;

/** How many values of a key are tried, the last written first. */
const RECENT = 64;

/**
 * Changes the first read at or after operation `from` to a stale one, by proof 1. Functions are
 * read, write, cas, in this order; no value is written to two keys. Returns what was done;
 * `undefined` when there is no such read. Linear.
 */
export function spoilOneRead(recording: Recording, from: number): string | undefined {
  let spoilt: string | undefined;
  sweep(recording, (at, overwritten, { lastReturn, crashedWriters, recent }) => {
    if (at < from) return false;
    const stale = recent
      .filter((value) => value !== recording.output[at] && crashedWriters[value] === 0)
      .filter((value) => lastReturn[value]! < overwritten)
      .sort((left, right) => lastReturn[right]! - lastReturn[left]!)[0];
    if (stale === undefined) return false;
    recording.output[at] = stale;
    spoilt = `operation ${at} reads ${stale}, which was overwritten`;
    return true;
  });
  return spoilt;
}

/**
 * Changes one more read at or after operation `from` than there are crashed operations that may
 * write what is read, by proof 2, with the value that takes the fewest reads. The values are few,
 * and there is one key. Returns what was done; `undefined` when no value allows it. Linear in
 * operations times values.
 */
export function spoilManyReads(recording: Recording, from: number): string | undefined {
  const values = greatest(recording.input, recording.second) + 1;
  let fewest: { readonly value: number; readonly reads: readonly number[] } | undefined;
  for (let value = 0; value < values; value++) {
    const reads = staleReads(recording, from, value);
    if (reads === undefined || reads.length >= (fewest?.reads.length ?? Infinity)) continue;
    fewest = { value, reads };
  }
  if (fewest === undefined) return undefined;
  const { value, reads } = fewest;
  for (const at of reads) recording.output[at] = value;
  return `${reads.length} reads of ${value}, which ${reads.length - 1} crashed ones may write`;
}

/** Reads that would each need a crashed writer of `value` of its own: one more than there are. */
function staleReads(recording: Recording, from: number, value: number): number[] | undefined {
  const reads: number[] = [];
  let lastReturn = -1;
  let isEnough = false;
  sweep(recording, (at, overwritten, known) => {
    const isStale = known.lastReturn[value]! < overwritten;
    if (at < from || !isStale || overwritten <= lastReturn) return false;
    reads.push(at);
    lastReturn = recording.returned[at]!;
    isEnough = reads.length > known.crashedWriters[value]!;
    return isEnough;
  });
  return isEnough ? reads : undefined;
}

/** What is known when a read returns. */
interface Knowledge {
  /** By value: the last return of its completed writers that have been called, or -1. */
  readonly lastReturn: Int32Array;
  /** By value: how many operations that may write it have been called and crashed. */
  readonly crashedWriters: Int32Array;
  /** The values last written to the key of the read. */
  readonly recent: readonly number[];
}

/**
 * Visits the completed reads in the order of their returns until `visit` answers `true`.
 * `overwritten` is the last call of the writes to the same key that had certainly taken effect and
 * had returned when the read was called, or -1.
 */
function sweep(
  recording: Recording,
  visit: (read: number, overwritten: number, known: Knowledge) => boolean,
): void {
  const values = greatest(recording.input, recording.second) + 1;
  const lastReturn = new Int32Array(values).fill(-1);
  const crashedWriters = new Int32Array(values);
  const overwritten = new Map<number, number>();
  const overwrittenAtCall = new Int32Array(recording.size);
  const recent = new Map<number, number[]>();
  for (const event of eventsOf(recording)) {
    const at = event >> 1;
    const key = recording.key[at]!;
    const returned = recording.returned[at]!;
    const value = writtenBy(recording, at);
    if ((event & 1) === 0) {
      overwrittenAtCall[at] = overwritten.get(key) ?? -1;
      if (value === NOTHING) continue;
      if (returned === NEVER) crashedWriters[value]! += 1;
      else lastReturn[value] = Math.max(lastReturn[value]!, returned);
      remember(recent, key, value);
    } else if (value !== NOTHING) {
      overwritten.set(key, Math.max(overwritten.get(key) ?? -1, recording.call[at]!));
    } else if (recording.f[at] === READ) {
      const known = { lastReturn, crashedWriters, recent: recent.get(key) ?? [] };
      if (visit(at, overwrittenAtCall[at]!, known)) return;
    }
  }
}

function remember(recent: Map<number, number[]>, key: number, value: number): void {
  const values = recent.get(key) ?? [];
  if (!values.includes(value)) values.push(value);
  if (values.length > RECENT) values.shift();
  recent.set(key, values);
}

/** What the operation writes, or may have written if it crashed; `NOTHING` if nothing. */
function writtenBy(recording: Recording, at: number): number {
  const f = recording.f[at]!;
  if (f === READ) return NOTHING;
  if (f === WRITE) return recording.input[at]!;
  const mayHaveSet = recording.output[at] === TRUE || recording.returned[at] === NEVER;
  return mayHaveSet ? recording.second[at]! : NOTHING;
}

function greatest(...columns: readonly Int32Array[]): number {
  let most = 0;
  for (const column of columns) for (const value of column) if (value > most) most = value;
  return most;
}
