/**
 * The order of the messages of each key, as the offsets tell it. Offsets of sends count when the
 * sender surely took effect; those of polls always do, for a poll should never see what may still
 * be undone.
 */

import type { Value } from '../../../src/history/value.js';
import { compareValues } from '../value-shapes.js';
import { NONE, type LogOperations } from './log-operations.js';

/** One offset of a log that holds something; its index counts these, without the gaps. */
export interface LogEntry {
  readonly offset: number;
  /** The messages somebody saw there, one if all is well. */
  readonly messages: readonly number[];
}

/** The log of every key. */
export interface VersionOrders {
  /** By key: what is at each offset, ascending. */
  readonly logs: readonly (readonly LogEntry[])[];
  /** By message: its index in the log, or -1 where it is not known. */
  readonly indexOf: Int32Array;
  /** By message, where several share an offset: the first and the last index it has. */
  readonly firstIndex: Int32Array;
  readonly lastIndex: Int32Array;
}

/** Whether an operation took effect: it is `ok`, or `info` and somebody read what it sent. */
export function tookEffect(log: LogOperations, operation: number, wasRead: Uint8Array): boolean {
  const { type } = log.operations[operation]!;
  if (type !== 'info') return type === 'ok';
  return log.accesses[operation]!.some(({ isSend, message }) => isSend && wasRead[message] === 1);
}

/** By message: 1 when a successful operation polled it. */
export function readMessages(log: LogOperations): Uint8Array {
  const wasRead = new Uint8Array(log.messages);
  log.accesses.forEach((accesses, operation) => {
    if (log.operations[operation]!.type !== 'ok') return;
    for (const { isSend, message } of accesses)
      if (!isSend && message !== NONE) wasRead[message] = 1;
  });
  return wasRead;
}

/** The logs that the offsets make. Log-linear. */
export function versionOrders(log: LogOperations, wasRead: Uint8Array): VersionOrders {
  const byOffset: Map<number, number[]>[] = Array.from(
    { length: log.keys },
    () => new Map<number, number[]>(),
  );
  log.accesses.forEach((accesses, operation) => {
    const counts = tookEffect(log, operation, wasRead);
    for (const { isSend, key, message, offset } of accesses) {
      if (offset === NONE || message === NONE || (isSend && !counts)) continue;
      const messages = byOffset[key]!.get(offset);
      if (messages === undefined) byOffset[key]!.set(offset, [message]);
      else if (!messages.includes(message)) messages.push(message);
    }
  });
  const logs = byOffset.map((entries) =>
    [...entries]
      .map(([offset, messages]): LogEntry => ({ offset, messages }))
      .sort((left, right) => left.offset - right.offset),
  );
  return indexed(logs, log.messages);
}

function indexed(logs: readonly (readonly LogEntry[])[], size: number): VersionOrders {
  const indexOf = new Int32Array(size).fill(NONE);
  const firstIndex = new Int32Array(size).fill(NONE);
  const lastIndex = new Int32Array(size).fill(NONE);
  for (const entries of logs) {
    entries.forEach(({ messages }, index) => {
      indexOf[messages[0]!] = index;
      for (const message of messages) {
        if (firstIndex[message] === NONE) firstIndex[message] = index;
        lastIndex[message] = index;
      }
    });
  }
  return { logs, indexOf, firstIndex, lastIndex };
}

/** Offsets that hold more than one message. */
export function inconsistentOffsets(log: LogOperations, { logs }: VersionOrders): Value[] {
  return logs.flatMap((entries, key) =>
    entries.flatMap(({ offset, messages }, index) => {
      if (messages.length < 2) return [];
      const values = messages.map((message) => log.valueOf(message)).sort(compareValues);
      return [{ key: log.key(key), offset, index, values: new Set(values) }];
    }),
  );
}

/** Messages at more than one offset of their log. */
export function duplicates(
  log: LogOperations,
  { logs, firstIndex, lastIndex }: VersionOrders,
): Value[] {
  const offsets = new Map<number, number[]>();
  for (const entries of logs) {
    for (const { offset, messages } of entries) {
      for (const message of messages) {
        if (firstIndex[message] === lastIndex[message]) continue;
        const places = offsets.get(message);
        if (places === undefined) offsets.set(message, [offset]);
        else places.push(offset);
      }
    }
  }
  return [...offsets].map(([message, places]) => ({
    key: log.key(log.keyOf(message)),
    value: log.valueOf(message),
    count: places.length,
    offsets: places,
  }));
}
