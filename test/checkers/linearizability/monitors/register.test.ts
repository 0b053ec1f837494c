/**
 * The monitor of registers in which no value is written twice: against the oracle, against the
 * search, and in the words it uses. The verifier rechecks every certificate.
 */

import { describe, expect, test } from 'vitest';
import { partition } from '../../../../checkers/linearizability/partition.js';
import type { MonitorAnswer } from '../../../../checkers/linearizability/monitors/monitor.js';
import type { RegisterView } from '../../../../checkers/model.js';
import { casRegister } from '../../../../checkers/models/cas-register.js';
import { keyValue } from '../../../../checkers/models/key-value.js';
import { verify } from '../../../../checkers/verify/verify.js';
import { specificationNamed } from '../../../../checkers/verify/specifications.js';
import { historyOf, type Row } from '../../oracle/rows.js';
import {
  certify,
  compareWithOracle,
  compareWithSearch,
  holdCertificatesAgainstNeighbours,
  modelOf,
  monitor,
  problemsOf,
} from './register-comparison.js';

const OBJECTS = ['register', 'cas-register', 'key-value'] as const;

describe.each(OBJECTS)('%s', (object) => {
  test('agrees with every order of few operations', { timeout: 120_000 }, () => {
    const tally = compareWithOracle(object, 10_000, 41);
    expect(tally.undue).toBe(0);
    expect(tally.declined).toBeLessThan(300);
    expect(tally.legal).toBeGreaterThan(3500);
    expect(tally.illegal).toBeGreaterThan(3500);
    const rules = ['blocks', 'phantom'];
    if (object !== 'register') rules.push('chain', 'cycle', 'present', 'replaced-twice');
    for (const rule of rules) expect(tally.rules[rule]).toBeGreaterThan(50);
  });

  test('agrees with the search on long histories', { timeout: 300_000 }, () => {
    const tally = compareWithSearch(object, 330, 43);
    expect(tally.undue).toBe(0);
    expect(tally.legal).toBeGreaterThan(115);
    expect(tally.illegal).toBeGreaterThan(115);
  });

  test('no certificate holds against a legal history', { timeout: 120_000 }, () => {
    expect(holdCertificatesAgainstNeighbours(object, 2000, 42).refused).toBeGreaterThan(500);
  });
});

function judge(
  rows: readonly Row[],
  nullReads: RegisterView['nullReads'] = 'observed',
): MonitorAnswer {
  const model = casRegister({ initial: 0, nullReads: nullReads ?? 'observed' });
  const [part] = partition(historyOf(rows), model, undefined);
  return monitor.judge(part!, model.object as RegisterView);
}

describe('what it declines', () => {
  test.each<[string, Row[]]>([
    [
      'a value written twice',
      [
        ['write', 1, null, 0, 1],
        ['cas', [0, 1], null, 2, 3],
      ],
    ],
    ['the initial value written', [['write', 0, null, 0, 1]]],
    ['arguments that are no pair', [['cas', 1, null, 0, 1]]],
    [
      'an unequal compare that only a crashed write nobody saw explains',
      [
        ['write', 1, null, 0, 1],
        ['write', 2, null, 2],
        ['cas', [1, 3], false, 3, 4],
      ],
    ],
  ])('%s', (_, rows) => {
    expect(judge(rows)).toBeUndefined();
  });

  test('a function without a role', () => {
    const model = keyValue();
    const [part] = partition(historyOf([['append', 'a', null, 0, 1]]), model, undefined);
    expect(monitor.judge(part!, model.object as RegisterView)).toBeUndefined();
  });
});

describe('orders', () => {
  test('hold crashed writes that were seen, and no others', () => {
    const rows: Row[] = [
      ['write', 1, null, 0],
      ['write', 2, null, 1],
      ['read', null, 2, 2, 3],
    ];
    expect(judge(rows)).toEqual({ kind: 'legal', order: Int32Array.of(1, 2) });
  });

  test('hold what a chain of crashed operations needs', () => {
    const rows: Row[] = [
      ['write', 1, null, 0],
      ['cas', [1, 2], null, 1],
      ['cas', [2, 3], null, 2],
      ['read', null, 3, 3, 4],
    ];
    expect(judge(rows)).toEqual({ kind: 'legal', order: Int32Array.of(0, 1, 2, 3) });
  });

  test('hold reads of null that say nothing', () => {
    const rows: Row[] = [
      ['write', 1, null, 0, 1],
      ['read', null, null, 2, 3],
      ['read', null, 1, 4, 5],
    ];
    expect(judge(rows)?.kind).toBe('illegal');
    const answer = judge(rows, 'ignored');
    expect(answer).toEqual({ kind: 'legal', order: Int32Array.of(0, 1, 2) });
    const certificate = {
      kind: 'linearization',
      parts: [{ order: Int32Array.of(0, 1, 2) }],
    } as const;
    const verdict = { kind: 'legal', certificate } as never;
    const problems = (nullReads: 'observed' | 'ignored'): number =>
      verify(historyOf(rows), verdict, specificationNamed('cas-register', 0, { nullReads })!)
        .length;
    expect(problems('ignored')).toBe(0);
    expect(problems('observed')).toBe(1);
  });

  test('put unequal compares where their value is not', () => {
    const rows: Row[] = [
      ['write', 1, null, 0, 3],
      ['cas', [0, 5], false, 1, 4],
      ['cas', [1, 6], false, 2, 5],
    ];
    expect(judge(rows)).toEqual({ kind: 'legal', order: Int32Array.of(2, 0, 1) });
  });
});

