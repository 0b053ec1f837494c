/**
 * Histories on one line each, for tests: `w x 1, r y -` is a transaction that wrote 1 to x and read
 * the initial state of y; `fail: w x 1` one that was rolled back, `info: w x 1` one without answer.
 */

import { columnsOf, type Columns, type Micro, type Transaction } from './columns-of.js';

/** Micro-operations from text. */
export function micros(text: string): Micro[] {
  if (text === '') return [];
  return text.split(', ').map((part): Micro => {
    const [f, key, value] = part.split(' ');
    return [f === 'w' ? 'w' : 'r', key!, value === '-' ? null : Number(value)];
  });
}

function transaction(text: string, process: number): Transaction {
  const [outcome, body] = text.includes(': ') ? text.split(': ') : ['ok', text];
  return { process, outcome: outcome as 'ok', micros: micros(body!) };
}

/** Transactions one after the other, each of a process of its own. */
export function oneByOne(...texts: string[]): Columns {
  return columnsOf(texts.map((text, at) => transaction(text, at)));
}

/** Transactions all at once, each of a process of its own. */
export function allAtOnce(...texts: string[]): Columns {
  return columnsOf(
    texts.map((text, at) => ({
      ...transaction(text, at),
      call: at,
      return: texts.length + at,
    })),
  );
}

/** Transactions one after the other, all of process 0. */
export function ofOneProcess(...texts: string[]): Columns {
  return columnsOf(texts.map((text) => transaction(text, 0)));
}
