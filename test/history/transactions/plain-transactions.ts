/**
 * Transactions of events by the plainest means, as objects with whole lists: what the columns are
 * compared with. Shares nothing with them.
 */

import type { Event } from '../../../src/history/event.js';
import { Keyword } from '../../../src/history/value.js';
import type { Value } from '../../../src/history/value.js';

/** A read of what is not known has `undefined` as value. */
export interface PlainMicro {
  readonly f: 'r' | 'append' | 'w';
  readonly key: Value;
  readonly value: Value | undefined;
}

/** Ranks are `null` where there are none. */
export interface PlainTransaction {
  readonly process: number;
  outcome: 'ok' | 'fail' | 'info';
  micros: PlainMicro[];
  readonly call: number | null;
  return: number | null;
  index: number;
}

const SHORT: Readonly<Record<string, PlainMicro['f']>> = {
  r: 'r',
  read: 'r',
  append: 'append',
  w: 'w',
  write: 'w',
};

/** For events without mistakes. */
export function plainTransactions(events: readonly Event[], isLists: boolean): PlainTransaction[] {
  const all: PlainTransaction[] = [];
  const open = new Map<number, PlainTransaction>();
  let rank = 0;
  for (const { type, process, index, value } of events) {
    if (typeof process !== 'number') continue;
    const listed = Array.isArray(value) ? (value as Value[][]) : undefined;
    if (type === 'invoke') {
      const micros = (listed ?? []).map((micro) => plainMicro(micro, false, isLists));
      const transaction: PlainTransaction = {
        process,
        outcome: 'info',
        micros,
        call: rank++,
        return: null,
        index,
      };
      all.push(transaction);
      open.set(process, transaction);
      continue;
    }
    let transaction = open.get(process);
    open.delete(process);
    if (transaction === undefined) {
      transaction = { process, outcome: type, micros: [], call: null, return: null, index };
      all.push(transaction);
    }
    transaction.outcome = type;
    transaction.index = index;
    const isListing = listed !== undefined && listed.length > 0 && listed.every(Array.isArray);
    const isKept = type === 'info' && transaction.micros.length > 0;
    if (type === 'ok' || (isListing && !isKept)) {
      transaction.micros = listed!.map((micro) => plainMicro(micro, type === 'ok', isLists));
    }
    if (type !== 'info') transaction.return = rank++;
  }
  return all;
}

function plainMicro([f, key, value]: Value[], isKnown: boolean, isLists: boolean): PlainMicro {
  const short = SHORT[f instanceof Keyword ? f.name : (f as string)]!;
  if (short !== 'r') return { f: short, key: key!, value: value! };
  if (!isKnown) return { f: 'r', key: key!, value: undefined };
  return { f: 'r', key: key!, value: value ?? (isLists ? [] : null) };
}
