/**
 * Reading a history from a stream of bytes or of texts, in all formats, with a quick way or not.
 */

import { describe, expect, test } from 'vitest';
import { readHistory } from '../../../src/history/codecs/read-history.js';
import { ColumnarHistory } from '../../../src/history/columns/columnar-history.js';
import { expectedText, historyText } from '../columns/column-texts.js';
import { actualText, piecesOf } from './columnar-texts.js';
import { samples } from './sample-histories.js';

async function* textPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) {
    yield await Promise.resolve(text.slice(at, at + size));
  }
}

describe.each(samples)('$file', ({ text, bytes, format }) => {
  test.each([1, 2, 3, 1000])('as text in pieces of %d', async (size) => {
    expect(historyText(await readHistory(textPieces(text, size)))).toBe(expectedText(text, {}));
  });

  test('as bytes', async () => {
    const history = await readHistory(piecesOf(bytes, [100]), { format });
    expect(history).toBeInstanceOf(ColumnarHistory);
    expect(historyText(history)).toBe(expectedText(text, {}));
  });
});

const LINE = '{"type":"invoke","process":0,"f":"r","value":"😀é"}\n';

test('characters beyond the basic plane, cut in two', async () => {
  for (let size = 1; size < LINE.length; size++) {
    const history = await readHistory(textPieces(LINE, size));
    expect(history.operations[0]?.input).toBe('😀é');
  }
});

test.each([
  ['', {}],
  ['', { format: 'edn' as const, file: 'x' }],
  ['\uFEFF', {}],
  ['\uFEFF', { format: 'jsonl' as const }],
  [' \n\n \t', { format: 'jsonl' as const }],
  ['\n', { format: 'jsonl' as const }],
  ['\n\n', { format: 'operations' as const }],
  ['; nothing\n , ', { format: 'edn' as const }],
  ['{"type":"invoke","process":0,"f":"r","n":"\\x"}', {}],
  ['{"type":"invoke","process":0,"f":"r","n":"\\"","value":1}', {}],
  ['{:type :invoke :process 0 :f :r :value nil:a :n true:b}', {}],
  ['{:type :invoke :process 0 :f :r :value nil:a 1}', {}],
  ['nonsense', {}],
  ['nonsense', { file: 'some file' }],
  ['{', {}],
  ['[]', {}],
  ['[{:type :ok :process 0 :f :r}', {}],
  ['{:type :invoke :process 0 :f :r}\n[', {}],
  ['{:type :invoke\n :process 0 :f :r}\n{:type :ok :process 0\n:f :r}', {}],
  ['{:type :invoke :process 0 :f :r :index 7}\n{:type :ok :process 0 :f :r\n:index 6}', {}],
  ['{:type :invoke :process 0 :f :r}\n#_\n{:type :ok}\n{:type :ok :process 0 :f :r :n 1/0}', {}],
])('%j with %o', async (text, options) => {
  for (const size of [1, 1000]) {
    expect(await actualText(Buffer.from(text), [size], options)).toBe(expectedText(text, options));
  }
});

test('a long EDN document on one line', async () => {
  const events = Array.from({ length: 60_000 }, (_, at) => {
    const type = at % 2 === 0 ? ':invoke' : ':ok';
    return `{:type ${type} :process 0 :f :w :value ${at >> 1}}`;
  });
  for (const text of [`[${events.join(' ')}]`, events.join(' ')]) {
    const history = await readHistory(piecesOf(Buffer.from(text), [1 << 16]));
    expect(history.operations).toHaveLength(30_000);
  }
});

test('times of operations: near, far, tied, and too large for a double', async () => {
  const times: readonly (readonly [number | bigint, number | bigint][])[] = [
    [
      [0, 3],
      [1, 2],
      [4, 9],
    ],
    [
      [0, 3_000_000_000],
      [1, 70_000_000_000],
      [4_000_000_000, 9_000_000_000_000],
    ],
    [
      [-5, 3],
      [3, 3],
      [0, 5],
    ],
    [
      [5, 7],
      [5, 7],
      [5, 5],
    ],
    [
      [10n ** 18n, 10n ** 18n + 2n],
      [10n ** 18n + 1n, 10n ** 19n],
      [0, 2],
    ],
  ];
  for (const all of times) {
    for (const processes of [
      [0, 1, 2],
      [0, 0, 1],
    ]) {
      const text = all
        .map(([call, returned], at) => {
          const fields = `"process":${processes[at]},"f":"w","value":${at},"call":${call}`;
          return `{${fields},"return":${returned}}\n`;
        })
        .join('');
      expect(await actualText(Buffer.from(text), [50], {})).toBe(expectedText(text, {}));
    }
  }
});
