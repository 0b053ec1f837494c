/**
 * The columns of a page say of every operation what the history says.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Anomaly } from '../../../checkers/verdict.js';
import { toHistory } from '../../../src/history/history.js';
import type { History } from '../../../src/history/operation.js';
import { describeCall, describeResult } from '../../../src/report/operations.js';
import { chosenPlaces } from '../../../src/report/page/chosen-places.js';
import { unpackHistory } from '../../../src/report/page/history-columns.js';
import { historySection } from '../../../src/report/page/history-section.js';
import { longRegister } from './long-register.js';
import { anyHistory } from './recorded.js';

const anomalyOf = (operations: readonly number[]): Anomaly => ({
  kind: 'stale-read',
  message: '',
  operations,
  explanation: [],
});

const historyOf = (operations: number): History => toHistory(longRegister({ operations }));

test('columns and operations agree', () => {
  const property = fc.property(anyHistory, (history) => {
    const { operations } = history;
    const section = historySection(history, undefined);
    const columns = unpackHistory(section.columns);
    const origin = operations[0]?.callNs;
    const us = (ns: number | bigint | undefined): number | undefined =>
      ns === undefined ? undefined : Number((BigInt(ns) - BigInt(origin ?? 0)) / 1000n);
    const hasTimes = origin !== undefined;
    expect(columns.times !== undefined).toBe(hasTimes);
    expect(section.total).toBe(operations.length);
    operations.forEach((operation, at) => {
      expect({
        number: columns.number[at],
        lane: section.lanes[columns.lane[at]!],
        call: section.texts[columns.call[at]!],
        result: section.texts[columns.result[at]!],
        outcome: columns.outcome[at],
        begin: columns.begin[at],
        end: columns.end[at],
        beginUs: columns.times?.beginUs[at],
        endUs: columns.times?.endUs[at],
      }).toEqual({
        number: at + 1,
        lane: `p${operation.process}`,
        call: describeCall(operation),
        result: describeResult(operation),
        outcome: operation.outcome[0],
        begin: operation.call,
        end: operation.return,
        beginUs: us(operation.callNs),
        endUs: hasTimes && operation.return === Infinity ? Infinity : us(operation.returnNs),
      });
    });
  });
  fc.assert(property, { seed: 1, numRuns: 200 });
});

test('times that contradict the order are not shown', () => {
  const event = (type: 'invoke' | 'ok', process: number, timeNs: number) =>
    ({ type, process, f: 'read', value: null, timeNs }) as const;
  const events = [event('invoke', 0, 5000), event('invoke', 1, 4000), event('ok', 0, 9000)];
  const history = toHistory(events.map((one, index) => ({ ...one, index })));
  expect(historySection(history, undefined).columns.beginUs).toBeUndefined();
});

test('who plays which part', () => {
  const history = historyOf(300);
  const { roles } = historySection(history, anomalyOf([7, 99, 12, 5000]));
  expect(roles).toEqual([
    { at: 7, role: 'involved' },
    { at: 12, role: 'offending' },
    { at: 99, role: 'involved' },
  ]);
});

describe('histories that no page can hold', () => {
  test('the region of the anomaly is whole, and the rest is thinned evenly', () => {
    const section = historySection(historyOf(2_000), anomalyOf([900, 1_000]), 200);
    const { size, number } = unpackHistory(section.columns);
    const numbers = Array.from(number);
    expect({ size, total: section.total }).toEqual({ size: 200, total: 2_000 });
    for (let at = 990; at <= 1_010; at++) expect(numbers).toContain(at);
    expect(section.roles).toEqual([
      { at: numbers.indexOf(901), role: 'involved' },
      { at: numbers.indexOf(1_001), role: 'offending' },
    ]);
    const gaps = numbers.slice(1).map((next, at) => next - numbers[at]!);
    expect(Math.max(...gaps)).toBeLessThan(25);
  });

  test('as many as there is room for, ascending, with all that are involved', () => {
    const property = fc.property(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 1, max: 100 }),
      fc.array(fc.nat(399), { maxLength: 20 }),
      (size, most, somewhere) => {
        const involved = somewhere.filter((place) => place < size);
        const places = chosenPlaces(size, involved, most);
        expect(places).toHaveLength(Math.min(size, most));
        expect(places).toEqual([...new Set(places)].sort((left, right) => left - right));
        expect(places.every((place) => place >= 0 && place < size)).toBe(true);
        if (2 * involved.length <= most) expect(places).toEqual(expect.arrayContaining(involved));
      },
    );
    fc.assert(property, { seed: 1, numRuns: 500 });
  });
});

test('a hundred thousand operations take less than three megabytes', () => {
  const section = historySection(historyOf(100_000), undefined);
  expect(JSON.stringify(section).length).toBeLessThan(3_000_000);
  expect(unpackHistory(section.columns).size).toBe(100_000);
});

test('times that no number counts are left out', () => {
  const history = historyOf(2);
  const operations = history.operations.map((operation, at) => ({
    ...operation,
    callNs: at === 0 ? 0 : 1e30,
    returnNs: at === 0 ? 1000 : 2e30,
  }));
  const { columns } = historySection({ ...history, operations }, undefined);
  expect(columns.beginUs).toBeUndefined();
});
