/**
 * What clients and replicas of the masking register say to each other. Replicas may lie: whoever
 * reads an answer checks that it has the form of one before anything else.
 */

import type { Value } from '../../history/value.js';

/** Orders the values of a key: by number, then by the write that has it. */
export interface Timestamp {
  readonly number: number;
  readonly writer: string;
}

/** A value and when it was written. */
export interface Version {
  readonly timestamp: Timestamp;
  readonly value: Value;
}

/** All messages. `versions` is every version of the key that the replica has ever stored. */
export type Message =
  | { readonly type: 'query'; readonly operation: number; readonly key: string }
  | { readonly type: 'found'; readonly operation: number; readonly versions: readonly Version[] }
  | {
      readonly type: 'store';
      readonly operation: number;
      readonly key: string;
      readonly version: Version;
    }
  | { readonly type: 'stored'; readonly operation: number };

/** What a key holds at first. */
export const INITIAL: Version = { timestamp: { number: 0, writer: '' }, value: null };

/** Whether `left` is newer than `right`. */
export function isNewer(left: Timestamp, right: Timestamp): boolean {
  if (left.number !== right.number) return left.number > right.number;
  return left.writer > right.writer;
}
