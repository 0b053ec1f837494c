/**
 * What inference on registers finds in histories of a few transactions, and how it argues.
 */

import { describe, expect, it } from 'vitest';
import type {
  InferenceOptions,
  RegisterInferenceResult,
} from '../../../../checkers/transactions/registers/check-by-inference.js';
import { columnsOf, type Columns } from './columns-of.js';
import { infer } from './infer.js';
import { allAtOnce, micros, ofOneProcess, oneByOne } from './short-history.js';

function kinds(columns: Columns, options?: InferenceOptions): string[] {
  return [...infer(columns, options).anomalies.keys()].sort();
}

/** The argument of the first anomaly of a kind, without the introductions. */
function argument(result: RegisterInferenceResult, kind: string): string[] {
  const [example] = result.anomalies.get(kind)!.examples;
  return example!.explanation.filter((sentence) => !/^T\d is /.test(sentence));
}

describe('cycles of dependencies', () => {
  it.each<[string, Columns, InferenceOptions, string[]]>([
    ['nothing', oneByOne('w x 1', 'r x 1, w x 2', 'r x 2'), { wfrKeys: true }, []],
    ['G1c', allAtOnce('w x 1, r y 1', 'w y 1, r x 1'), {}, ['G1c']],
    [
      'a write skew, where the keys were never written before',
      allAtOnce('r x -, w y 1', 'r y -, w x 1'),
      {},
      ['G2-item'],
    ],
    [
      'a lost update, with the cycle once writes follow reads',
      allAtOnce('w x 1', 'r x 1, w x 2', 'r x 1, w x 3'),
      { wfrKeys: true },
      ['G2-item', 'lost-update'],
    ],
    [
      'lost updates of what was never written',
      allAtOnce('r x -, w x 2', 'r x -, w x 3'),
      {},
      ['G2-item', 'lost-update'],
    ],
    [
      'a long fork',
      allAtOnce('w x 1', 'w y 1', 'r x 1, r y -', 'r y 1, r x -'),
      {},
      ['G-nonadjacent-item', 'long-fork'],
    ],
    [
      'a skewed read',
      allAtOnce('w x 1, w y 1', 'r x 1, w x 2, r y 1, w y 2', 'r x 1, r y 2'),
      { wfrKeys: true },
      ['G-single-item'],
    ],
    [
      'nothing of that without the option',
      allAtOnce('w x 1, w y 1', 'r x 1, w x 2, r y 1, w y 2', 'r x 1, r y 2'),
      {},
      [],
    ],
    [
      'a skewed read, by the order of a log',
      allAtOnce('w x 1', 'w x 2, w y 1', 'r x 1, r y 1'),
      {
        transactionOrder: new Map([
          [1, 10],
          [3, 20],
        ]),
      },
      ['G-single-item'],
    ],
    [
      'nothing of that, had the log another order',
      allAtOnce('w x 1', 'w x 2, w y 1', 'r x 1, r y 1'),
      {
        transactionOrder: new Map([
          [1, 20],
          [3, 10],
        ]),
      },
      [],
    ],
    [
      'a stale read of the initial state, in real time',
      oneByOne('w x 1', 'r x -'),
      {},
      ['G-single-item-realtime', 'stale-initial-read-realtime'],
    ],
    [
      'the same of one process',
      ofOneProcess('w x 1', 'r x -'),
      {},
      ['G-single-item-process', 'stale-initial-read-process'],
    ],
    [
      'a stale read, where keys are linearizable',
      oneByOne('w x 1', 'w x 2', 'r x 1'),
      { linearizableKeys: true },
      ['cyclic-versions'],
    ],
    [
      'a transaction without answer, seen in part',
      allAtOnce('info: w x 1, w y 1', 'r x 1, r y -'),
      {},
      ['G-single-item', 'fractured-read'],
    ],
  ])('finds %s', (_, columns, options, expected) => {
    expect(kinds(columns, options)).toEqual(expected);
  });

  it('takes what a broken assumption says for nothing', () => {
    const columns = ofOneProcess('w x 1', 'w x 2', 'r x 1', 'r x 2');
    const result = infer(columns, { sequentialKeys: true, wfrKeys: true });
    expect([...result.anomalies.keys()]).toEqual(['cyclic-versions']);
    expect(result.dropped).toEqual(['sequential-keys']);
    expect(result.assumptions.get('cyclic-versions')).toEqual(['sequential-keys']);
    expect(argument(result, 'cyclic-versions')).toEqual([
      '1 came before 2, because process 0 wrote 1 in T1 before it wrote 2 in T2.',
      'However, 2 came before 1, because process 0 wrote 2 in T2 before it read 1 in T3: ' +
        'a contradiction!',
    ]);
  });

  it('keeps other keys when a read of the initial state breaks an assumption', () => {
    const columns = oneByOne('w x 1', 'r x -', 'w y 1', 'w y 2', 'r y 2');
    const { dropped } = infer(columns, { linearizableKeys: true });
    expect(dropped).toEqual(['linearizable-keys']);
  });

  it('never rests dirty writes on the order of reads and writes', () => {
    const columns = allAtOnce('r y 1, w y 2, w x 1', 'w y 1, r x 1, w x 2');
    expect(kinds(columns, { wfrKeys: true })).toEqual(['G1c']);
  });

  it('sees what goes on at versions that nobody left behind', () => {
    const columns = allAtOnce('r x 1, w x 2, r y 1', 'r y 1, w y 2, r x 1');
    expect(kinds(columns, { wfrKeys: true })).toEqual(['G2-item', 'garbage-read']);
  });

  it('says that values written twice leave a gap', () => {
    const { gaps, anomalies } = infer(oneByOne('w x 1', 'w x 1', 'r x 1'));
    expect(anomalies.size).toBe(0);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toContain('1 on key "x": #0 and #1 may have left it');
  });

  it('says that the budget was spent', () => {
    const columns = allAtOnce('w x 1, r y 1', 'w y 1, r x 1');
    const { gaps } = infer(columns, { stepsMax: 0 });
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toContain('budget');
  });
});

