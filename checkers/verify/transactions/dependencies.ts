/**
 * Dependencies between two transactions, as far as the history alone shows them. Of lists the
 * longest that was read says who appended first, the first of equally long ones, as in Elle. Of
 * registers only this is taken for shown: the initial state was there first; who reads a version
 * and then writes the key wrote after it, where reads are of what is committed; and where commits
 * respect an order, writes do as well.
 */

import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import { comesFirst } from './commit-precedence.js';
import type { BreakableModel } from './cycle-rules.js';
import { NOBODY, type PlainHistory } from './plain-history.js';
import { SEVERAL } from './write-index.js';

/** What may be assumed when the order of writes is shown. */
type Rule = Pick<BreakableModel, 'order' | 'readsCommitted'>;

/**
 * Whether one read what the other wrote last to the key. A list that a transaction reads behind its
 * own append shows who else appended, whatever became of its own (Adya's G1c); of registers such a
 * read is left to the anomaly `internal`.
 */
export function readsFrom(history: PlainHistory, from: number, to: number, key: number): boolean {
  const isList = history.columns.kind === 'list-append';
  return history
    .readsOf(to)
    .some((read) => read.key === key && read.writer === from && (isList || read.isExternal));
}

/** Whether one wrote the key before the other. */
export function writesBefore(
  history: PlainHistory,
  from: number,
  to: number,
  key: number,
  rule: Rule,
): boolean {
  if (history.writeOf(from, key) === -1 || history.writeOf(to, key) === -1) return false;
  if (history.columns.kind === 'list-append') {
    const first = Math.min(...placesOf(history, from, key));
    const last = Math.max(...placesOf(history, to, key));
    return first < last;
  }
  return precedes(history, from, to, key, rule);
}

/** Whether one read a version of the key, or its initial state, that the other replaced later. */
export function overwritesWhatWasRead(
  history: PlainHistory,
  from: number,
  to: number,
  key: number,
  rule: Rule,
): boolean {
  if (history.writeOf(to, key) === -1) return false;
  const reads = history.readsOf(from).filter((read) => read.key === key && read.isExternal);
  if (history.columns.kind === 'list-append') {
    const last = Math.max(...placesOf(history, to, key));
    const lengths = reads.map(({ micro }) => history.columns.value[micro]!);
    return lengths.some((length) => length >= 0 && length <= last);
  }
  return reads.some(
    ({ writer }) =>
      writer === NOBODY ||
      (writer >= 0 && writer !== to && precedes(history, writer, to, key, rule)),
  );
}

/** Where the appends of a transaction to a key stand, those that can be told from others. */
function placesOf(history: PlainHistory, id: number, on: number): number[] {
  const { start, f, key, value } = history.columns;
  const places: number[] = [];
  for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
    if (f[micro] !== MICRO.write || key[micro] !== on) continue;
    if (history.index.find(on, value[micro]!) !== SEVERAL) places.push(history.placeOf(micro));
  }
  return places;
}

/** Of registers: goes back from `to` over what was read and overwritten, until `from`. */
function precedes(
  history: PlainHistory,
  from: number,
  to: number,
  key: number,
  { order, readsCommitted }: Rule,
): boolean {
  const { columns } = history;
  if (history.writeOf(from, key) === -1) return false;
  const passed = new Set<number>();
  for (let at = to; !passed.has(at);) {
    if (at === from) return at !== to;
    passed.add(at);
    if (comesFirst(columns, from, at, order)) return true;
    if (!readsCommitted) return false;
    const before = history.readsOf(at).find((read) => read.key === key && read.isExternal);
    if (before === undefined || before.writer < 0) return false;
    at = before.writer;
  }
  return false;
}
