/**
 * Histories of lists in Elle's tiny language: `ax1ry12` appends 1 to x and then reads y as [1, 2];
 * `ry` reads y as empty. A `!` behind a transaction says that it failed, a `?` that it crashed.
 */

import type { Event } from '../../../../src/history/event.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import type { Value } from '../../../../src/history/value.js';

/** A history of lists, in columns. */
export type ListHistory = ReturnType<typeof transactionsOf>;

/** Transactions of processes 0, 1, ... that all run at the same time. */
export function concurrent(...texts: readonly string[]): ListHistory {
  return columnsOf([
    ...texts.map((text, process) => invocation(text, process)),
    ...texts.map((text, process) => completion(text, process)),
  ]);
}

/**
 * Transactions one after the other; each may name its process: `3:ax1`. Without, it is the place in
 * the list.
 */
export function sequential(...texts: readonly string[]): ListHistory {
  return columnsOf(
    texts.flatMap((text, at) => {
      const [, process, rest] = /^(?:(\d+):)?(.*)$/.exec(text)!;
      const who = process === undefined ? at : Number(process);
      return [invocation(rest!, who), completion(rest!, who)];
    }),
  );
}

function columnsOf(events: readonly Omit<Event, 'index'>[]): ListHistory {
  return transactionsOf(
    events.map((event, index) => ({ ...event, index })),
    'list-append',
  );
}

function invocation(text: string, process: number): Omit<Event, 'index'> {
  const value = micros(text).map(([f, key, seen]) => [f!, key!, f === 'r' ? null : seen!]);
  return { type: 'invoke', process, f: 'txn', value };
}

function completion(text: string, process: number): Omit<Event, 'index'> {
  const type = text.endsWith('!') ? 'fail' : text.endsWith('?') ? 'info' : 'ok';
  return { type, process, f: 'txn', value: micros(text) };
}

function micros(text: string): readonly (readonly Value[])[] {
  return Array.from(text.matchAll(/([ar])([a-z])(\d*)/g), ([, f, key, digits]) => {
    const elements = Array.from(digits!, Number);
    return f === 'a' ? ['append', key!, elements[0]!] : ['r', key!, elements];
  });
}
