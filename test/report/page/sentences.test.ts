/**
 * Sentences lead to operations where they name one, and nowhere else.
 */

import { expect, test } from 'vitest';
import { sentenceOf } from '../../../src/report/page/sentences.js';

test('numbers are those that the reader sees', () => {
  expect(sentenceOf('#0 returned 9 before #11.')).toEqual([
    { text: '#1', operation: 1 },
    ' returned 9 before ',
    { text: '#12', operation: 12 },
    '.',
  ]);
});

test('names of transactions are those of the anomaly', () => {
  expect(sentenceOf('However, T2 < T1, T3', [6, 4])).toEqual([
    'However, ',
    { text: 'T2', operation: 5 },
    ' < ',
    { text: 'T1', operation: 7 },
    ', T3',
  ]);
});

test.each([
  'T1 read "#0 T1" here',
  'key :T1 and xT1, T1x, a.T1, #T1',
  'a "cut #0 T1…, and more',
  '',
])('%j says nothing of an operation', (text) => {
  const found = sentenceOf(text, []).filter((piece) => typeof piece !== 'string');
  expect(found).toEqual([]);
  const named = sentenceOf(text, [0]).filter((piece) => typeof piece !== 'string');
  expect(named).toHaveLength(text.startsWith('T1') ? 1 : 0);
});
