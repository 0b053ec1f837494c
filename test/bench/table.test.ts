/**
 * What the benchmark calls a failure: a wrong or missing answer first, then a limit that is passed.
 */

import { expect, test } from 'vitest';
import type { Measurement } from '../../bench/linearizability/measurement.js';
import { allRows, type Row } from '../../bench/linearizability/rows.js';
import {
  growthLines,
  headerLine,
  resultLine,
  standingOf,
} from '../../bench/linearizability/table.js';

const rows = allRows();
const row = rows.find(({ limits }) => limits.checkSeconds !== undefined)!;

const measured = (changes: Partial<Measurement> = {}): Measurement => ({
  verdict: row.expected,
  algorithm: 'zones',
  configurations: 0,
  operations: 1_000_000,
  totalSeconds: 2,
  checkSeconds: 0.2,
  peakMb: 300,
  ...changes,
});

const standing = (changes: Partial<Measurement>, baseline?: Partial<Measurement>): string =>
  standingOf({
    row,
    measurement: measured(changes),
    ...(baseline === undefined ? {} : { baseline: measured(baseline) }),
  });

test('a wrong answer weighs more than a slow one', () => {
  expect(standing({})).toBe('ok');
  expect(standing({ totalSeconds: 2.6 })).toBe('OVER');
  expect(standing({ checkSeconds: 0.31 })).toBe('OVER');
  expect(standing({ peakMb: 801 })).toBe('OVER');
  expect(standing({ verdict: 'unknown', totalSeconds: 9 })).toBe('UNKNOWN');
  const other = row.expected === 'legal' ? 'illegal' : 'legal';
  expect(standing({ verdict: other, totalSeconds: 9 })).toBe('WRONG');
  expect(standing({ verification: { seconds: 1, problems: ['no order'] } })).toBe('WRONG');
  expect(standing({}, { verdict: 'stopped' })).toBe('ok');
  expect(standing({}, { verdict: other })).toBe('WRONG');
});

test('a row without a measurement says why', () => {
  expect(standingOf({ row, remark: 'give --corpus DIR' })).toBe('NOT RUN');
  expect(standingOf({ row, remark: 'no violation could be made certain' })).toBe('NONE');
  expect(standingOf({ row, remark: 'Error: killed' })).toBe('FAILED');
});

test('the ratio is a bound where the classic search was stopped', () => {
  const line = (verdict: Measurement['verdict']): string =>
    resultLine(
      { row, measurement: measured(), baseline: measured({ verdict, totalSeconds: 10 }) },
      0.5,
    );
  expect(line('legal')).toMatch(/ 2\.00 +2\.5 +0\.20 +4\.0 +300 +10\.00 +300 +5\.0x +1\.0x +ok/);
  expect(line('stopped')).toMatch(/ >10\.00 +300 +>=5\.0x +>=1\.0x +ok/);
  expect(headerLine()).toContain('classic s');
});

test('growth compares a row with the one of ten times its size', () => {
  const isRegister = ({ name, source }: Row): boolean =>
    name === row.name && source.kind === 'generated' && source.clients === 5;
  const results = rows.filter(isRegister).map((each) => ({
    row: each,
    measurement: measured({
      totalSeconds:
        each.source.kind === 'generated' && each.source.operations === 1_000_000 ? 1.3 : 0.1,
    }),
  }));
  const growth = growthLines(results);
  expect(growth.lines).toHaveLength(4);
  expect(growth.lines[0]).toMatch(/13\.0x +1\.0x +OVER/);
  expect(growth.isOver).toBe(true);
  expect(growthLines(results.slice(0, 4)).lines).toEqual([]);
});

test('every log-linear family has both sizes', () => {
  const loglinear = rows.filter(({ isLogLinear }) => isLogLinear);
  const results = loglinear.map((each) => ({ row: each, measurement: measured() }));
  expect(growthLines(results).lines).toHaveLength(loglinear.length / 2);
});
