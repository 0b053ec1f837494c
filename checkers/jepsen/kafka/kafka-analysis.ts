/**
 * All errors of a history of logs, by Jepsen's names.
 */

import type { Event } from '../../../src/history/event.js';
import type { Value } from '../../../src/history/value.js';
import { findAdvances } from './advances.js';
import { logCycles } from './log-cycles.js';
import { LogOperations } from './log-operations.js';
import { worstRealtimeLag } from './realtime-lag.js';
import { duplicates, inconsistentOffsets, readMessages, versionOrders } from './version-orders.js';
import {
  abortedReads,
  lostWrites,
  messagesOf,
  neverSent,
  precommittedReads,
  unseenMessages,
  type Unseen,
} from './visibility.js';

/** What was found. */
export interface KafkaAnalysis {
  /**
   * Lists of cases by the name of the error, only those with any; `unseen` is a map, and
   * `empty-transaction-graph` is `true`, both as in Jepsen.
   */
  readonly errors: { readonly [name: string]: Value };
  readonly unseen: Unseen | undefined;
  readonly worstRealtimeLag: { readonly [field: string]: Value };
  /** Errors that crashed operations came with, each once. */
  readonly log: LogOperations;
}

/**
 * Looks for every kind of error. Linear but for the sorting of offsets and the search for cycles.
 * @throws HistoryError where an operation is none of a log.
 */
export function analyseLogs(events: readonly Event[], wwDeps: boolean): KafkaAnalysis {
  const log = new LogOperations(events);
  const wasRead = readMessages(log);
  const orders = versionOrders(log, wasRead);
  const messages = messagesOf(log);
  const cycles = logCycles(log, orders, messages, wwDeps);
  const unseen = unseenMessages(log, wasRead);
  const lists: { readonly [name: string]: readonly Value[] } = {
    duplicate: duplicates(log, orders),
    'inconsistent-offsets': inconsistentOffsets(log, orders),
    'precommitted-read': precommittedReads(log),
    G1a: abortedReads(log, messages),
    'lost-write': lostWrites(log, orders, messages, wasRead),
    'never-sent': neverSent(log, messages),
    ...findAdvances(log, orders),
    ...cycles.errors,
  };
  const errors: Record<string, Value> = Object.fromEntries(
    Object.entries(lists).filter(([, list]) => list.length > 0),
  );
  if (unseen !== undefined) errors['unseen'] = unseenFields(unseen);
  if (cycles.isEmpty) errors['empty-transaction-graph'] = true;
  return { errors, unseen, worstRealtimeLag: worstRealtimeLag(log), log };
}

function unseenFields({ last, counts, messages }: Unseen): Value {
  const time = last.timeNs;
  return {
    ...(time === undefined ? {} : { time }),
    unseen: counts,
    messages: messages as ReadonlyMap<Value, Value>,
  };
}
