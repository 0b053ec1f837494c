/**
 * What clients, the broker and its workers say to each other. A topic is a key; an offset is the
 * place of a message in what was sent to its topic.
 */

import type { Value } from '../../history/value.js';

/** A processed message: its offset and what it says. */
export type Item = readonly [offset: number, value: Value];

/** Between a client and the broker. */
export type ClientMessage =
  | {
      readonly type: 'send';
      readonly operation: number;
      readonly topic: string;
      readonly value: Value;
    }
  | { readonly type: 'sent'; readonly operation: number; readonly offset: number }
  /** Opens a stream of what was processed, from this place on; `null`: of what is to come. */
  | {
      readonly type: 'watch';
      readonly topic: string;
      readonly connection: number;
      readonly from: number | null;
    }
  /**
   * A piece of a stream, empty if only to show that it lives; `sequence` counts from 0. `sent`: how
   * many messages the topic has, processed or not.
   */
  | {
      readonly type: 'batch';
      readonly topic: string;
      readonly connection: number;
      readonly sequence: number;
      readonly start: number;
      readonly items: readonly Item[];
      readonly sent: number;
    };

/** One message of one topic, as a worker gets it. */
export interface Job {
  readonly topic: string;
  readonly offset: number;
  readonly value: Value;
}

/** Between a worker and the broker. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'deliver'; readonly job: Job }
  | { readonly type: 'publish'; readonly job: Job }
  | { readonly type: 'published'; readonly job: Job }
  | { readonly type: 'remove'; readonly job: Job }
  | { readonly type: 'removed'; readonly job: Job };

/** All of them. */
export type BrokerMessage = ClientMessage | WorkerMessage;

/** Whether two say the same message of the same topic. */
export function isSameJob(left: Job | undefined, right: Job): boolean {
  return left?.topic === right.topic && left.offset === right.offset;
}