describe('words', () => {
  test.each<[string, Row[], string[]]>([
    [
      'value nobody wrote: #0 replaced 7',
      [
        ['cas', [7, 1], null, 0],
        ['read', null, 1, 1, 2],
      ],
      [
        '#1 read 1, so #0 had taken effect by then.',
        'However #0 replaced 7, which no operation writes: a contradiction.',
      ],
    ],
    [
      'replaced twice: #0 and #1 both replaced 0',
      [
        ['cas', [0, 1], null, 0],
        ['cas', [0, 2], null, 1, 4],
        ['read', null, 1, 2, 5],
      ],
      [],
    ],
    [
      'circular replacement: #1 replaced 2, which was made from 1',
      [
        ['cas', [1, 2], null, 0, 2],
        ['cas', [2, 1], null, 1, 3],
      ],
      [
        '#1 replaced 2 by 1.',
        '#0 replaced 1 by 2.',
        'However nobody else writes 2, so #1 would have to come before itself: a contradiction.',
      ],
    ],
    [
      'interrupted chain: 3 was there between 1 and 2, though compare-and-set alone led from one ' +
        'to the other',
      [
        ['write', 1, null, 0, 1],
        ['cas', [1, 2], null, 2],
        ['write', 3, null, 3, 4],
        ['read', null, 2, 5, 6],
      ],
      [
        '#1 replaced 1 by 2.',
        '#0 wrote 1 and returned before what follows began: #2 wrote 3.',
        '#2 wrote 3 and returned before what follows began: #3 read 2.',
        'However a value is there only once, and values that replace each other leave no room ' +
          'for others between them: a contradiction.',
      ],
    ],
    [
      'missed value: #1 did not find 1, which was there all the time',
      [
        ['write', 1, null, 0, 1],
        ['cas', [1, 2], false, 2, 3],
      ],
      [
        '#0 wrote 1 and returned before #1 began.',
        'Nothing that may have replaced 1 began before #1 returned.',
        'However #1 found another value than 1 in between: a contradiction.',
      ],
    ],
  ])('%s', (message, rows, explanation) => {
    const answer = judge(rows);
    if (answer?.kind !== 'illegal') throw new Error('expected a refutation');
    expect(answer.refutation.message).toBe(message);
    if (explanation.length > 0) expect(answer.refutation.explanation).toEqual(explanation);
  });

  test('a prefix is told again with what came later', () => {
    const model = casRegister({ initial: 0 });
    const view = model.object as RegisterView;
    const rows: Row[] = [
      ['read', null, 1, 0, 1],
      ['write', 1, null, 2, 3],
    ];
    const [whole] = partition(historyOf(rows), model, undefined);
    const [prefix] = partition(historyOf(rows.slice(0, 1)), model, undefined);
    const answer = monitor.judge(prefix!, view);
    if (answer?.kind !== 'illegal') throw new Error('expected a refutation');
    expect(answer.refutation.message).toBe('value nobody wrote: #0 read 1');
    expect(monitor.retell(whole!, view, prefix!, answer.refutation)).toMatchObject({
      rule: 'phantom',
      groups: [[0]],
      message: 'read from the future: #0 read 1 before #1 began to write it',
      shown: [1, 0],
    });
  });
});

describe('the verifier', () => {
  const rows: Row[] = [
    ['write', 1, null, 0, 1],
    ['write', 2, null, 2, 3],
    ['read', null, 1, 4, 9],
  ];
  const certificate = certify(modelOf('cas-register', 0), historyOf(rows))!;

  test.each<[string, Row]>([
    ['a second write of the value', ['write', 1, null, 5, 6]],
    ['a crashed one', ['write', 1, null, 5]],
    ['an operation of another kind', ['append', 'x', null, 5, 6]],
  ])('asks whether there is %s', (_, extra) => {
    expect(problemsOf('cas-register', historyOf(rows), 0, certificate)).toEqual([]);
    expect(problemsOf('cas-register', historyOf([...rows, extra]), 0, certificate)).toHaveLength(1);
  });

  test.each<[string, Row[], { rule: string; until: number; groups: number[][] }]>([
    [
      'that the two chains differ',
      [
        ['write', 1, null, 0, 1],
        ['read', null, 1, 2, 3],
        ['read', null, 1, 4, 5],
      ],
      { rule: 'blocks', until: 2, groups: [[0], [1, 2], [0], [1, 2]] },
    ],
    [
      'that the value was seen after the compare',
      [
        ['write', 1, null, 0, 1],
        ['cas', [1, 2], false, 2, 6],
        ['read', null, 1, 3, 4],
        ['write', 3, null, 5, 7],
      ],
      { rule: 'present', until: 3, groups: [[1], [0], [2]] },
    ],
  ])('asks %s', (_, legal, forged) => {
    const claim = { kind: 'refutation', ...forged } as const;
    expect(judge(legal)?.kind).toBe('legal');
    expect(problemsOf('cas-register', historyOf(legal), 0, claim)).toHaveLength(1);
  });

  test('asks whether the initial value was written', () => {
    const stale: Row[] = [
      ['write', 1, null, 0, 1],
      ['read', null, 0, 2, 9],
    ];
    const refuted = certify(modelOf('register', 0), historyOf(stale))!;
    expect(problemsOf('register', historyOf(stale), 0, refuted)).toEqual([]);
    const written: Row[] = [...stale, ['write', 0, null, 4, 5]];
    expect(problemsOf('register', historyOf(written), 0, refuted)).toHaveLength(1);
    expect(problemsOf('register', historyOf(stale), 5, refuted)).toHaveLength(1);
  });
});
