/**
 * Examples: what tells the levels apart, and what is said of a violation.
 */

import { describe, expect, it } from 'vitest';
import type { LevelAnswer } from '../../../../../checkers/transactions/levels/level.js';
import type { OracleHistory } from '../../../oracle/transactions/weak-levels.js';
import { holdsByClocks } from './clocks-alone.js';
import { example, KEYS } from './example.js';
import { AXIOMS, decideWeakLevel, ORDERS } from './levels.js';
import { observationOf } from './observation-of.js';

const { x, y } = KEYS;

type Options = Parameters<typeof decideWeakLevel>[2];

/** The answer for a level written as `causal session`. */
function decide(history: OracleHistory, name: string, options?: Options): LevelAnswer {
  const axiom = AXIOMS.find((each) => name.startsWith(each))!;
  const order = ORDERS.find((each) => name.endsWith(each))!;
  return decideWeakLevel(observationOf(history), { axiom, order }, options);
}

/** Names of the levels that are violated. */
function violated(history: OracleHistory): string[] {
  return AXIOMS.flatMap((axiom) => ORDERS.map((order) => `${axiom} ${order}`)).filter(
    (name) => decide(history, name).kind === 'violated',
  );
}

function reasonOf(answer: LevelAnswer): string {
  return answer.kind === 'unknown' ? answer.reason : answer.kind;
}

function levels(axioms: readonly string[], orders: readonly string[]): string[] {
  return axioms.flatMap((axiom) => orders.map((order) => `${axiom} ${order}`));
}

const [RC, MAV, RA, CAUSAL] = AXIOMS as readonly [string, string, string, string];

describe('levels are told apart', () => {
  it.each<[string, OracleHistory, string[]]>([
    [
      'by reads that go round in a circle',
      example('at once', '0: w x 1, r y 2', '1: w y 2, r x 1'),
      levels(AXIOMS, ORDERS),
    ],
    [
      'by a later read that misses what was seen',
      example('at once', '0: w x 1, w y 2', '1: r y 2, r x -'),
      levels([MAV, RA, CAUSAL], ORDERS),
    ],
    [
      'by an earlier read that misses what is seen later',
      example('at once', '0: w x 1, w y 2', '1: r x -, r y 2'),
      levels([RA, CAUSAL], ORDERS),
    ],
    [
      'by a key that is read twice',
      example('at once', '0: w x 1', '1: w x 2', '2: r x 1, r x 2'),
      levels([RA, CAUSAL], ORDERS),
    ],
    [
      'by something seen at second hand',
      example('at once', '0: w x 1', '1: r x 1, w y 2', '2: r y 2, r x -'),
      levels([CAUSAL], ORDERS),
    ],
    [
      'by a process that misses its own write',
      example('at once', '0: w x 1', '0: r x -'),
      levels([RA, CAUSAL], ['session', 'realtime']),
    ],
    [
      'by the order of processes',
      example('at once', '0: r x 1', '0: w x 1'),
      levels(AXIOMS, ['session', 'realtime']),
    ],
    [
      'by real time',
      example('apart', '0: w x 1', '1: w x 2, w y 3', '2: r y 3, r x 1'),
      levels([MAV, RA, CAUSAL], ['realtime']),
    ],
    [
      'not by a stale read of something not seen',
      example('apart', '0: w x 1', '1: w x 2', '2: r x 1'),
      [],
    ],
    [
      'not by write skew, as in the documentation of dbcop',
      example('at once', '0: r x -, r y -, w x 1', '1: r x -, r y -, w y 2', '2: r x 1, r y 2'),
      [],
    ],
    [
      'not by a long fork',
      example('at once', '0: w x 1', '1: w y 2', '2: r x 1, r y -', '3: r x -, r y 2'),
      [],
    ],
  ])('%s', (_, history, names) => {
    expect(violated(history)).toEqual(names);
  });
});

describe('transactions without an answer', () => {
  it('count when they were read, and follow what came before in their process', () => {
    const history = example('apart', '0: w x 1', '0! w y 2', '1: r y 2, r x -');
    expect(violated(history)).toEqual(levels([CAUSAL], ['session', 'realtime']));
  });

  it('are followed by nothing, not even in real time', () => {
    const late = example('apart', '0! w x 1', '0: r x -', '0: r x 1');
    expect(violated(late)).toEqual([]);
  });

  it('are not seen by those who see what the process did later', () => {
    const history = example(
      'at once',
      '2: r x 1',
      '0: w z 1',
      '0! w x 1',
      '0: w y 2',
      '1: r y 2, r x -',
    );
    expect(decide(history, 'causal session').kind).toBe('holds');
    expect(holdsByClocks(observationOf(history), 'session')).toBe(true);
  });

  it('are left out when nobody read them', () => {
    expect(decide(example('apart', '0! w x 1', '1: r x -'), 'causal realtime')).toEqual({
      kind: 'holds',
      order: Int32Array.of(1),
      configurations: 0,
    });
  });
});

