/**
 * The log's rules against the paper's text and figures (Ongaro and Ousterhout 2014).
 */

import { describe, expect, test } from 'vitest';
import {
  agreesAt,
  compacted,
  EMPTY_LOG,
  entryAt,
  isUpToDate,
  lastIndex,
  lastTerm,
  merge,
  mergedAndCut,
  retreatIndex,
  termAt,
  upTo,
} from '../../../src/systems/raft/log.js';
import { entries, log, snapshot, termsOf } from './logs.js';

test('index 0 is of term 0 and stands before every log', () => {
  expect(termAt(EMPTY_LOG, 0)).toBe(0);
  expect(lastTerm(EMPTY_LOG)).toBe(0);
  expect(agreesAt(EMPTY_LOG, 0, 0)).toBe(true);
  expect(lastTerm(log(1, 1, 4))).toBe(4);
});

describe('section 5.4.1: the candidate with the more up-to-date log', () => {
  test.each([
    ['a later last term wins, however short', { lastIndex: 1, lastTerm: 3 }, log(1, 1, 2), true],
    ['an earlier last term loses, however long', { lastIndex: 9, lastTerm: 2 }, log(3), false],
    ['of equal terms the longer wins', { lastIndex: 3, lastTerm: 2 }, log(1, 2), true],
    ['equal logs are up to date', { lastIndex: 2, lastTerm: 2 }, log(1, 2), true],
    ['of equal terms the shorter loses', { lastIndex: 1, lastTerm: 2 }, log(1, 2), false],
  ])('%s', (_, candidate, voter, expected) => {
    expect(isUpToDate(candidate, voter)).toBe(expected);
  });
});

describe('section 5.3: the consistency check', () => {
  test('fails on a log that is too short', () => {
    expect(agreesAt(log(1), 2, 1)).toBe(false);
  });

  test('fails on an entry of another term', () => {
    expect(agreesAt(log(1, 2), 2, 3)).toBe(false);
  });

  test('holds on an entry of that term', () => {
    expect(agreesAt(log(1, 2), 2, 2)).toBe(true);
  });
});

describe('AppendEntries rules 3 and 4', () => {
  test('appends what is new', () => {
    expect(termsOf(merge(log(1), 1, entries(2, 2)))).toEqual([1, 2, 2]);
  });

  test('a conflict takes all that follows it along', () => {
    expect(termsOf(merge(log(1, 2, 2, 2), 1, entries(3)))).toEqual([1, 3]);
  });

  test('an old message does not shorten the log, except with the bug', () => {
    const own = log(1, 2, 2);
    expect(merge(own, 0, entries(1, 2))).toBe(own);
    expect(merge(own, 2, [])).toBe(own);
    expect(termsOf(mergedAndCut(own, 0, entries(1, 2)))).toEqual([1, 2]);
    expect(mergedAndCut(own, 2, entries(2))).toBe(own);
  });

  test('Figure 7 (f): a follower with entries of terms 2 and 3 ends with the leader’s log', () => {
    const leader = entries(1, 1, 1, 4, 4, 5, 5, 6, 6, 6);
    const follower = log(1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3);
    expect(merge(follower, 3, leader.slice(3)).entries).toEqual(leader);
  });
});

describe('where a leader tries next after a failed check', () => {
  test('at the end of a log that is too short', () => {
    expect(retreatIndex(log(1, 1), 7)).toBe(2);
  });

  test('before the whole conflicting term', () => {
    expect(retreatIndex(log(1, 1, 2, 2, 2), 5)).toBe(2);
    expect(retreatIndex(log(2, 2), 2)).toBe(0);
  });
});

describe('thesis 5.1: a log whose first three entries are a snapshot', () => {
  const whole = log(1, 1, 2, 2, 3);
  const short = compacted(whole, snapshot(3, 2));

  test('ends where it did', () => {
    expect(termsOf(short)).toEqual([2, 3]);
    expect([lastIndex(short), lastTerm(short)]).toEqual([5, 3]);
  });

  test('has the entries it had, after the snapshot, and the term of its last one', () => {
    expect([1, 2, 3].map((index) => entryAt(short, index))).toEqual(Array(3).fill(undefined));
    expect([4, 5].map((index) => entryAt(short, index)?.term)).toEqual([2, 3]);
    expect(entryAt(short, 6)).toBeUndefined();
    expect([2, 3, 4, 5, 6].map((index) => termAt(short, index))).toEqual([0, 2, 2, 3, 0]);
  });

  test('agrees with every leader on what the snapshot covers, for that is committed', () => {
    expect(agreesAt(short, 1, 1)).toBe(true);
    expect(agreesAt(short, 3, 2)).toBe(true);
    expect(agreesAt(short, 4, 3)).toBe(false);
  });

  test('takes nothing in that the snapshot covers', () => {
    expect(merge(short, 0, entries(1, 1, 2, 2))).toBe(short);
    expect(termsOf(merge(short, 1, entries(1, 2, 4)))).toEqual([4]);
  });

  test('is not cut inside its snapshot, and a leader does not go back into it', () => {
    expect(upTo(short, 1)).toEqual({ snapshot: short.snapshot, entries: [] });
    expect(retreatIndex(short, 9)).toBe(5);
    expect(retreatIndex(short, 4)).toBe(3);
  });

  test('of which nothing else is left, is its snapshot', () => {
    const empty = compacted(whole, snapshot(5, 3));
    expect([lastIndex(empty), lastTerm(empty), termsOf(empty)]).toEqual([5, 3, []]);
    expect(agreesAt(empty, 5, 3)).toBe(true);
  });
});
