/**
 * The words of an illegal verdict: the classical argument where each value was written once, else
 * the dead end.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import type { Model } from '../../../checkers/model.js';
import { casRegister } from '../../../checkers/models/cas-register.js';
import { keyValue } from '../../../checkers/models/key-value.js';
import { mutex } from '../../../checkers/models/mutex.js';
import type { Anomaly } from '../../../checkers/verdict.js';
import type { Operation } from '../../../src/history/operation.js';
import { isLinearizable } from '../oracle/brute-force.js';
import { seeded } from '../oracle/random.js';
import { randomHistory } from '../oracle/random-histories.js';
import { historyOf, type Row } from '../oracle/rows.js';

function anomalyOf(rows: readonly Row[], model: Model = casRegister({ initial: 0 })): Anomaly {
  const verdict = linearizable(model).check(historyOf(rows));
  if (verdict.kind !== 'illegal') throw new Error(`expected illegal, got ${verdict.kind}`);
  expect(verdict.anomalies).toHaveLength(1);
  expect(verdict.anomalies[0].kind).toBe('non-linearizable');
  return verdict.anomalies[0];
}

describe('where each value was written once', () => {
  test('new/old inversion', () => {
    const anomaly = anomalyOf([
      ['write', 1, null, 0, 9],
      ['read', null, 1, 1, 2],
      ['read', null, 0, 3, 4],
    ]);
    expect(anomaly).toMatchObject({
      message: 'new/old inversion: #2 read 0 after 1 had replaced it',
      operations: [0, 1, 2],
      explanation: [
        '#1 returned 1, so #0 had taken effect by then.',
        'However #2 began after #1 returned and read 0, the value before #0: a contradiction.',
      ],
    });
  });

  test('stale read, after a value that was itself seen to be there first', () => {
    const anomaly = anomalyOf([
      ['write', 1, null, 0, 1],
      ['write', 2, null, 2, 3],
      ['read', null, 2, 4, 9],
      ['read', null, 1, 5, 6],
    ]);
    expect(anomaly).toMatchObject({
      message: 'stale read: #3 read 1 after 2 had replaced it',
      operations: [0, 1, 3],
      explanation: [
        '#0 wrote 1 and returned before #1 began to write 2.',
        '#1 wrote 2 and returned.',
        'However #3 began after #1 returned and read 1, the value before #1: a contradiction.',
      ],
    });
  });

  test('lost write', () => {
    const rows: Row[] = [
      ['write', 1, null, 0, 1],
      ['read', null, 0, 2, 3],
    ];
    expect(anomalyOf(rows).message).toBe('lost write: #1 read 0 after 1 had replaced it');
  });

  test('value nobody wrote', () => {
    const anomaly = anomalyOf([
      ['write', 1, null, 0, 1],
      ['read', null, 7, 2, 3],
    ]);
    expect(anomaly.message).toBe('value nobody wrote: #1 read 7');
    expect(anomaly.operations).toEqual([1]);
  });

  test('read from the future', () => {
    const anomaly = anomalyOf([
      ['read', null, 1, 0, 1],
      ['write', 1, null, 2, 3],
    ]);
    expect(anomaly.message).toBe('read from the future: #0 read 1 before #1 began to write it');
    expect(anomaly.operations).toEqual([1, 0]);
  });

  test('replaced twice', () => {
    const anomaly = anomalyOf([
      ['cas', [0, 1], null, 0, 3],
      ['cas', [0, 2], null, 1, 4],
    ]);
    expect(anomaly.message).toBe('replaced twice: #0 and #1 both replaced 0');
  });

  test('with the key', () => {
    const { operations } = historyOf(
      [
        ['put', 'a', null, 0, 1],
        ['get', null, '', 2, 3],
      ],
      { key: 'x' },
    );
    expect(linearizable(keyValue({ initial: '' })).check({ operations })).toMatchObject({
      anomalies: [
        { key: 'x', message: 'lost write: #1 read "" after "a" had replaced it on key "x"' },
      ],
    });
  });

  test('the operations named are illegal by themselves, and the argument is never missing', () => {
    const random = seeded(21);
    let arguments_ = 0;
    for (let number = 0; number < 20_000; number++) {
      const shape = { operationsMax: 7, crashes: 0.15, keys: 0 };
      const drawn = randomHistory('register', random, 0, shape);
      const operations = renameWrites(drawn.operations);
      const verdict = linearizable(casRegister({ initial: 0 })).check({ operations });
      if (verdict.kind !== 'illegal') continue;
      const { message, operations: named } = verdict.anomalies[0];
      arguments_ += 1;
      expect(message).toMatch(/^(new\/old|stale|lost|value nobody|read from)/);
      const few = operations.filter(({ id }) => named.includes(id));
      expect(isLinearizable('register', few, { initial: 0 })).toBe(false);
    }
    expect(arguments_).toBeGreaterThan(5000);
  });
});

/**
 * Gives each write a value of its own, and each read the value of one of the writes that wrote what
 * it read.
 */
function renameWrites(operations: readonly Operation[]): Operation[] {
  const writers = new Map<unknown, number[]>();
  for (const { id, f, input } of operations) {
    if (f === 'write') writers.set(input, [...(writers.get(input) ?? []), id]);
  }
  return operations.map((operation) => {
    if (operation.f === 'write') return { ...operation, input: 100 + operation.id };
    const found = writers.get(operation.output) ?? [];
    if (operation.output === null || found.length === 0) return operation;
    return { ...operation, output: 100 + found[operation.id % found.length]! };
  });
}

describe('in general', () => {
  test('the dead end of the search is told', () => {
    const anomaly = anomalyOf([
      ['write', 1, null, 0, 1],
      ['write', 2, null, 2, 5],
      ['write', 1, null, 3, 6],
      ['read', null, 3, 4, 7],
      ['write', 3, null, 8, 9],
      ['write', 3, null, 10, 11],
    ]);
    expect(anomaly).toMatchObject({
      message: '#3 (read 3) fits in no order of the operations',
      operations: [1, 2, 3],
      explanation: [
        'What returned before #3 did (3 operations) can be ordered, but in no such order is ' +
          'there a place for #3 (read 3).',
        'After #2 (write 1) the state is 1: read 3, but the register holds 1.',
        'After #1 (write 2) the state is 2: read 3, but the register holds 2.',
      ],
    });
  });

  test('with the one state there is', () => {
    const anomaly = anomalyOf(
      [
        ['acquire', null, null, 0, 1],
        ['acquire', null, null, 2],
        ['acquire', null, null, 3, 4],
      ],
      mutex(),
    );
    expect(anomaly.explanation).toEqual([
      'Apart from #2, 1 acquire had to take effect before it returned.',
      'However no release was called by then, and 1 permit is all there is: a contradiction.',
    ]);
  });
});

test('what was in flight is named where it could change something', () => {
  const anomaly = anomalyOf([
    ['write', 1, null, 0, 1],
    ['cas', [1, 2], null, 2],
    ['cas', [1, 2], null, 3, 9],
    ['read', null, 1, 4, 5],
    ['read', null, 0, 6, 7],
  ]);
  expect(anomaly.operations).toEqual([0, 1, 2, 4]);
  expect(anomaly.explanation.at(-1)).toBe(
    'In flight at its return were #1 (cas [1, 2], crashed), #2 (cas [1, 2]); wherever they are ' +
      'placed, it stays so.',
  );
});

test('control characters are escaped', () => {
  const anomaly = anomalyOf([['read', null, '\u001b[31m', 0, 1]]);
  expect(anomaly.message).toBe('value nobody wrote: #0 read "\\u001b[31m"');
});
