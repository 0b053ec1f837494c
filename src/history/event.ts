/**
 * Events: one line of a history, Jepsen's op. A list of events is the lenient form of a history:
 * completions without invocations, processes with two operations open and times that go back may
 * occur in it, and are kept.
 */

import type { Value } from './value.js';

/** `invoke` begins an operation; `ok` it happened, `fail` it did not, `info` nobody knows. */
export type EventType = 'invoke' | 'ok' | 'fail' | 'info';

/** What a process did at one moment: it asked for something, or it learned the outcome. */
export interface Event {
  /** Position in the history; events are ordered by it. */
  readonly index: number;
  readonly type: EventType;
  /** A single-threaded client; names such as `nemesis` stand for what is not a client. */
  readonly process: number | string;
  /** The function: `read`, `write`, `cas`, `txn`, ... */
  readonly f: string;
  readonly value: Value;
  /** The key of a partitioned history: `independent` tuples and `key` fields end here. */
  readonly key?: Value;
  /** Why a `fail` failed or an `info` is unknown, as the client said it. */
  readonly error?: Value;
  /** Nanoseconds since some origin of the recorder, as Jepsen writes them. */
  readonly timeNs?: number | bigint;
  /** Every other field of the source, kept for the way back. */
  readonly extra?: ReadonlyMap<string, Value>;
}
