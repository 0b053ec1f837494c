/**
 * What `--workload NAME` stands for: how the history is read, and who judges it. Without a name the
 * functions and values of the history say what it is.
 */

import type { TransactionKind } from '../../src/history/transactions/transaction-columns.js';

/** Judges of the histories of one workload. */
export interface JudgedWorkload {
  readonly summary: string;
  readonly transactions?: TransactionKind;
  /** Names of models, one of which the object has to be linearizable to: the first that fits. */
  readonly models?: readonly string[];
  /** Names of Jepsen's checkers. */
  readonly checkers?: readonly string[];
}

/** The workloads by name. */
export const judgedWorkloads: Readonly<Record<string, JudgedWorkload>> = {
  'list-append': { summary: 'transactions that append to lists', transactions: 'list-append' },
  'rw-register': { summary: 'transactions on registers', transactions: 'rw-register' },
  register: { summary: 'reads, writes, cas', models: ['register', 'cas-register'] },
  'key-value': { summary: 'get, put, append, cas, delete', models: ['key-value'] },
  set: {
    summary: 'adds, and reads of all elements',
    models: ['set'],
    checkers: ['set', 'set-full'],
  },
  queue: {
    summary: 'enqueue, dequeue, drain',
    models: ['fifo-queue'],
    checkers: ['queue', 'total-queue'],
  },
  counter: { summary: 'adds, and reads of the sum', models: ['counter'], checkers: ['counter'] },
  bank: { summary: 'transfers, and reads of all accounts', checkers: ['bank'] },
  'unique-ids': { summary: 'generate', checkers: ['unique-ids'] },
  lock: { summary: 'acquire, release', models: ['mutex'] },
  log: { summary: "send, poll, as Kafka's", checkers: ['kafka'] },
  'long-fork': { summary: 'single writes, reads of groups of keys', checkers: ['long-fork'] },
  causal: { summary: 'a register of causal links', checkers: ['causal'] },
  'causal-reverse': { summary: 'writes, reads of all', checkers: ['causal-reverse'] },
  monotonic: { summary: 'increments with their times', checkers: ['monotonic'] },
  adya: { summary: 'inserts under a predicate', checkers: ['adya-g2'] },
  broadcast: { summary: 'broadcast, read', checkers: ['broadcast'] },
};

/** Their names, in the order of the help text. */
export const workloadNames: readonly string[] = Object.keys(judgedWorkloads);
