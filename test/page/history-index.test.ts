/**
 * What is in sight of a history, against looking at every operation.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HistoryIndex } from '../../src/browser/history/history-index.js';
import {
  around,
  centred,
  firstStretch,
  moved,
  shows,
  zoomed,
} from '../../src/browser/history/stretch.js';
import { sentenceAbout } from '../../src/browser/history/wording.js';
import { toHistory } from '../../src/history/history.js';
import { unpackHistory } from '../../src/report/page/history-columns.js';
import { historySection } from '../../src/report/page/history-section.js';
import type { HistorySection } from '../../src/report/page/page-data.js';
import { longRegister } from '../report/page/long-register.js';
import { anyHistory } from '../report/page/recorded.js';

function sectionOf(operations: number, involved: readonly number[]): HistorySection {
  const history = toHistory(longRegister({ operations, crashes: 0.02 }));
  const about = { kind: 'x', message: '', explanation: [] };
  return historySection(history, { ...about, operations: involved });
}

const indexOf = (section: HistorySection): HistoryIndex =>
  new HistoryIndex(section, unpackHistory(section.columns));

const LONG = sectionOf(3_000, [40, 1_000, 2_000]);
const index = indexOf(LONG);

describe('a stretch of a history', () => {
  test('has every operation that is open in it, and of old crashes those of the anomaly', () => {
    const property = fc.property(anyHistory, fc.nat(60), fc.nat(20), (history, from, span) => {
      const { operations } = history;
      const involved = operations.filter(({ id }) => id % 7 === 3).map(({ id }) => id);
      const anomaly = { kind: 'x', message: '', explanation: [], operations: involved };
      const small = indexOf(historySection(history, anomaly));
      const expected = operations.filter(({ id, call, return: returned }) => {
        if (call > from + span || returned < from) return false;
        return call >= from || returned !== Infinity || involved.includes(id);
      });
      expect(small.between(from, from + span)).toEqual(expected.map(({ id }) => id));
      const old = operations.filter((one) => one.call < from && one.return === Infinity);
      expect(small.unansweredBefore(from)).toBe(old.length);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('also of a long one, whose blocks are many', () => {
    const { begin, end } = index.columns;
    for (let from = 0; from < index.ranks; from += 97) {
      const expected = Array.from({ length: 3_000 }, (_, at) => at).filter(
        (at) =>
          begin[at]! <= from + 50 &&
          end[at]! >= from &&
          (begin[at]! >= from || end[at] !== Infinity || index.roles.has(at)),
      );
      expect(index.between(from, from + 50)).toEqual(expected);
    }
  });

  test('stays within the history, however it is moved and zoomed', () => {
    const wish = fc.oneof(
      fc.double({ min: -3, max: 3, noNaN: true }).map((share) => ({ share })),
      fc.constantFrom(0.5, 2).map((factor) => ({ factor })),
      fc.nat(9_000).map((rank) => ({ rank })),
      fc.nat(2_999).map((place) => ({ place })),
    );
    const property = fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
      let stretch = firstStretch(index);
      for (const one of wishes) {
        if ('share' in one) stretch = moved(index, stretch, one.share);
        else if ('factor' in one) stretch = zoomed(index, stretch, one.factor);
        else if ('rank' in one) stretch = centred(index, stretch, one.rank);
        else {
          stretch = around(index, one.place, stretch.span);
          expect(shows(stretch, index, one.place)).toBe(true);
        }
        expect(stretch.from).toBeGreaterThanOrEqual(-1);
        expect(stretch.from).toBeLessThan(index.ranks);
        expect(stretch.span).toBeGreaterThanOrEqual(8);
        expect(stretch.span).toBeLessThanOrEqual(600);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });
});

test('opens at the operation that is wrong, or with the whole anomaly where it is small', () => {
  expect(shows(firstStretch(index), index, 2_000)).toBe(true);
  expect(shows(firstStretch(index), index, 1_000)).toBe(false);
  const small = indexOf(sectionOf(3_000, [1_990, 1_995, 2_000]));
  const first = firstStretch(small);
  expect([1_990, 1_995, 2_000].map((at) => shows(first, small, at))).toEqual([true, true, true]);
  const legal = indexOf(sectionOf(50, []));
  expect(firstStretch(legal).from).toBe(-1);
});

test('numbers lead to places, also where operations were left out', () => {
  const history = toHistory(longRegister({ operations: 2_000 }));
  const thin = indexOf(historySection(history, undefined, 100));
  for (let at = 0; at < 100; at++) {
    expect(thin.placeOf(thin.columns.number[at]!)).toBe(at);
    expect(thin.placeOf(thin.columns.number[at]! + 1)).toBe(at === 99 ? undefined : at + 1);
  }
});

test('the strip counts every operation once', () => {
  const { begun, failed } = index.density(40);
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
  expect(sum(begun)).toBe(3_000);
  expect(sum(failed)).toBe(Array.from(index.columns.outcome).filter((one) => one !== 'o').length);
  expect(sum(failed)).toBeGreaterThan(20);
});

test('an operation in words', () => {
  const crashed = index.columns.outcome.indexOf('i');
  expect(sentenceAbout(LONG, index, 2_000)).toMatch(
    /^#2001 (read → \d+|write \d+ ok), process p\d+, ok, [\d.]+ ms to [\d.]+ ms, the one that is/,
  );
  expect(sentenceAbout(LONG, index, crashed)).toMatch(/no answer, \d[\d.]* ms, never answered$/);
});
