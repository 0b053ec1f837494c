/**
 * What clients and the server of the transactional store say to each other. A transaction is named
 * by its client's operation and how often that was tried; its steps are numbered from 0.
 */

import type { Value } from '../../history/value.js';
import type { StoreKey } from './store-key.js';

/** What a transaction does next. */
export type Step =
  | { readonly f: 'read'; readonly key: StoreKey }
  | { readonly f: 'write' | 'append'; readonly key: StoreKey; readonly value: Value }
  | { readonly f: 'commit' };

/** From client to server. */
export interface StepMessage {
  readonly type: 'step';
  readonly transaction: string;
  readonly at: number;
  /** The server's, which forgets open transactions in a crash; `null` in their first step. */
  readonly incarnation: number | null;
  readonly step: Step;
}

/** From server to client. */
export type StoreAnswer =
  | {
      readonly type: 'done';
      readonly transaction: string;
      readonly at: number;
      readonly incarnation: number;
      readonly value: Value;
    }
  | { readonly type: 'committed'; readonly transaction: string }
  /** It did not commit and never will. */
  | { readonly type: 'refused'; readonly transaction: string };

/** Either way. */
export type StoreMessage = StepMessage | StoreAnswer;
