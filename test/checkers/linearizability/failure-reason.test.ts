/**
 * What clients write into the error of a failure, and what it is taken for.
 */

import { expect, test } from 'vitest';
import { failureReason } from '../../../checkers/linearizability/failure-reason.js';
import { Keyword, type Value } from '../../../src/history/value.js';
import { historyOf } from '../oracle/rows.js';

const reason = (error: Value): string | undefined =>
  failureReason(
    historyOf([['cas', [0, 1], null, 0, 1]], { outcome: 'fail', error }).operations[0]!,
  );

test.each<[Value, string | undefined]>([
  [22, 'compare-failed'],
  [[22, 'expected 3'], 'compare-failed'],
  ['precondition-failed', 'compare-failed'],
  [new Keyword('compare-failed'), 'compare-failed'],
  [[new Keyword('precondition-failed'), 'no'], 'compare-failed'],
  [20, 'key-missing'],
  [{ code: 20, text: 'no such key' }, 'key-missing'],
  [new Map([[new Keyword('code'), 20]]), 'key-missing'],
  [new Keyword('key-does-not-exist'), 'key-missing'],
  [11, undefined],
  ['timeout', undefined],
  [null, undefined],
  [{ text: 'x' }, undefined],
  [[], undefined],
])('%o means %s', (error, expected) => {
  expect(reason(error)).toBe(expected);
});
