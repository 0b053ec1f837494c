/**
 * Compares both ways of reading transactions on random texts, whole and damaged, and counts what
 * comes of them.
 */

import { expect } from 'vitest';
import type { TransactionKind } from '../../../../src/history/transactions/transaction-columns.js';
import { seeded, type Random } from '../../../checkers/oracle/random.js';
import { quickText, slowText, type ReadOptions } from './both-ways.js';
import { randomTransactionText, type LineFormat } from './transaction-texts.js';

/** Bytes that mean something, and some that never do. */
const BYTES = [
  ...Buffer.from('{}[]()":;,#\\_ \t\r\n0123-+.eN:rwandptu/'),
  0,
  127,
  0x80,
  0xc3,
  0xff,
];

/** How often there was which outcome: `read`, or the name of an error. */
export type Outcomes = Readonly<Record<string, number>>;

// Thousands of errors are made and compared; nobody reads their stacks.
Error.stackTraceLimit = 0;

/** Compares both ways; the kind of outcome. */
async function compare(
  bytes: Buffer,
  sizes: readonly number[],
  options: ReadOptions,
): Promise<string> {
  const expected = slowText(bytes.toString('utf8'), options);
  const actual = await quickText(bytes, sizes, options);
  const how = JSON.stringify({ text: bytes.toString('utf8'), sizes, options });
  expect(actual, how).toBe(expected);
  return /^(?:ParseError|HistoryError|no transactions)/.exec(expected)?.[0] ?? 'read';
}

function damaged(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const length = random.below(random.pick([2, 4, 20]));
  const head = bytes.subarray(0, at);
  const tail = bytes.subarray(at);
  switch (random.below(5)) {
    case 0:
      return Buffer.concat([head, Buffer.of(random.pick(BYTES)), tail.subarray(1)]);
    case 1:
      return Buffer.concat([head, Buffer.of(random.pick(BYTES)), tail]);
    case 2:
      return Buffer.concat([head, tail.subarray(length)]);
    case 3: {
      const from = random.below(bytes.length);
      return Buffer.concat([head, bytes.subarray(from, from + length), tail]);
    }
    default: {
      const byte = (tail[0] ?? 0) ^ (1 << random.below(8));
      return Buffer.concat([head, Buffer.of(byte), tail.subarray(1)]);
    }
  }
}

/** The first lines of a text, so that most damage is to what matters. */
function shortened(text: string): string {
  return /^.{0,600}\n/su.exec(text)?.[0] ?? text;
}

/** Compares `count` random texts, cut into random pieces. */
export async function compareTexts(
  format: LineFormat,
  kind: TransactionKind,
  seed: number,
  count: number,
): Promise<Outcomes> {
  const random = seeded(seed);
  const outcomes: Record<string, number> = {};
  for (let run = 0; run < count; run++) {
    const { text, options } = randomTransactionText(random, format, kind === 'list-append');
    const sizes = random.pick([[1 << 16], [7, 64], [1 + random.below(200)]]);
    const outcome = await compare(Buffer.from(text), sizes, options);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return outcomes;
}

/** Compares `count` random texts with up to two changes of a few bytes. */
export async function compareDamaged(
  format: LineFormat,
  kind: TransactionKind,
  seed: number,
  count: number,
): Promise<Outcomes> {
  const random = seeded(seed);
  const outcomes: Record<string, number> = {};
  for (let run = 0; run < count; run++) {
    const { text, options } = randomTransactionText(random, format, kind === 'list-append');
    let bytes: Buffer = Buffer.from(shortened(text));
    for (let times = random.pick([1, 1, 2]); times > 0; times--) bytes = damaged(random, bytes);
    const outcome = await compare(bytes, random.pick([[1 << 16], [11, 2], [40]]), options);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return outcomes;
}
