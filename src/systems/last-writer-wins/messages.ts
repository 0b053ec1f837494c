/**
 * What clients and replicas say to each other, and what replicas keep.
 */

import type { Value } from '../../history/value.js';
import type { VersionVector } from '../version-vector.js';
import type { Timestamp } from './hybrid-clock.js';

/** A write, as it is logged and replicated; `sequence` counts the writes of `origin` from 1. */
export interface Entry {
  readonly origin: string;
  readonly sequence: number;
  readonly operation: number;
  readonly key: string;
  readonly value: Value;
  readonly timestamp: Timestamp;
  /** What the writer had written and read: it must be visible wherever this is. */
  readonly dependencies: VersionVector;
}

/** A client reads or writes; `context` is what it has written and read so far. */
export interface Ask {
  readonly type: 'ask';
  readonly operation: number;
  readonly f: string;
  readonly key: string;
  readonly value: Value;
  readonly context: VersionVector;
}

/** Everything that is said. */
export type Message =
  | Ask
  /** The answer; `context` names the write that was made or read. */
  | {
      readonly type: 'told';
      readonly operation: number;
      readonly value: Value;
      readonly context: VersionVector;
    }
  /** A replica says what it has, so that others send what it lacks. */
  | { readonly type: 'have'; readonly logged: VersionVector }
  | { readonly type: 'entries'; readonly entries: readonly Entry[] };
