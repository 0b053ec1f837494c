/**
 * Comparisons of what is said of histories of lists with searches through all orders: what has a
 * commit order is legal, and what is legal has no anomaly that its model rules out.
 */

import { expect } from 'vitest';
import {
  checkListAppend,
  type ListAppendResult,
} from '../../../../checkers/transactions/lists/check-list-append.js';
import { modelsBrokenBy } from '../../../../checkers/transactions/lattice/anomalies.js';
import { withWeaker } from '../../../../checkers/transactions/lattice/boundary.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import { seeded } from '../../oracle/random.js';
import { hasSerialOrder } from '../../oracle/transactions/serial-orders.js';
import { hasSnapshotOrder } from '../../oracle/transactions/snapshot-orders.js';
import type { OracleOrder, OracleTransaction } from '../../oracle/transactions/transactions.js';
import { eventsOf, randomLists } from './random-lists.js';

const SERIAL = {
  none: 'serializable',
  session: 'strong-session-serializable',
  realtime: 'strong-serializable',
} as const;

const SNAPSHOT = {
  none: 'snapshot-isolation',
  session: 'strong-session-snapshot-isolation',
  realtime: 'strong-snapshot-isolation',
} as const;

/** Those of the lattice that come closest from below. */
const PREFIX = {
  none: 'prefix',
  session: 'strong-session-prefix',
  realtime: 'prefix',
} as const;

/** What a comparison saw. */
export interface ListTally {
  legal: number;
  illegal: number;
  /** Neither shown to hold nor to be broken. */
  open: number;
  /** How many histories had each kind of anomaly. */
  readonly kinds: Map<string, number>;
}

/** Serializability: every history is decided, and rightly. */
export function compareSerial(order: OracleOrder, rounds: number, seed: number): ListTally {
  const random = seeded(seed);
  const tally = emptyTally();
  for (let round = 0; round < rounds; round++) {
    const shape = { transactions: 3 + random.below(3), keys: 1 + random.below(2), micros: 4 };
    const history = randomLists(random, shape);
    const result = checked(history, order);
    const isLegal = hasSerialOrder(history, order);
    count(tally, result, isLegal);
    const { commits } = result.dependencies[0]!;
    if ((commits !== undefined) !== isLegal || breaks(result, SERIAL[order]) === isLegal) {
      expect.fail(`${isLegal}: ${[...result.anomalies.keys()].join()} ${told(history)}`);
    }
    if (commits !== undefined) expectReplay(history, result, commits);
  }
  return tally;
}

/**
 * Snapshot isolation and prefix consistency: whatever is said is right. Reads of one's own appends
 * to an old snapshot fit prefix consistency as the oracle understands it, where a commit adds to
 * what is there; for Elle each list that was read is a version, which others must agree with. Such
 * histories are passed over.
 */
export function compareSnapshot(
  axiom: 'prefix' | 'snapshot-isolation',
  order: OracleOrder,
  rounds: number,
  seed: number,
): ListTally {
  const model = axiom === 'prefix' ? PREFIX[order] : SNAPSHOT[order];
  const random = seeded(seed);
  const tally = emptyTally();
  for (let round = 0; round < rounds; round++) {
    const shape = { transactions: 3 + random.below(2), keys: 1 + random.below(2), micros: 4 };
    const history = randomLists(random, shape);
    const result = checked(history, order);
    if (axiom === 'prefix' && history.some(readsOwnAppend)) continue;
    const isLegal = hasSnapshotOrder(history, axiom, order);
    count(tally, result, isLegal);
    const { commits, snapshots } = result.dependencies[0]!;
    const holds = commits !== undefined || snapshots !== undefined;
    const isBroken = breaks(result, model);
    if ((holds && !isLegal) || (isBroken && isLegal)) {
      expect.fail(`${isLegal}: ${[...result.anomalies.keys()].join()} ${told(history)}`);
    }
    if (!holds && !isBroken) tally.open++;
  }
  return tally;
}

function readsOwnAppend({ micros }: OracleTransaction): boolean {
  return micros.some(
    ({ f, key }, at) =>
      f === 'r' && micros.slice(0, at).some((other) => other.f !== 'r' && other.key === key),
  );
}

function emptyTally(): ListTally {
  return { legal: 0, illegal: 0, open: 0, kinds: new Map() };
}

function count(tally: ListTally, { anomalies }: ListAppendResult, isLegal: boolean): void {
  tally[isLegal ? 'legal' : 'illegal']++;
  for (const kind of anomalies.keys()) tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1);
}

function checked(history: readonly OracleTransaction[], order: OracleOrder): ListAppendResult {
  return checkListAppend(transactionsOf(eventsOf(history), 'list-append'), { orders: [order] });
}

/** Whether an anomaly rules the model out. */
function breaks({ anomalies }: ListAppendResult, model: string): boolean {
  const weaker = withWeaker([model]);
  const kinds = [...anomalies.keys()].filter((kind) => kind !== 'initial-state-read');
  return (
    anomalies.has('reordered-appends') || modelsBrokenBy(kinds).some((broken) => weaker.has(broken))
  );
}

/** The commit order, run alone one after the other, returns what was read. */
function expectReplay(
  history: readonly OracleTransaction[],
  { observation }: ListAppendResult,
  commits: Int32Array,
): void {
  const lists = new Map<number, number[]>();
  for (const node of commits) {
    const { outcome, micros } = history[observation.transaction[node]!]!;
    for (const { f, key, value } of micros) {
      const list = lists.get(key) ?? [];
      if (f === 'append') lists.set(key, [...list, value]);
      else if (outcome === 'ok') expect(value).toEqual(list);
    }
  }
  const committed = history.filter(({ outcome }) => outcome === 'ok').length;
  expect(commits.length).toBeGreaterThanOrEqual(committed);
}

function told(history: readonly OracleTransaction[]): string {
  return history
    .map(({ process, outcome, micros, call, ...rest }) => {
      const parts = micros.map(({ f, key, value }) => `${f}${key} ${JSON.stringify(value)}`);
      return `${process} ${outcome} [${call}, ${rest.return}] ${parts.join('; ')}`;
    })
    .join(' | ');
}
