/**
 * The log's rules against the paper's text and figures (Ongaro and Ousterhout 2014).
 */

import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/systems/raft/messages.js';
import {
  agreesAt,
  isUpToDate,
  lastTerm,
  merge,
  retreatIndex,
  termAt,
} from '../../../src/systems/raft/log.js';

function log(...terms: number[]): Entry[] {
  return terms.map((term) => ({ term, command: null }));
}

function terms(entries: readonly Entry[]): number[] {
  return entries.map(({ term }) => term);
}

test('index 0 is of term 0 and stands before every log', () => {
  expect(termAt([], 0)).toBe(0);
  expect(lastTerm([])).toBe(0);
  expect(agreesAt([], 0, 0)).toBe(true);
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
    expect(terms(merge(log(1), 1, log(2, 2)))).toEqual([1, 2, 2]);
  });

  test('a conflict takes all that follows it along', () => {
    expect(terms(merge(log(1, 2, 2, 2), 1, log(3)))).toEqual([1, 3]);
  });

  test('an old message does not shorten the log', () => {
    const own = log(1, 2, 2);
    expect(merge(own, 0, log(1, 2))).toBe(own);
    expect(merge(own, 2, [])).toBe(own);
  });

  test('Figure 7 (f): a follower with entries of terms 2 and 3 ends with the leader’s log', () => {
    const leader = log(1, 1, 1, 4, 4, 5, 5, 6, 6, 6);
    const follower = log(1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3);
    expect(terms(merge(follower, 3, leader.slice(3)))).toEqual(terms(leader));
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
