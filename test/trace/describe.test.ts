/**
 * Traces in words, and the first difference of two.
 */

import { expect, test } from 'vitest';
import { describeRecord, describeTrace, firstDifference } from '../../src/trace/describe.js';
import { KIND, TraceRecorder } from '../../src/trace/recorder.js';

function example(): TraceRecorder {
  const recorder = new TraceRecorder(['n0', 'n1', 'c0']);
  recorder.add(KIND.invoke, 1_000, 2, -1, recorder.intern('read'), 4, 0);
  recorder.add(KIND.send, 1_500, 2, 1, recorder.intern('query'), 3, 20);
  recorder.add(KIND.crash, 2_000, 0, -1, 0, 0, 0);
  return recorder;
}

test('a record is one line', () => {
  expect(describeRecord(example(), 1)).toBe('1500 us send c0->n1 query #3');
  expect(describeRecord(example(), 0)).toBe('1000 us invoke c0 read #4');
});

test('a trace is its first lines', () => {
  expect(describeTrace(example(), 2)).toEqual([
    '1000 us invoke c0 read #4',
    '1500 us send c0->n1 query #3',
  ]);
  expect(describeTrace(example(), Infinity)).toHaveLength(3);
});

test('the first difference names its record and both sides', () => {
  expect(firstDifference(['a', 'b', 'c'], ['a', 'x', 'y'])).toBe('record 1: b; now x');
});

test('where one ends there is nothing', () => {
  expect(firstDifference(['a', 'b'], ['a'])).toBe('record 1: b; now nothing');
  expect(firstDifference([], ['a'])).toBe('record 0: nothing; now a');
});

test('no difference is no words', () => {
  expect(firstDifference(['a'], ['a'])).toBe('');
});
