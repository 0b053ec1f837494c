/**
 * What servers of a chain say to each other, and what they store.
 */

import type { Request } from '../../simulator/node.js';

/** An operation of the log, and who waits for its answer. */
export interface Entry {
  readonly request: Request;
  readonly client: string;
}

/** Who is in the chain of an epoch, head first, and what it has stored. */
export interface Chain {
  readonly epoch: number;
  readonly members: readonly string[];
  readonly log: readonly Entry[];
}

/** What is on disk: the newest chain this server took part in, and the epoch it promised. */
export interface Durable {
  /** Nothing of an older epoch is stored or confirmed any more. */
  readonly promised: number;
  readonly chain: Chain;
}

/** Everything that servers say to each other. */
export type Message =
  /** I live, and this is the chain that I know. */
  | { readonly type: 'alive'; readonly epoch: number; readonly members: readonly string[] }
  /** From a predecessor: all that it has on disk. */
  | { readonly type: 'pass'; readonly chain: Chain }
  /** To a predecessor: so much of the log is on disk here. */
  | { readonly type: 'passed'; readonly epoch: number; readonly length: number }
  /** To the tail: this operation was asked again. */
  | { readonly type: 'again'; readonly epoch: number; readonly operation: number; client: string }
  /** Is this still the newest epoch that you know? */
  | { readonly type: 'confirm'; readonly epoch: number; readonly read: number }
  | { readonly type: 'confirmed'; readonly epoch: number; readonly read: number }
  /** Leave all older epochs, and tell me what you have. */
  | { readonly type: 'prepare'; readonly epoch: number }
  | { readonly type: 'promise'; readonly epoch: number; readonly chain: Chain };
