/**
 * The anomalies that tell the levels apart, each as its smallest history.
 */

import { describe, expect, test } from 'vitest';
import type {
  CommitOrder,
  LevelAnswer,
} from '../../../../../checkers/transactions/levels/level.js';
import type { OracleMicro, OracleTransaction } from '../../../oracle/transactions/transactions.js';
import { observationOf } from '../weak/observation-of.js';
import { decideStrongLevel } from './engine.js';
import { AXIOMS, type StrongAxiom } from './brute-force-comparison.js';

/** `1 wx1 ry-` is process 1, which wrote 1 to x and read nothing from y; `1?` crashed. */
function history(...lines: readonly string[]): OracleTransaction[] {
  return lines.map((line, at) => {
    const [process = '', ...words] = line.split(' ');
    return {
      process: Number.parseInt(process, 10),
      outcome: process.endsWith('?') ? 'info' : 'ok',
      micros: words.map((word): OracleMicro => {
        const key = 'xyz'.indexOf(word[1]!);
        const value = word[2] === '-' ? null : Number(word.slice(2));
        return word[0] === 'w' ? { f: 'w', key, value: value! } : { f: 'r', key, value };
      }),
      // One after the other, unless a test says otherwise.
      call: 2 * at,
      return: 2 * at + 1,
    };
  });
}

function answerOf(
  transactions: readonly OracleTransaction[],
  axiom: StrongAxiom,
  order: CommitOrder = 'none',
): LevelAnswer {
  return decideStrongLevel(observationOf(transactions), { axiom, order });
}

function kindsOf(transactions: readonly OracleTransaction[], order: CommitOrder = 'none'): string {
  return AXIOMS.map((axiom) => answerOf(transactions, axiom, order).kind).join(' ');
}

describe('levels', () => {
  test('write skew is no violation of snapshot isolation', () => {
    const skew = history('1 wx1 wy1', '2 rx1 ry1 wx2', '3 rx1 ry1 wy2');
    expect(kindsOf(skew, 'session')).toBe('holds holds violated');
    const answer = answerOf(skew, 'serializable');
    expect(answer).toMatchObject({ kind: 'violated', involved: Int32Array.of(1, 2, 3) });
  });

  test('a lost update is no violation of prefix consistency', () => {
    const lost = history('1 wx1', '2 rx1 wx2', '3 rx1 wx3');
    expect(kindsOf(lost)).toBe('holds violated violated');
    expect(answerOf(lost, 'snapshot-isolation')).toMatchObject({
      kind: 'violated',
      involved: Int32Array.of(1, 2, 3),
    });
  });

  test('a long fork is a violation of all three', () => {
    const fork = history('1 wx1', '2 wy1', '3 rx1 ry-', '4 rx- ry1');
    expect(kindsOf(fork)).toBe('violated violated violated');
    expect(answerOf(fork, 'prefix')).toMatchObject({
      cycle: [
        { kind: 'wr', from: 1, to: 3, key: 0 },
        { kind: 'rw', from: 3, to: 2, key: 1 },
        { kind: 'wr', from: 2, to: 4, key: 1 },
        { kind: 'rw', from: 4, to: 1, key: 0 },
      ],
    });
  });

  test('what one transaction reads does not change', () => {
    expect(kindsOf(history('1 wx1', '2 wx2', '3 rx1 rx2'))).toBe('violated violated violated');
    expect(kindsOf(history('1 wx1', '2 rx- rx1'))).toBe('violated violated violated');
  });

  test('a stale read is a violation only where commits have an order', () => {
    const stale = history('1 wx1', '1 wx2', '1 rx1');
    expect(kindsOf(stale, 'none')).toBe('holds holds holds');
    expect(kindsOf(stale, 'session')).toBe('violated violated violated');
    const others = history('1 wx1', '2 wx2', '3 rx1');
    expect(kindsOf(others, 'session')).toBe('holds holds holds');
    expect(kindsOf(others, 'realtime')).toBe('violated violated violated');
  });

  test('real time includes the order of a process where calls were not recorded', () => {
    const stale = history('1 wx1', '1 wx2', '1 rx1');
    const observation = observationOf(stale);
    const columns = { ...observation.columns, call: new Int32Array(3).fill(-1) };
    const level = { axiom: 'serializable', order: 'realtime' } as const;
    const answer = decideStrongLevel({ ...observation, columns }, level);
    expect(answer).toMatchObject({ kind: 'violated', involved: Int32Array.of(1, 2, 3) });
  });

  test('a crashed transaction that somebody read takes effect at once or not', () => {
    const fractured = history('1? wx1 wy1', '2 rx1 ry-');
    expect(kindsOf(fractured)).toBe('violated violated violated');
    expect(kindsOf(history('1? wx1 wy1', '2 rx- ry-'))).toBe('holds holds holds');
    expect(kindsOf(history('1? wx1', '2 rx-', '2 rx1'), 'realtime')).toBe('holds holds holds');
  });
});

describe('answers', () => {
  test('nothing is of every level', () => {
    const answer = answerOf([], 'serializable');
    expect(answer).toEqual({ kind: 'holds', order: new Int32Array(0), configurations: 0 });
  });

  test('orders of commits come with snapshots, except serial ones', () => {
    const skew = history('1 wx1 wy1', '2 rx1 ry1 wx2', '3 rx1 ry1 wy2');
    expect(answerOf(skew, 'snapshot-isolation')).toEqual({
      kind: 'holds',
      order: Int32Array.of(1, 2, 3),
      snapshots: Int32Array.of(0, 1, 1),
      configurations: 0,
    });
    expect(answerOf(history('1 wx1', '2 rx-'), 'serializable')).toEqual({
      kind: 'holds',
      order: Int32Array.of(2, 1),
      configurations: 0,
    });
  });

  test('whoever asks for a weaker axiom is told so', () => {
    const ask = (): LevelAnswer =>
      decideStrongLevel(observationOf([]), { axiom: 'causal', order: 'none' });
    expect(ask).toThrow(RangeError);
  });
});