describe('transactions that write very many keys', () => {
  const loaded: OracleHistory = [
    {
      ...example('apart', '0: w x 1')[0]!,
      micros: Array.from({ length: 40 }, (_, key) => ({ f: 'w', key, value: key })),
    },
    {
      ...example('apart', '0: w x 1', '1: w x 2')[1]!,
      micros: [
        { f: 'r', key: 38, value: 38 },
        { f: 'r', key: 39, value: null },
      ],
    },
  ];

  it('are seen as a whole', () => {
    expect(violated(loaded)).toEqual(levels([MAV, RA, CAUSAL], ORDERS));
  });
});

describe('orders of versions that are known', () => {
  it('order commits', () => {
    const history = example('at once', '0: a x 1, a y 1', '1: a x 2, a y 2', '2: r x 1 2, r y 2 1');
    expect(decide(history, 'read-committed none')).toEqual({
      kind: 'violated',
      // The reader is needed: without it no order is known.
      involved: Int32Array.of(1, 2, 3),
      cycle: [
        { kind: 'ww-known', from: 1, to: 2, key: x },
        { kind: 'ww-known', from: 2, to: 1, key: y },
      ],
      configurations: 0,
    });
  });

  it('end with the appends that nobody read', () => {
    const history = example('apart', '0: a x 1', '1: a x 2', '2: r x 2');
    expect(violated(history)).toEqual(levels(AXIOMS, ['realtime']));
  });
});

describe('evidence', () => {
  it('leads along a shortest path of what was seen, however long the process', () => {
    const others = Array.from({ length: 50 }, (_, at) => `0: w z ${at + 10}`);
    const history = example('at once', '0: w x 1', ...others, '0: w y 2', '1: r y 2, r x -');
    expect(decide(history, 'causal session')).toEqual({
      kind: 'violated',
      involved: Int32Array.of(1, 52, 53),
      cycle: [
        { kind: 'ww', from: 1, to: 0, key: x, reader: 53, seen: [1, 52, 53] },
        { kind: 'ww-known', from: 0, to: 1, key: x },
      ],
      configurations: 0,
    });
  });

  it('is the smallest of several', () => {
    const history = example(
      'at once',
      '0: w x 1',
      '1: r x 1, w y 1',
      '2: r y 1, r x -',
      '3: w z 1',
      '4: r z 1, r z -',
    );
    expect(decide(history, 'causal none')).toMatchObject({ involved: Int32Array.of(4, 5) });
  });

  it('names what was read, the process and real time', () => {
    const history = example('apart', '0: r x 1', '1: w y 2', '2: r y 2, w x 1');
    expect(decide(history, 'read-committed realtime')).toMatchObject({
      cycle: [
        { kind: 'realtime', from: 1, to: 3 },
        { kind: 'wr', from: 3, to: 1, key: x },
      ],
    });
    const inProcess = example('at once', '0: r x 1', '0: w y 2', '0: w x 1');
    expect(decide(inProcess, 'read-committed session')).toMatchObject({
      cycle: [
        { kind: 'process', from: 1, to: 3 },
        { kind: 'wr', from: 3, to: 1, key: x },
      ],
    });
  });
});

describe('budgets', () => {
  /** Everybody reads the initial state of what others write. */
  const stale = example(
    'at once',
    ...Array.from({ length: 60 }, (_, at) => `${at}: w x ${at + 1}`),
    ...Array.from({ length: 60 }, (_, at) => `${at + 60}: r x -`),
  );

  it('says what would help', () => {
    const little = { configurationsMax: 1, bytesMax: 0 };
    const answer = decide(stale, 'causal none', little);
    expect(answer.kind).toBe('unknown');
    expect(reasonOf(answer)).toMatch(/more than 1000 steps; allow more configurations/);
    expect(decide(stale, 'causal session', little).kind).toBe('unknown');
    expect(decide(stale, 'causal none').kind).toBe('holds');
  });

  it('keeps clocks where they fit', () => {
    const enough = { configurationsMax: 0, bytesMax: 2 ** 20 };
    expect(decide(stale, 'causal session', enough).kind).toBe('holds');
    expect(decide(stale, 'causal realtime', enough).kind).toBe('holds');
  });

  it('stops when told to', () => {
    const answer = decide(stale, 'causal session', { shouldStop: () => true });
    expect(reasonOf(answer)).toMatch(/told to stop/);
  });
});

it('refuses levels that are not weak', () => {
  const observation = observationOf(example('apart', '0: w x 1'));
  expect(() => decideWeakLevel(observation, { axiom: 'prefix', order: 'none' })).toThrow(
    RangeError,
  );
});

it('keeps the names of the axioms', () => {
  expect([RC, MAV, RA, CAUSAL]).toEqual([
    'read-committed',
    'monotonic-atomic-view',
    'read-atomic',
    'causal',
  ]);
});
