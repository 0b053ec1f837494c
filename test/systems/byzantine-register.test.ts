/**
 * The masking register: its switches, its correct twin, its quorums, and what liars can do to a
 * read.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byzantineRegister } from '../../src/systems/byzantine-register/byzantine-register.js';
import { INITIAL, isNewer, type Version } from '../../src/systems/byzantine-register/messages.js';
import {
  newestVouched,
  quorumsOf,
  versionsOf,
} from '../../src/systems/byzantine-register/quorums.js';
import { testSwitches } from '../fixtures/switches.js';

testSwitches({
  system: byzantineRegister,
  budgets: { 'one-voucher': 30, 'crash-quorum': 50, 'dissemination-quorum': 150 },
  twins: 500,
});

const NONE: ReadonlySet<string> = new Set();

function servers(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `n${at}`);
}

describe('masking quorums (Malkhi and Reiter, section 5)', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('of %i servers, of which one lies', (count) => {
    const { replicas, quorum, vouchers } = quorumsOf(servers(count), NONE);
    expect(replicas).toEqual(servers(count));
    expect(vouchers).toBe(2);
    // Any two share 2f + 1, and no smaller ones would.
    expect(2 * quorum - count).toBeGreaterThanOrEqual(3);
    expect(2 * (quorum - 1) - count).toBeLessThan(3);
    // One may be silent and still there is a quorum: from 4f + 1 on.
    expect(quorum <= count - 1).toBe(count >= 5);
  });

  test.each(['crash-quorum', 'dissemination-quorum'])('%s shares too few', (bug) => {
    const { replicas, quorum } = quorumsOf(servers(5), new Set([bug]));
    expect(2 * quorum - replicas.length).toBeLessThan(3);
  });
});

const version = fc
  .record({ number: fc.integer({ min: 1, max: 4 }), writer: fc.constantFrom('c0.1', 'c1.2') })
  .map((timestamp): Version => ({ timestamp, value: `${timestamp.number} ${timestamp.writer}` }));

const versions = fc.uniqueArray(version, {
  maxLength: 5,
  selector: ({ timestamp }) => `${timestamp.number} ${timestamp.writer}`,
});

describe('the newest version that enough replicas vouch for', () => {
  test('is the one that counting finds', () => {
    fc.assert(
      fc.property(
        fc.array(versions, { maxLength: 5 }),
        fc.integer({ min: 1, max: 3 }),
        (answers, vouchers) => {
          const count = (wanted: Version): number =>
            answers.filter((answer) => answer.some(({ value }) => value === wanted.value)).length;
          const vouched = answers.flat().filter((each) => count(each) >= vouchers);
          const best = newestVouched(answers, vouchers);
          expect(vouched.some(({ timestamp }) => isNewer(timestamp, best.timestamp))).toBe(false);
          if (best !== INITIAL) expect(vouched).toContainEqual(best);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  test('is never the lie of one among four, nor older than what was written', () => {
    const lie = fc.oneof(versions, fc.constant([{ ...INITIAL, value: 'lie' }]), fc.constant([]));
    fc.assert(
      fc.property(version, versions, lie, fc.nat(3), (written, older, told, liar) => {
        const honest = [...older.filter(({ value }) => value !== written.value), written];
        // A quorum of four: three have what was written, but for one that may be late.
        const answers = [honest, honest, older, told];
        [answers[3], answers[liar]] = [answers[liar]!, answers[3]!];
        const best = newestVouched(answers, 2);
        expect(isNewer(written.timestamp, best.timestamp)).toBe(false);
        expect([INITIAL, ...honest]).toContainEqual(best);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('one answer counts once, however often it says the same', () => {
    const twice: Version = { timestamp: { number: 3, writer: 'liar' }, value: 'lie' };
    expect(newestVouched([[twice, twice], []], 2)).toBe(INITIAL);
  });
});

test('what has not the form of a version is left out of an answer', () => {
  const good: Version = { timestamp: { number: 1, writer: 'c0.1' }, value: null };
  const bad = [
    null,
    7,
    {},
    { timestamp: null, value: 1 },
    { timestamp: { number: 0.5, writer: 'c0.1' }, value: 1 },
    { timestamp: { number: 2 ** 60, writer: 'c0.1' }, value: 1 },
    { timestamp: { number: 1, writer: 7 }, value: 1 },
    { timestamp: { number: 1, writer: 'c0.1' } },
  ];
  expect(versionsOf([good, ...bad])).toEqual([good]);
  expect(versionsOf('lie')).toEqual([]);
  expect(versionsOf(undefined)).toEqual([]);
});
