/**
 * What `skerry shrink` promises: of 10,000 operations on one register with unique writes at most 6
 * are left, whatever is wrong with them, and trying all orders confirms that these are illegal.
 * Checks are counted in place of seconds; `npm run bench:shrink` prints seconds.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeEvents, encodeEvents } from '../../src/history/codecs/index.js';
import { toEvents, toHistory } from '../../src/history/history.js';
import type { Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import { isLinearizable } from '../checkers/oracle/brute-force.js';
import { seeded, type Random } from '../checkers/oracle/random.js';
import { uniqueHistory } from '../checkers/oracle/unique-registers.js';
import { cli, withFolder } from './in-process.js';

const OPERATIONS = 10_000;
/** Each check takes less time than reading the file. */
const CHECKS_MAX = 60;

type Spoil = (read: Operation, operations: readonly Operation[], random: Random) => Value;

/** What one read answers in place of what it should. */
const VIOLATIONS: readonly (readonly [string, Spoil])[] = [
  ['a stale read', (read, all) => writesBefore(read, all).at(-40)!.input],
  ['a lost write', (read, all) => writesBefore(writesBefore(read, all).at(-1)!, all).at(-1)!.input],
  ['a value that nobody wrote', () => OPERATIONS + 7],
  [
    'a value that was written later',
    (read, all, random) => {
      const later = all.filter(({ f, call }) => f === 'write' && call > read.return);
      return later[20 + random.below(100)]!.input;
    },
  ],
];

const cases = VIOLATIONS.flatMap(([name, spoil], at) =>
  [0, 0.01].map((crashes, more) => [name, crashes, 10 * at + more, spoil] as const),
);

test.each(cases)(
  '%s, a share of %d crashed',
  async (_, crashes, seed, spoil) => {
    const random = seeded(seed);
    const shape = { operations: OPERATIONS, width: 5, crashes, unequal: 0, changes: 0, initial: 0 };
    const { operations } = uniqueHistory('register', random, shape);
    const reads = operations.filter(({ f, outcome }) => f === 'read' && outcome === 'ok');
    const read = reads[Math.floor(reads.length * 0.7) + random.below(500)]!;
    const output = spoil(read, operations, random);
    const spoiled = operations.map((each) => (each === read ? { ...each, output } : each));
    await withFolder(async (folder) => {
      const [path, out] = [join(folder, 'history.jsonl'), join(folder, 'small.jsonl')];
      await writeFile(path, encodeEvents(toEvents({ operations: spoiled }), 'jsonl'));
      const argv = ['shrink', path, '--model', 'register', '--initial', '0', '--out', out];
      const { exitCode, stdout } = await cli(argv);
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/^VIOLATION of linearizable/);
      const [, left, checks] = /10,000 → (\d+) operations?, by (\d+) checks?; none/.exec(stdout)!;
      expect(Number(left)).toBeLessThanOrEqual(6);
      expect(Number(checks)).toBeLessThanOrEqual(CHECKS_MAX);
      const small = toHistory(decodeEvents(await readFile(out, 'utf8')));
      expect(small.operations).toHaveLength(Number(left));
      expect(isLinearizable('register', small.operations, { initial: 0 })).toBe(false);
    });
  },
  20_000,
);

/** The writes that were over before the other began, the last called at the end. */
function writesBefore(other: Operation, operations: readonly Operation[]): readonly Operation[] {
  return operations.filter(
    (each) => each.f === 'write' && each.outcome === 'ok' && each.return < other.call,
  );
}
