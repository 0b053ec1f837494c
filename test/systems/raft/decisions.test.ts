/**
 * Votes and commits against the paper's rules (Ongaro and Ousterhout 2014, sections 5.2 to 5.4).
 */

import { describe, expect, test } from 'vitest';
import {
  followerCommitIndex,
  leaderCommitIndex,
  reachedByMajority,
} from '../../../src/systems/raft/commit.js';
import { grantsVote, hasWon, majority } from '../../../src/systems/raft/election.js';
import type { Entry, HardState, RequestVote } from '../../../src/systems/raft/messages.js';

function log(...terms: number[]): Entry[] {
  return terms.map((term) => ({ term, command: null }));
}

describe('RequestVote rules 1 and 2', () => {
  const ask: RequestVote = { type: 'request-vote', term: 4, lastIndex: 2, lastTerm: 3 };
  const voter: HardState = { term: 4, votedFor: null, log: log(1, 3) };

  test('the first candidate of a term gets the vote, and gets it again', () => {
    expect(grantsVote(voter, 'n1', ask)).toBe(true);
    expect(grantsVote({ ...voter, votedFor: 'n1' }, 'n1', ask)).toBe(true);
  });

  test('a second candidate of the same term does not', () => {
    expect(grantsVote({ ...voter, votedFor: 'n2' }, 'n1', ask)).toBe(false);
  });

  test('nor does one of an earlier term, nor one whose log is behind', () => {
    expect(grantsVote({ ...voter, term: 5 }, 'n1', ask)).toBe(false);
    expect(grantsVote({ ...voter, log: log(1, 3, 3) }, 'n1', ask)).toBe(false);
  });
});

test('a majority is more than half', () => {
  expect([1, 2, 3, 4, 5].map(majority)).toEqual([1, 2, 2, 3, 3]);
  expect(hasWon(new Set(['n0']), 3)).toBe(false);
  expect(hasWon(new Set(['n0', 'n2']), 3)).toBe(true);
});

test('what a majority has reached', () => {
  expect(reachedByMajority([7, 0, 0])).toBe(0);
  expect(reachedByMajority([7, 3, 0])).toBe(3);
  expect(reachedByMajority([1, 5, 2, 4, 3])).toBe(3);
  expect(reachedByMajority([4])).toBe(4);
});

describe('section 5.4.2, Figure 8', () => {
  // (c): S1 leads term 4 and has copied its entry of term 2 to a majority.
  const figure8 = { log: log(1, 2, 4), term: 4, commitIndex: 1, stored: [3, 2, 2, 1, 1] };

  test('(c) an entry of an earlier term is not committed by counting', () => {
    expect(leaderCommitIndex({ ...figure8, anyTerm: false })).toBe(1);
  });

  test('(e) it is committed along with one of the leader’s own term', () => {
    expect(leaderCommitIndex({ ...figure8, stored: [3, 3, 3, 1, 1], anyTerm: false })).toBe(3);
  });

  test('the bug commits it', () => {
    expect(leaderCommitIndex({ ...figure8, anyTerm: true })).toBe(2);
  });

  test('the commit index never goes back', () => {
    const behind = { ...figure8, commitIndex: 3, stored: [3, 1, 1, 0, 0] };
    expect(leaderCommitIndex({ ...behind, anyTerm: false })).toBe(3);
  });
});

test('AppendEntries rule 5: a follower commits no further than its log agrees', () => {
  expect(followerCommitIndex(1, 9, 4)).toBe(4);
  expect(followerCommitIndex(1, 3, 4)).toBe(3);
  expect(followerCommitIndex(5, 3, 4)).toBe(5);
});