describe('arguments', () => {
  it.each([
    ['G1a', ['fail: w x 5', 'r x 5'], 'T2 read 5 from "x", which T1 wrote and rolled back'],
    ['G1b', ['w x 5, w x 6', 'r x 5'], 'T2 read 5 from "x", which T1 wrote and then overwrote'],
    ['garbage-read', ['r x 5'], 'T1 read 5 from "x", which nobody wrote'],
    ['future-read', ['r x 5, w x 5'], 'T1 read 5 from "x" before it wrote that itself'],
    ['internal', ['w x 5, r x -'], 'T1 read the initial state from "x" after it wrote 5'],
    ['internal', ['w x 5', 'r x -, r x 5'], 'T1 read 5 from "x" after it read the initial state'],
    ['lost-update', ['w x 1', 'r x 1, w x 2', 'r x 1, w x 3'], 'Both T1 and T2 read 1 on key "x"'],
    [
      'fractured-read',
      ['info: w x 1, w y 2', 'r x 1, r y -'],
      'T2 read 1 from "x", which T1 wrote, but of "y", which T1 wrote as well, the initial state',
    ],
  ])('of %s', (kind, texts, expected) => {
    const sentences = argument(infer(allAtOnce(...texts)), kind);
    expect(sentences.join(' ')).toContain(expected);
  });

  it('of a version that follows its read', () => {
    const columns = allAtOnce('w x 1, w y 1', 'r x 1, w x 2, r y 1, w y 2', 'r x 1, r y 2');
    expect(argument(infer(columns, { wfrKeys: true }), 'G-single-item')).toEqual([
      'T1 < T2, because T1 read 1 of "x", which T2 overwrote with 2, since T2 read 1 before it ' +
        'wrote 2.',
      'However, T2 < T1, because T1 read T2\'s write of 2 to "y": a contradiction!',
    ]);
  });

  it('of versions in the order of a process, and of time', () => {
    const transactions = [
      { process: 0, outcome: 'ok' as const, micros: micros('w x 1'), call: 0, return: 3 },
      { process: 0, outcome: 'ok' as const, micros: micros('w x 2, w y 1'), call: 4, return: 6 },
      { process: 1, outcome: 'ok' as const, micros: micros('r x 1, r y 1'), call: 5, return: 7 },
    ];
    const columns = columnsOf(transactions);
    for (const [options, reason] of [
      [{ sequentialKeys: true }, 'process 0 wrote 1 in #0 before it wrote 2 in T2'],
      [
        { linearizableKeys: true },
        '#0, which wrote 1, completed before T2, which wrote 2, was invoked',
      ],
    ] as const) {
      const result = infer(columns, options);
      expect(argument(result, 'G-single-item')[0]).toBe(
        `T1 < T2, because T1 read 1 of "x", which T2 overwrote with 2, since ${reason}.`,
      );
      expect(result.anomalies.get('G-single-item')!.examples[0]!.steps).toMatchObject([
        { kind: 'rw', key: 'x', value: 1, next: 2, from: 2, to: 1 },
        { kind: 'wr', key: 'y', value: 1, next: 1, from: 1, to: 2 },
      ]);
    }
  });

  it('of a read of the initial state after a write', () => {
    const result = infer(ofOneProcess('w x 1', 'r x -'));
    const [example] = result.anomalies.get('stale-initial-read-process')!.examples;
    expect(example!.message).toBe(
      '#1 read the initial state on key "x" after a write of its own process, #0',
    );
    expect(example!.operations).toEqual([0, 1]);
  });
});
