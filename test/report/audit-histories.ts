/**
 * Small histories, each with one thing wrong, for the reports of audits.
 */

import type { Audit } from '../../checkers/audit/audit.js';
import { auditEvents, auditTransactionColumns } from '../../checkers/audit/audit-events.js';
import type { TransactionAuditOptions } from '../../checkers/transactions/audit/transaction-audit.js';
import type { Event } from '../../src/history/event.js';
import { record } from '../checkers/jepsen/record.js';
import { concurrent, sequential } from '../checkers/transactions/lists/tiny-history.js';
import {
  allAtOnce,
  ofOneProcess,
  oneByOne,
} from '../checkers/transactions/registers/short-history.js';

/** Registers on which the last write of each key is known by no inference. */
const CASES = ['w x 1, w y 1', 'w x 2, w y 2', 'r x 1, r y 2'] as const;

type Columns = Parameters<typeof auditTransactionColumns>[0];

function of(columns: Columns, options: TransactionAuditOptions = {}): () => Audit {
  return () => auditTransactionColumns(columns, options);
}

function events(history: readonly Event[], workload?: string): () => Audit {
  return () => auditEvents(history, workload === undefined ? {} : { workload });
}

/** Lists of which something is wrong, besides one of which nothing is. */
export const listAudits: Readonly<Record<string, () => Audit>> = {
  legal: of(sequential('ax1', 'ax2ry', 'ay1rx12', 'rx12ry1')),
  readSkew: of(concurrent('ax1ay1', 'rx1ry', 'rx1ry1')),
  circularReads: of(concurrent('ax1ry1', 'ay1rx1')),
  dirtyWrites: of(concurrent('ax1ay1', 'ax2ay2', 'rx12ry21')),
  writeSkew: of(concurrent('ax1ry', 'ay1rx', 'rx1ry1')),
  lostUpdate: of(concurrent('rx1ax2', 'rx1ax3', 'ax1', 'rx123')),
  internal: of(sequential('ax1', 'ax2rx1')),
  abortedRead: of(sequential('ax1!', 'rx1')),
  garbageRead: of(sequential('ax1', 'rx19')),
  longFork: of(concurrent('ax1', 'ay1', 'rx1ry', 'rxry1', 'rx1ry1')),
  sessionOrder: of(sequential('0:ax1', '0:rx', '1:rx1')),
  realTime: of(sequential('ax1', 'rx', 'rx1')),
  duplicate: of(concurrent('ax1', 'ax1', 'rx1')),
};

/** The same for registers. */
export const registerAudits: Readonly<Record<string, () => Audit>> = {
  legal: of(oneByOne('w x 1', 'w x 2, r y -', 'w y 1, r x 2', 'r x 2, r y 1')),
  caseSplit: of(allAtOnce(...CASES)),
  unorderable: of(
    allAtOnce('w x 1', 'w x 2', 'r x 1, w y 1', 'r x 2, w y 2', 'r x 1, r y 2', 'r y 1, r x 2'),
  ),
  tornRead: of(allAtOnce('w x 1, w y 1', 'r x 1, r y -')),
  longFork: of(allAtOnce('w x 1', 'w y 1', 'r x 1, r y -', 'r x -, r y 1')),
  readSkewUnordered: of(allAtOnce('w x 1', 'w x 2, w y 2', 'r y 2, r x 1')),
  lostUpdate: of(allAtOnce('r x -, w x 1', 'r x -, w x 2', 'r x 1', 'r x 2')),
  causality: of(allAtOnce('w x 1', 'r x 1, w y 1', 'r y 1, r x -')),
  stale: of(ofOneProcess('w x 1', 'w x 2', 'r x 1')),
  realTime: of(oneByOne('w x 1', 'w x 2', 'r x 1')),
  undecided: of(allAtOnce('r x -, w x 1, r y -', 'w y 2, r x -', 'w y 3, r x -, w y 4'), {
    configurationsMax: 1,
  }),
  duplicates: of(allAtOnce('w x 1', 'w x 1', 'r x 1')),
  assumption: of(oneByOne('w x 1', 'w x 2', 'r x 1'), { linearizableKeys: true }),
};

/** Single operations, and Jepsen's checkers. */
export const objectAudits: Readonly<Record<string, () => Audit>> = {
  sequentialRegister: events(
    record(
      [0, 'invoke', 'write', 1],
      [0, 'ok', 'write', 1],
      [1, 'invoke', 'read', null],
      [1, 'ok', 'read', null],
      [1, 'invoke', 'read', null],
      [1, 'ok', 'read', 1],
    ),
  ),
  lostElement: events(
    record(
      [0, 'invoke', 'add', 1],
      [0, 'ok', 'add', 1],
      [1, 'invoke', 'add', 2],
      [1, 'ok', 'add', 2],
      [0, 'invoke', 'read', null],
      [0, 'ok', 'read', [1]],
    ),
    'set',
  ),
  bank: events(
    record(
      [0, 'invoke', 'read', null],
      [0, 'ok', 'read', { a: 50, b: 50 }],
      [1, 'invoke', 'transfer', { from: 'a', to: 'b', amount: 5 }],
      [1, 'ok', 'transfer', { from: 'a', to: 'b', amount: 5 }],
      [0, 'invoke', 'read', null],
      [0, 'ok', 'read', { a: 45, b: 50 }],
    ),
    'bank',
  ),
};
