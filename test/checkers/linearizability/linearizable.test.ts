/**
 * The checker as its user meets it: verdicts, certificates, options and errors.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { ModelError, type Call } from '../../../checkers/model.js';
import { casRegister } from '../../../checkers/models/cas-register.js';
import { register } from '../../../checkers/models/register.js';
import type { Operation } from '../../../src/history/operation.js';
import { historyOf, type Row } from '../oracle/rows.js';

const check = (rows: readonly Row[]) =>
  linearizable(register({ initial: 0 })).check(historyOf(rows));

describe('a legal history', () => {
  test('gets its order', () => {
    const verdict = check([
      ['read', null, 1, 0, 3],
      ['write', 1, null, 1, 2],
    ]);
    expect(verdict).toMatchObject({
      kind: 'legal',
      checker: 'linearizable',
      certificate: { kind: 'linearization', parts: [{ order: Int32Array.of(1, 0) }] },
    });
  });

  test('without operations is legal', () => {
    expect(check([])).toMatchObject({ kind: 'legal', certificate: { parts: [] } });
  });

  test('a crashed write may take effect late, or never', () => {
    const late: Row[] = [
      ['write', 1, null, 0],
      ['read', null, 0, 1, 2],
      ['read', null, 1, 3, 4],
    ];
    expect(check(late).kind).toBe('legal');
    expect(check(late.slice(0, 2))).toMatchObject({
      certificate: { parts: [{ order: Int32Array.of(1) }] },
    });
    expect(check([...late, ['read', null, 0, 5, 6]]).kind).toBe('illegal');
  });

  test('more crashed operations of one kind than a byte can count', () => {
    const rows: Row[] = [];
    for (let round = 0; round < 300; round++) rows.push(['write', 1, null, round]);
    for (let round = 0; round < 300; round++) {
      const at = 300 + 4 * round;
      rows.push(['write', 0, null, at, at + 1], ['read', null, 1, at + 2, at + 3]);
    }
    expect(check(rows).kind).toBe('legal');
    const once = [...rows, ['write', 0, null, 1500, 1501], ['read', null, 1, 1502, 1503]] as Row[];
    expect(check(once).kind).toBe('illegal');
  });

  test('equal ranks are concurrent', () => {
    const rows: Row[] = [
      ['write', 1, null, 0, 2],
      ['read', null, 0, 2, 3],
    ];
    expect(check(rows).kind).toBe('legal');
  });
});

describe('an illegal history', () => {
  const history = historyOf([
    ['write', 1, null, 0, 1],
    ['read', null, 0, 2, 3],
  ]);
  const verdict = linearizable(register({ initial: 0 }), { monitors: false }).check(history);

  test('carries the configurations of every return', () => {
    expect(verdict).toMatchObject({
      kind: 'illegal',
      certificate: {
        kind: 'exhaustion',
        stuck: 1,
        states: ['0', '1'],
        levels: [
          {
            returning: 0,
            configurations: [
              { state: 0, taken: [] },
              { state: 1, taken: [0] },
            ],
          },
          { returning: 1, configurations: [{ state: 1, taken: [] }] },
        ],
      },
    });
  });

  test('survives JSON, as the lazy certificate is a plain value', () => {
    const text = JSON.stringify(verdict);
    expect(JSON.parse(text)).toMatchObject({ certificate: { levels: [{}, {}] } });
    expect(structuredClone(verdict)).toEqual(JSON.parse(text));
  });
});

describe('what a user can get wrong', () => {
  test('a function the model does not know', () => {
    const run = () => linearizable(register()).check(historyOf([['enqueue', 3, null, 0, 1]]));
    expect(run).toThrow(ModelError);
    expect(run).toThrow('model register knows read, write; operation #0 of process 0 is enqueue 3');
  });

  test('a step that answers nothing', () => {
    const model = { ...register(), step: (() => undefined) as never };
    const checker = linearizable(model, { monitors: false });
    const run = () => checker.check(historyOf([['read', null, 3, 0, 1]]));
    expect(run).toThrow('model register returned no state for read');
  });
});

describe('failures', () => {
  const failed = (error: number): readonly Operation[] => {
    const { operations } = historyOf([
      ['write', 1, null, 0, 1],
      ['cas', [1, 2], null, 2, 3],
    ]);
    return [operations[0]!, { ...operations[1]!, outcome: 'fail', error }];
  };

  test('are ignored, or observed where they have a reason', () => {
    const ignoring = linearizable(casRegister());
    const observing = linearizable(casRegister(), { failures: 'observe' });
    expect(ignoring.check({ operations: failed(22) }).kind).toBe('legal');
    expect(observing.check({ operations: failed(22) }).kind).toBe('illegal');
    expect(observing.check({ operations: failed(20) }).kind).toBe('illegal');
    expect(observing.check({ operations: failed(11) }).kind).toBe('legal');
  });

  test("by a reader of one's own", () => {
    const failureReason = () => 'compare-failed' as const;
    const observing = linearizable(casRegister(), { failures: 'observe', failureReason });
    expect(observing.check({ operations: failed(0) }).kind).toBe('illegal');
  });
});

describe('parts', () => {
  const rows: Row[] = [
    ['write', 1, null, 0, 1],
    ['read', null, 0, 2, 3],
  ];
  const { operations } = historyOf(rows);
  const keyed = { operations: operations.map((each, at) => ({ ...each, key: `k${at}` })) };

  test('are the keys by default', () => {
    const checker = linearizable(register({ initial: 0 }));
    const parts = [
      { key: 'k0', order: Int32Array.of(0) },
      { key: 'k1', order: Int32Array.of(1) },
    ];
    expect(checker.check(keyed)).toMatchObject({ kind: 'legal', certificate: { parts } });
  });

  test('are what the model says', () => {
    const model = register({ initial: 0 });
    const whole = linearizable({ ...model, partition: false });
    expect(whole.check(keyed).kind).toBe('illegal');
    const byFunction = linearizable({ ...model, partition: (call: Call) => call.f });
    expect(byFunction.check({ operations })).toMatchObject({
      kind: 'legal',
      certificate: { parts: [{ key: 'write' }, { key: 'read' }] },
    });
  });

  test('an easy illegal one is found beside a hopeless one', () => {
    const hard: Row[] = Array.from({ length: 40 }, (_, at) => {
      const from = at % 7;
      return ['cas', [from, (from + 1 + (at % 5)) % 7], null, at];
    });
    const rounds = Array.from({ length: 24 }, (_, round): Row[] => [
      ['write', 0, null, 50 + 4 * round, 51 + 4 * round],
      ['read', null, 1 + (round % 6), 52 + 4 * round, 53 + 4 * round],
    ]);
    const easy = Array.from({ length: 200 }, (_, at): Row => [
      'write',
      at,
      null,
      200 + 2 * at,
      201 + 2 * at,
    ]);
    const rows: Row[] = [...hard, ...rounds.flat(), ...easy, ['read', null, 7, 700, 701]];
    const { operations } = historyOf(rows);
    const mixed = operations.map((each) => ({ ...each, key: each.id < 88 ? 'hard' : 'easy' }));
    expect(linearizable(casRegister()).check({ operations: mixed })).toMatchObject({
      kind: 'illegal',
      anomalies: [{ key: 'easy' }],
    });
  });
});
