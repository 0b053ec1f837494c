/**
 * What a generated run of transactions is like.
 */

import type { TransactionKind } from '../../../src/history/transactions/transaction-columns.js';

/** What one micro-operation asks, and once it was answered what it saw. */
export interface Micro {
  readonly isWrite: boolean;
  readonly key: number;
  /** Of a write the value; of a read of a register what it saw, 0 for nothing. */
  value: number;
  /** Of a read of a list: what it saw are the first `value` elements. */
  seen: readonly number[];
}

/** Anomalies that are put into the middle of a run, while no transaction is open. */
export const INJECTIONS = [
  'G0',
  'G1a',
  'G1c',
  'G-single',
  'G2-item',
  'lost-update',
  'stale',
] as const;

/** One of them. */
export type Injection = (typeof INJECTIONS)[number];

/** A run: how many do what, on which store. */
export interface Run {
  readonly kind: TransactionKind;
  readonly transactions: number;
  readonly processes: number;
  /** Micro-operations of a transaction, both included. */
  readonly lengthMin: number;
  readonly lengthMax: number;
  readonly readShare: number;
  /** How many keys are in use at a time, all alike. */
  readonly keys: number;
  /** After how many writes a key is replaced by a new one. */
  readonly writesPerKey: number;
  readonly failShare: number;
  /** Half of the crashed ones take effect. */
  readonly crashShare: number;
  /** The isolation of the store. */
  readonly isolation: 'serializable' | 'snapshot';
  readonly injection?: Injection;
  readonly seed: number;
}

/** The run that Elle's paper measures: rotating keys, short transactions, some failures. */
export function usualRun(run: Pick<Run, 'kind' | 'transactions' | 'seed'> & Partial<Run>): Run {
  return {
    processes: 15,
    lengthMin: 1,
    lengthMax: 5,
    readShare: 0.5,
    keys: 100,
    writesPerKey: 100,
    failShare: 0.03,
    crashShare: 0.01,
    isolation: 'serializable',
    ...run,
  };
}

/**
 * The run of PolySI's figure 8: 25 sessions, 8 operations a transaction, 10,000 keys used alike.
 */
export function wideRun(run: Pick<Run, 'kind' | 'transactions' | 'seed' | 'isolation'>): Run {
  return {
    processes: 25,
    lengthMin: 8,
    lengthMax: 8,
    readShare: 0.5,
    keys: 10_000,
    writesPerKey: Infinity,
    failShare: 0,
    crashShare: 0,
    ...run,
  };
}
