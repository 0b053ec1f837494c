/**
 * Which messages were seen that should not have been, and which were not that should: aborted
 * reads, reads before the commit, messages from nowhere, lost writes, and what nobody polled.
 */

import type { Event } from '../../../src/history/event.js';
import type { Value } from '../../../src/history/value.js';
import { recordedOperation } from '../recorded-operation.js';
import { compareValues } from '../value-shapes.js';
import { NONE, type LogOperations } from './log-operations.js';
import { tookEffect, type VersionOrders } from './version-orders.js';

/** Who sent and who polled each message. */
export interface Messages {
  /** By message: the last operation that sent it, or -1. */
  readonly writer: Int32Array;
  /** By message: 1 when every operation that sent it failed. */
  readonly failed: Uint8Array;
  /** By message: the first operation that polled it, or -1. */
  readonly reader: Int32Array;
}

/** Goes through all sends and polls. Linear. */
export function messagesOf(log: LogOperations): Messages {
  const writer = new Int32Array(log.messages).fill(NONE);
  const reader = new Int32Array(log.messages).fill(NONE);
  const failed = new Uint8Array(log.messages);
  log.accesses.forEach((accesses, operation) => {
    const { type } = log.operations[operation]!;
    for (const { isSend, message } of accesses) {
      if (message === NONE) continue;
      if (!isSend) {
        if (reader[message] === NONE) reader[message] = operation;
        continue;
      }
      failed[message] =
        type === 'fail' && (writer[message] === NONE || failed[message] === 1) ? 1 : 0;
      writer[message] = operation;
    }
  });
  return { writer, failed, reader };
}

/** Successful polls of messages whose send failed. */
export function abortedReads(log: LogOperations, { writer, failed }: Messages): Value[] {
  const errors: Value[] = [];
  log.accesses.forEach((accesses, operation) => {
    const event = log.operations[operation]!;
    if (event.type !== 'ok') return;
    for (const { isSend, message } of accesses) {
      if (isSend || message === NONE || failed[message] !== 1) continue;
      errors.push({
        ...named(log, message),
        writer: recordedOperation(log.operations[writer[message]!]!),
        reader: recordedOperation(event),
      });
    }
  });
  return errors;
}

/** Operations that polled what they themselves had sent, and could not have committed yet. */
export function precommittedReads(log: LogOperations): Value[] {
  const errors: Value[] = [];
  log.accesses.forEach((accesses, operation) => {
    const sent = new Set<number>();
    for (const { isSend, message } of accesses) if (isSend) sent.add(message);
    const own = accesses.find(({ isSend, message }) => !isSend && sent.has(message));
    if (own === undefined) return;
    const op = recordedOperation(log.operations[operation]!);
    errors.push({ op, ...named(log, own.message) });
  });
  return errors;
}

/** Polled messages that nobody sent. Jepsen's checker gives up on them. */
export function neverSent(log: LogOperations, { writer, reader }: Messages): Value[] {
  const errors: Value[] = [];
  for (let message = 0; message < log.messages; message++) {
    if (writer[message] !== NONE || reader[message] === NONE || log.wasInvoked(message)) continue;
    const by = log.operations[reader[message]!]!;
    errors.push({ ...named(log, message), reader: recordedOperation(by) });
  }
  return errors;
}

/**
 * Messages that nobody polled, although somebody polled a later one of the same log and their
 * senders surely took effect.
 */
export function lostWrites(
  log: LogOperations,
  orders: VersionOrders,
  messages: Messages,
  wasRead: Uint8Array,
): Value[] {
  const { firstIndex, lastIndex, logs } = orders;
  const bounds = new Int32Array(log.keys).fill(NONE);
  for (let message = 0; message < log.messages; message++) {
    const key = log.keyOf(message);
    if (wasRead[message] === 1) bounds[key] = Math.max(bounds[key]!, firstIndex[message]!);
  }
  return logs.flatMap((entries, key) => {
    const bound = bounds[key]!;
    if (bound === NONE) return [];
    const last = entries[bound]!.messages.find((message) => lastIndex[message] === bound);
    const reader = last === undefined ? NONE : messages.reader[last]!;
    const maxRead = reader === NONE ? null : recordedOperation(log.operations[reader]!);
    return entries.slice(0, bound + 1).flatMap(({ messages: there }, index) =>
      there.flatMap((message) => {
        const writer = messages.writer[message]!;
        if (lastIndex[message] !== index || wasRead[message] === 1 || writer === NONE) return [];
        if (!tookEffect(log, writer, wasRead)) return [];
        return [
          {
            ...named(log, message),
            index: firstIndex[message]!,
            'max-read-index': bound,
            writer: recordedOperation(log.operations[writer]!),
            'max-read': maxRead,
          },
        ];
      }),
    );
  });
}

/** What was acknowledged and never polled, at the end of the history. */
export interface Unseen {
  readonly last: Event;
  /** By key: how many, and which. */
  readonly counts: ReadonlyMap<Value, number>;
  readonly messages: ReadonlyMap<Value, ReadonlySet<Value>>;
}

/**
 * Acknowledged messages that no successful operation polled; `undefined` when there are none.
 * Jepsen's also names messages that were polled before any message of their key was acknowledged.
 */
export function unseenMessages(log: LogOperations, wasRead: Uint8Array): Unseen | undefined {
  const byKey = new Map<number, Set<number>>();
  let last: Event | undefined;
  log.operations.forEach((event, operation) => {
    if (event.type !== 'ok' || !['send', 'poll', 'txn'].includes(event.f)) return;
    last = event;
    for (const { isSend, key, message } of log.accesses[operation]!) {
      if (!isSend || wasRead[message] === 1) continue;
      const messages = byKey.get(key);
      if (messages === undefined) byKey.set(key, new Set([message]));
      else messages.add(message);
    }
  });
  if (last === undefined || byKey.size === 0) return undefined;
  const sorted = [...byKey]
    .map(([key, messages]) => [log.key(key), messages] as const)
    .sort(([left], [right]) => compareValues(left, right));
  return {
    last,
    counts: new Map(sorted.map(([key, messages]) => [key, messages.size])),
    messages: new Map(
      sorted.map(([key, messages]) => [
        key,
        new Set([...messages].map((message) => log.valueOf(message)).sort(compareValues)),
      ]),
    ),
  };
}

function named(log: LogOperations, message: number): { key: Value; value: Value } {
  return { key: log.key(log.keyOf(message)), value: log.valueOf(message) };
}
