/**
 * Agreement on hand-made notes, and beside every pair of many.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreement } from '../../../checkers/invariants/index.js';
import { traceOf, type Said } from './trace-of.js';

function decides(node: string, instance: string, value: string): Said {
  return [node, 'decided', { instance, value }];
}

function kindOf(...said: readonly Said[]): string {
  return agreement.check(traceOf(...said)).kind;
}

describe('agreement', () => {
  test('holds where nobody decides, and means nothing to notes of another shape', () => {
    expect(agreement.check(traceOf())).toMatchObject({ kind: 'legal', effort: { judged: 0 } });
    const strange: Said[] = [
      ['n0', 'decided', { instance: 't1' }],
      ['n0', 'decided', { value: 'commit' }],
      ['n0', 'undecided', { instance: 't1', value: 'commit' }],
      ['n1', 'undecided', { instance: 't1', value: 'abort' }],
    ];
    expect(kindOf(...strange)).toBe('legal');
  });

  test('different instances, and the same decision again, are legal', () => {
    const said = [
      decides('n0', 't1', 'commit'),
      decides('n1', 't2', 'abort'),
      decides('n1', 't1', 'commit'),
    ];
    expect(kindOf(...said)).toBe('legal');
  });

  test('two decisions of one instance are not, a change of mind included', () => {
    expect(kindOf(decides('n0', 't1', 'commit'), decides('n0', 't1', 'abort'))).toBe('illegal');
    const said = [
      decides('n0', 't1', 'commit'),
      decides('n1', 't2', 'abort'),
      decides('n2', 't1', 'abort'),
    ];
    const verdict = agreement.check(traceOf(...said));
    if (verdict.kind !== 'illegal') throw new Error(verdict.kind);
    expect(verdict.anomalies[0]).toMatchObject({
      kind: 'disagreement',
      message: 'n0 decided "commit" for t1, and n2 "abort"',
    });
    expect(verdict.certificate).toMatchObject({ records: [0, 2] });
  });

  test('says what every pair of decisions says, of 1,000 traces', () => {
    const decision = fc.tuple(
      fc.constantFrom('n0', 'n1', 'n2'),
      fc.constantFrom('t1', 't2', 't3'),
      fc.constantFrom('commit', 'commit', 'abort'),
    );
    const counts = { legal: 0, illegal: 0, unknown: 0 };
    for (const all of fc.sample(fc.array(decision, { maxLength: 6 }), {
      seed: 1,
      numRuns: 1_000,
    })) {
      const isWrong = all.some(([, one, value]) =>
        all.some(([, other, decided]) => one === other && value !== decided),
      );
      const { kind } = agreement.check(traceOf(...all.map((each) => decides(...each))));
      expect(kind).toBe(isWrong ? 'illegal' : 'legal');
      counts[kind]++;
    }
    expect(Math.min(counts.legal, counts.illegal)).toBeGreaterThan(200);
  });
});
