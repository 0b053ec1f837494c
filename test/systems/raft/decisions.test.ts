/**
 * Votes and commits against the paper's rules (Ongaro and Ousterhout 2014, sections 5.2 to 5.4).
 */

import { describe, expect, test } from 'vitest';
import {
  followerCommitIndex,
  leaderCommitIndex,
  reachedBy,
} from '../../../src/systems/raft/commit.js';
import { Ballot, grantsVote, majority } from '../../../src/systems/raft/election.js';
import type { HardState, RequestVote } from '../../../src/systems/raft/messages.js';
import { log } from './logs.js';

const MEMBERS = ['n0', 'n1', 'n2'];

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

describe('a majority', () => {
  test('is more than half', () => {
    expect([1, 2, 3, 4, 5].map((servers) => majority(servers, false))).toEqual([1, 2, 2, 3, 3]);
  });

  test('is half with the bug, but never nobody', () => {
    expect([1, 2, 3, 4, 5].map((servers) => majority(servers, true))).toEqual([1, 1, 1, 2, 2]);
  });
});

describe('section 5.2: votes', () => {
  function votes(countsTwice: boolean, ...voters: string[]): number {
    const ballot = new Ballot(countsTwice);
    for (const voter of voters) ballot.add(voter);
    return ballot.countAmong(MEMBERS);
  }

  test('of different servers count', () => {
    expect(votes(false)).toBe(0);
    expect(votes(false, 'n0', 'n2')).toBe(2);
  });

  test('a repeated one does not, except with the bug', () => {
    expect(votes(false, 'n0', 'n2', 'n2')).toBe(2);
    expect(votes(true, 'n0', 'n2', 'n2')).toBe(3);
  });

  test('thesis 4.1: one of a server outside the configuration does not', () => {
    expect(votes(false, 'n0', 'n3')).toBe(1);
  });

  test('whoever voted need not be asked again', () => {
    const ballot = new Ballot(false);
    ballot.add('n1');
    expect(MEMBERS.filter((member) => !ballot.has(member))).toEqual(['n0', 'n2']);
  });
});

test('what so many servers have reached', () => {
  expect(reachedBy([7, 0, 0], 2)).toBe(0);
  expect(reachedBy([7, 3, 0], 2)).toBe(3);
  expect(reachedBy([1, 5, 2, 4, 3], 3)).toBe(3);
  expect(reachedBy([4], 1)).toBe(4);
  expect(reachedBy([7, 3, 0], 1)).toBe(7);
  expect(reachedBy([7, 3], 3)).toBe(0);
});

describe('section 5.4.2, Figure 8', () => {
  // (c): S1 leads term 4 and has copied its entry of term 2 to a majority.
  const figure8 = { log: log(1, 2, 4), term: 4, commitIndex: 1, index: 2 };

  test('(c) an entry of an earlier term is not committed by counting', () => {
    expect(leaderCommitIndex({ ...figure8, anyTerm: false })).toBe(1);
  });

  test('(e) it is committed along with one of the leader’s own term', () => {
    expect(leaderCommitIndex({ ...figure8, index: 3, anyTerm: false })).toBe(3);
  });

  test('the bug commits it', () => {
    expect(leaderCommitIndex({ ...figure8, anyTerm: true })).toBe(2);
  });

  test('the commit index never goes back', () => {
    const behind = { ...figure8, commitIndex: 3, index: 1 };
    expect(leaderCommitIndex({ ...behind, anyTerm: false })).toBe(3);
    expect(leaderCommitIndex({ ...behind, anyTerm: true })).toBe(3);
  });
});

test('AppendEntries rule 5: a follower commits no further than its log agrees', () => {
  expect(followerCommitIndex(1, 9, 4)).toBe(4);
  expect(followerCommitIndex(1, 3, 4)).toBe(3);
  expect(followerCommitIndex(5, 3, 4)).toBe(5);
});
