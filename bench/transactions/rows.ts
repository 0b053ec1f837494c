/**
 * What is measured, and how much each may take: the figures of the project's goals.
 */

import type { TransactionKind } from '../../src/history/transactions/transaction-columns.js';
import { usualRun, wideRun, type Injection, type Run } from '../histories/transactions/run.js';

/** What a row may take; nothing is asked where a limit is not there. */
export interface Limits {
  /** Processor seconds of the whole process. */
  readonly seconds?: number;
  /** Of the check after loading. */
  readonly checkSeconds?: number;
  readonly megabytes?: number;
}

/** One history and one question. */
export interface Row {
  readonly name: string;
  readonly run: Run;
  readonly model: string;
  readonly expected: 'holds' | 'violated';
  /** An anomaly that has to be among those found. */
  readonly kind?: string;
  readonly limits: Limits;
  /** Whether it is part of the short version. */
  readonly isQuick: boolean;
}

const TEN_THOUSAND = 10_000;
const HUNDRED_THOUSAND = 100_000;
const MILLION = 1_000_000;
const STRICT = 'strong-serializable';
const SEED = 4;

/** Every row, in the order of the table; those of one history stand together. */
export function allRows(): Row[] {
  return [...listRows(), ...registerRows(), ...weakRows(), ...strongRows()];
}

type Found = readonly [injection: Injection, list: string, register?: string];

/** Anomalies with limits on the time to find them, and how each kind of history names them. */
const TIMED: readonly Found[] = [
  ['G-single', 'G-single-item', 'G-single-item'],
  ['G1c', 'G1c', 'G1c'],
  ['lost-update', 'lost-update', 'lost-update'],
];

const UNTIMED: readonly Found[] = [
  ['G0', 'G0'],
  ['G1a', 'G1a', 'G1a'],
  ['G2-item', 'G2-item', 'G2-item'],
  ['stale', 'G-single-item-realtime', 'G-single-item-realtime'],
];

function listRows(): Row[] {
  const kind = 'list-append';
  const small = { seconds: 1.5, megabytes: 300 };
  const large = { seconds: 8, megabytes: 1200 };
  return [
    ...strictRows(kind, HUNDRED_THOUSAND, small),
    snapshotRow(kind, { seconds: 3 }),
    ...strictRows(kind, MILLION, large),
  ];
}

function registerRows(): Row[] {
  const limits = { seconds: 4 };
  return [
    ...strictRows('rw-register', HUNDRED_THOUSAND, limits),
    snapshotRow('rw-register', limits),
    ...strictRows('rw-register', MILLION, {}).slice(0, 1),
  ];
}

/** A run that keeps strict serializability, and one for each anomaly put into it. */
function strictRows(kind: TransactionKind, transactions: number, limits: Limits): Row[] {
  const isQuick = transactions <= HUNDRED_THOUSAND;
  const common = { name: kind, model: STRICT, isQuick };
  const run = { kind, transactions, seed: SEED };
  const broken = ([injection, list, register]: Found, its: Limits): Row => {
    const found = kind === 'list-append' ? list : register;
    const kindOf = found === undefined ? {} : { kind: found };
    const broke = usualRun({ ...run, injection });
    return { ...common, run: broke, expected: 'violated', ...kindOf, limits: its };
  };
  return [
    { ...common, run: usualRun(run), expected: 'holds', limits },
    ...TIMED.map((one) => broken(one, limits)),
    ...(isQuick ? UNTIMED.map((one) => broken(one, {})) : []),
  ];
}

/** On few keys, a store that is snapshot isolated has two write skews in a hundred transactions. */
function snapshotRow(kind: TransactionKind, limits: Limits): Row {
  return {
    name: kind,
    run: usualRun({
      kind,
      transactions: HUNDRED_THOUSAND,
      seed: SEED,
      isolation: 'snapshot',
      keys: 10,
    }),
    model: STRICT,
    expected: 'violated',
    // Which of two writes of a register came first is not known without a read between them.
    ...(kind === 'list-append' ? { kind: 'G2-item' } : {}),
    limits,
    isQuick: true,
  };
}

/** AWDIT's levels with its own figures; its read committed is our monotonic atomic view. */
function weakRows(): Row[] {
  const levels: readonly (readonly [model: string, limits: Limits])[] = [
    ['strong-session-read-committed', { checkSeconds: 1.8, seconds: 3.5, megabytes: 1000 }],
    ['strong-session-monotonic-atomic-view', { checkSeconds: 1.8, seconds: 3.5, megabytes: 1000 }],
    ['strong-session-read-atomic', { checkSeconds: 2.7, seconds: 4.5, megabytes: 1000 }],
    ['strong-session-causal', { checkSeconds: 4.5, seconds: 6, megabytes: 1000 }],
  ];
  const run = usualRun({
    kind: 'rw-register',
    transactions: MILLION,
    seed: SEED,
    crashShare: 0,
  });
  return levels.map(([model, limits]) => ({
    name: 'rw-register, none crashed',
    run,
    model,
    expected: 'holds',
    limits,
    isQuick: false,
  }));
}

/** PolySI's runs, with sessions. */
function strongRows(): Row[] {
  return [TEN_THOUSAND, HUNDRED_THOUSAND].flatMap((transactions) =>
    (['snapshot', 'serializable'] as const).map((isolation): Row => {
      const isSmall = transactions === TEN_THOUSAND;
      const level = isolation === 'snapshot' ? 'snapshot-isolation' : 'serializable';
      return {
        name: 'rw-register, 8 each, 25 sessions',
        run: wideRun({ kind: 'rw-register', transactions, seed: SEED, isolation }),
        model: `strong-session-${level}`,
        expected: 'holds',
        limits: { seconds: isSmall ? 2 : 90 },
        isQuick: isSmall,
      };
    }),
  );
}
