/**
 * Formats told apart by their content.
 */

import { describe, expect, test } from 'vitest';
import { guessFormat } from '../../../src/history/codecs/history-format.js';
import { samples } from './sample-histories.js';

test.each(samples)('$file is $format', ({ text, format }) => {
  expect(guessFormat(text)).toBe(format);
});

describe('guesses', () => {
  test.each<[string, string | undefined]>([
    ['', undefined],
    ['hello', undefined],
    ['12', undefined],
    ['"a"', undefined],
    ['; comment', 'edn'],
    ['#_ x {:a 1}', 'edn'],
    ['({:f :r})', 'edn'],
    ['{:f :r}', 'edn'],
    ['{"f" :r}', 'edn'],
    ['{"f" "r"}', 'edn'],
    ['[{:f :r}]', 'edn'],
    ['[{"f" :r}]', 'edn'],
    ['[ #op {:f :r}]', 'edn'],
    ['[]', 'json'],
    ['[{}]', 'json'],
    ['[ {"f" : "r"}]', 'json'],
    ['{"f":"r","history":[1]}', 'jsonl'],
    ['{"history":[1]}', 'json'],
    ['{"history":{"process":1}}', 'jsonl'],
    ['{"type":"register","events": [{"process":1,"f":"r"}]}', 'json'],
    ['{"value":{"call":1},"process":0}', 'jsonl'],
    ['{"value":1,"call":1}', 'operations'],
    ['{"a\\":\\"call\\":":1}', 'jsonl'],
    ['\uFEFF[{"f":"r"}]', 'json'],
    ['starting\nINFO  jepsen.util - 0\t:invoke\t:read\tnil\n', 'log'],
    ['10:00 INFO [worker 0] jepsen.util: :nemesis\t:info\t:start\tnil\n', 'log'],
    ['INFO  jepsen.util - hello\n', undefined],
  ])('%s', (text, format) => {
    expect(guessFormat(text)).toBe(format);
  });

  test('looks at the beginning only, whatever it is cut into', () => {
    const long = `{"note":"${'x'.repeat(100_000)}","history":[]}`;
    expect(guessFormat(long)).toBe('jsonl');
    expect(guessFormat(`{"history":[{"a":"${'x'.repeat(100_000)}"}]}`)).toBe('json');
  });
});
