/**
 * Histories as examples are written: `0: w x 1, r y -` is a transaction of process 0, `0! w x 1`
 * one without an answer, `a x 1` appends and `r x 1 2` reads a list; `-` is the initial state.
 */

import type { OracleMicro } from '../../../oracle/transactions/transactions.js';
import type { OracleHistory } from '../../../oracle/transactions/weak-levels.js';

/** Numbers of the keys. */
export const KEYS = { x: 0, y: 1, z: 2 } as const;

/** Transactions that run one after another, or those of different processes all at once. */
export function example(timing: 'apart' | 'at once', ...lines: readonly string[]): OracleHistory {
  const started = new Map<number, number>();
  const count = lines.length;
  return lines.map((line, at) => {
    const [, process, mark, text] = /^(\d+)([:!]) (.*)$/.exec(line)!;
    const isList = lines.some((other) => other.includes('a '));
    const round = started.get(Number(process)) ?? 0;
    started.set(Number(process), round + 1);
    const first = timing === 'apart' ? 2 * at : 2 * count * round + at;
    return {
      process: Number(process),
      outcome: mark === '!' ? 'info' : 'ok',
      call: first,
      return: timing === 'apart' ? first + 1 : first + count,
      micros: text!.split(', ').map((each) => micro(each, isList)),
    };
  });
}

function micro(text: string, isList: boolean): OracleMicro {
  const [f, name, ...values] = text.split(' ');
  const key = KEYS[name as keyof typeof KEYS];
  if (f === 'w') return { f, key, value: Number(values[0]) };
  if (f === 'a') return { f: 'append', key, value: Number(values[0]) };
  const seen = values[0] === '-' ? [] : values.map(Number);
  return { f: 'r', key, value: isList ? seen : (seen[0] ?? null) };
}
