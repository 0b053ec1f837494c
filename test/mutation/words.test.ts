/**
 * The words of refutations that need histories made for them, one after the other.
 */

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { modelNamed } from '../../checkers/models/index.js';
import { specificationNamed } from '../../checkers/verify/specifications.js';
import { verify } from '../../checkers/verify/verify.js';
import type { Value } from '../../src/history/value.js';
import { historyOf, type Row } from '../checkers/oracle/rows.js';
import { told } from './told.js';

const golden = (name: string): string =>
  fileURLToPath(new URL(`golden/${name}.txt`, import.meta.url));

type Histories = Readonly<Record<string, readonly Row[]>>;

/** One after the other, each process on its own. */
function sequential(...calls: readonly (readonly [string, Value, Value, 'crashed'?])[]): Row[] {
  return calls.map(([f, input, output, crashed], at): Row => {
    return crashed === undefined
      ? [f, input, output, 2 * at, 2 * at + 1]
      : [f, input, output, 2 * at];
  });
}

const links = (
  count: number,
  crashed?: 'crashed',
): (readonly [string, Value, Value, 'crashed'?])[] =>
  Array.from({ length: count }, (_, at) => [
    'cas',
    [at, at + 1],
    null,
    ...(crashed === undefined ? ([] as const) : (['crashed'] as const)),
  ]);

/** Histories of a register that was 0 at first. */
const REGISTERS: Histories = {
  'a short chain': sequential(...links(3), ['read', null, 3], ['read', null, 0]),
  'a chain of five': sequential(...links(5), ['read', null, 5], ['read', null, 1]),
  'a long chain': sequential(...links(9), ['read', null, 9], ['read', null, 2]),
  'crashed links': sequential(...links(3, 'crashed'), ['read', null, 3], ['read', null, 0]),
  'many crashed links': sequential(...links(9, 'crashed'), ['read', null, 9], ['read', null, 4]),
  'the end of a chain seen before it began': [
    ['read', null, 3, 0, 1],
    ['cas', [0, 1], null, 2, 3],
    ['cas', [1, 2], null, 4, 5],
    ['cas', [2, 3], null, 6, 7],
  ],
  'a link that began late': [
    ['cas', [1, 2], null, 0, 9],
    ['read', null, 2, 1, 2],
    ['write', 1, null, 3, 4],
  ],
  'a circle': [
    ['cas', [1, 2], null, 0, 5],
    ['cas', [2, 3], null, 1, 6],
    ['cas', [3, 1], null, 2, 7],
    ['read', null, 3, 8, 9],
  ],
  'a circle of crashed operations': [
    ['cas', [1, 2], null, 0],
    ['cas', [2, 3], null, 1],
    ['cas', [3, 1], null, 2],
    ['read', null, 3, 8, 9],
  ],
  'a value that nobody writes': [
    ['cas', [7, 8], null, 0],
    ['cas', [8, 9], null, 1],
    ['read', null, 9, 2, 3],
  ],
  'replaced twice': [
    ['cas', [0, 1], null, 0],
    ['cas', [0, 2], null, 1],
    ['cas', [1, 3], null, 2],
    ['read', null, 3, 4, 5],
    ['read', null, 2, 6, 7],
  ],
  'replaced twice, a long way': sequential(
    ...links(8, 'crashed'),
    ['cas', [0, 20], null, 'crashed'],
    ['read', null, 8],
    ['read', null, 20],
  ),
  'not found though there': [
    ['write', 1, null, 0, 1],
    ['cas', [1, 2], false, 2, 3],
    ['read', null, 1, 4, 5],
  ],
  'not found though there from the start': [['cas', [0, 2], false, 0, 1]],
  'not found though replaced later': [
    ['write', 1, null, 0, 1],
    ['cas', [1, 5], false, 2, 3],
    ['cas', [1, 2], null, 4],
    ['cas', [2, 3], null, 5],
    ['read', null, 3, 6, 7],
  ],
  'not found while others wrote': [
    ['write', 1, null, 0, 1],
    ['write', 4, null, 2],
    ['cas', [1, 5], false, 3, 4],
    ['read', null, 1, 5, 6],
  ],
  'not found, as a slow write may have replaced it': [
    ['write', 1, null, 0, 20],
    ['write', 5, null, 1, 10],
    ['write', 6, null, 2, 3],
    ['read', null, 1, 4, 5],
    ['cas', [1, 7], false, 21, 22],
  ],
};

/** Puts in 1 to `count`, one after the other. */
const inserts = (f: string, count: number): (readonly [string, Value, Value])[] =>
  Array.from({ length: count }, (_, at) => [f, at + 1, null]);

const pops = (count: number): (readonly [string, Value, Value, 'crashed'])[] =>
  Array.from({ length: count }, () => ['pop', null, null, 'crashed']);

const QUEUES: Histories = {
  'passed over by many': sequential(...inserts('enqueue', 20), ['dequeue', null, 20]),
  'taken by the first call and once more': [
    ['dequeue', null, 1, 0, 5],
    ['enqueue', 1, null, 1, 4],
    ['dequeue', null, 1, 2, 6],
  ],
  'nothing found among many': sequential(...inserts('enqueue', 20), ['dequeue', null, null]),
};

const PRIORITY_QUEUES: Histories = {
  'outranked by many': sequential(...inserts('insert', 20), ['poll', null, 1]),
  'taken by the first call and once more': [
    ['poll', null, 1, 0, 5],
    ['insert', 1, null, 1, 4],
    ['poll', null, 1, 2, 6],
  ],
  'nothing found among many': sequential(...inserts('insert', 20), ['poll', null, null]),
};

const STACKS: Histories = {
  'taken by the first call and once more': [
    ['pop', null, 1, 0, 5],
    ['push', 1, null, 1, 4],
    ['pop', null, 1, 2, 6],
  ],
  'below many': sequential(...inserts('push', 9), ...pops(3), ['pop', null, 1]),
  'below as many as were popped': sequential(...inserts('push', 5), ...pops(4), ['pop', null, 1]),
  'below one more than were popped': sequential(...inserts('push', 6), ...pops(4), [
    'pop',
    null,
    1,
  ]),
  'nothing found among many': sequential(...inserts('push', 20), ['pop', null, null]),
};

test.each([
  ['cas-register', 0, REGISTERS],
  ['fifo-queue', undefined, QUEUES],
  ['priority-queue', undefined, PRIORITY_QUEUES],
  ['stack', undefined, STACKS],
] as const)('%s', async (name, initial, histories) => {
  const checker = linearizable(modelNamed(name, initial));
  const lines = Object.entries(histories).map(([title, rows]) => {
    const verdict = checker.check(historyOf(rows));
    expect(verify(historyOf(rows), verdict, specificationNamed(name, initial)!)).toEqual([]);
    return `${title}: ${told(verdict)}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`${name}-words`));
});
