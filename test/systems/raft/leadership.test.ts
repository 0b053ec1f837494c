/**
 * A leader's bookkeeping (Ongaro and Ousterhout 2014, section 5.3; thesis, section 6.4).
 */

import { describe, expect, test } from 'vitest';
import { Leadership } from '../../../src/systems/raft/leadership.js';
import type { AppendResult, HardState } from '../../../src/systems/raft/messages.js';
import { ReadQueue } from '../../../src/systems/raft/read-queue.js';
import { reachedBy } from '../../../src/systems/raft/commit.js';
import { compacted } from '../../../src/systems/raft/log.js';
import { log, snapshot } from './logs.js';

const MEMBERS = ['n0', 'n1', 'n2'];

function state(...terms: number[]): HardState {
  return { term: 4, votedFor: 'n0', log: log(...terms) };
}

function result(success: boolean, index: number, round = 0): AppendResult {
  return { type: 'append-result', term: 4, success, index, round };
}

describe('what a follower gets', () => {
  test('a new leader begins with its own first entry', () => {
    const leadership = new Leadership('n0', 3);
    expect(leadership.messageFor('n1', state(1, 2, 4), 1)).toMatchObject({
      previousIndex: 2,
      previousTerm: 2,
      entries: [{ term: 4 }],
      commitIndex: 1,
    });
  });

  test('and goes back to where the logs may agree', () => {
    const leadership = new Leadership('n0', 3);
    expect(leadership.takeIn('n1', result(false, 0), state(1, 2, 4))).toBe(true);
    const message = leadership.messageFor('n1', state(1, 2, 4), 1);
    expect(message).toMatchObject({ previousIndex: 0, previousTerm: 0, entries: [{ term: 1 }] });
  });

  test('a repeated answer asks for nothing', () => {
    const leadership = new Leadership('n0', 1);
    expect(leadership.takeIn('n1', result(true, 1), state(1, 2, 4))).toBe(true);
    expect(leadership.takeIn('n1', result(true, 1), state(1, 2, 4))).toBe(false);
    expect(leadership.takeIn('n1', result(true, 3), state(1, 2, 4))).toBe(false);
  });
});

test('an old answer never takes back what is stored', () => {
  const leadership = new Leadership('n0', 1);
  leadership.storedItself(3);
  leadership.takeIn('n1', result(true, 3), state(1, 2, 4));
  leadership.takeIn('n1', result(true, 1), state(1, 2, 4));
  leadership.takeIn('n1', result(false, 0), state(1, 2, 4));
  expect(leadership.stored(MEMBERS)).toEqual([3, 3, 0]);
});

test('thesis 4.1: of a server that has just joined nothing is known', () => {
  const leadership = new Leadership('n0', 1);
  leadership.takeIn('n1', result(true, 3, 1), state(1, 2, 4));
  expect(leadership.stored(['n1', 'n3'])).toEqual([3, 0]);
  expect(leadership.rounds(['n1', 'n3'])).toEqual([1, 0]);
});

describe('thesis 5: a follower that needs what the leader has no more', () => {
  const hard = { ...state(1, 2, 4), log: compacted(log(1, 2, 4), snapshot(2, 2)) };

  test('gets the snapshot, and then what follows', () => {
    const leadership = new Leadership('n0', 3);
    leadership.takeIn('n1', result(false, 0), hard);
    expect(leadership.messageFor('n1', hard, 3)).toMatchObject({
      type: 'install-snapshot',
      snapshot: { index: 2, term: 2 },
    });
    expect(leadership.takeIn('n1', result(true, 2), hard)).toBe(true);
    expect(leadership.messageFor('n1', hard, 3)).toMatchObject({
      previousIndex: 2,
      previousTerm: 2,
      entries: [{ term: 4 }],
    });
  });
});

describe('thesis 6.4: rounds of heartbeats', () => {
  test('a majority of answers to a round or a later one confirms it', () => {
    const leadership = new Leadership('n0', 1);
    const confirmed = (): number => reachedBy(leadership.rounds(MEMBERS), 2);
    const first = leadership.nextRound(1_000);
    const second = leadership.nextRound(2_000);
    expect(confirmed()).toBe(0);
    leadership.takeIn('n1', result(true, 1, first), state(1));
    expect(confirmed()).toBe(first);
    leadership.takeIn('n2', result(false, 0, second), state(1));
    expect(confirmed()).toBe(second);
  });

  test('each began at its time, and what never began, never', () => {
    const leadership = new Leadership('n0', 1);
    const round = leadership.nextRound(1_000);
    leadership.nextRound(2_000);
    expect(leadership.roundBeganUs(round)).toBe(1_000);
    expect(leadership.roundBeganUs(0)).toBe(-Infinity);
  });
});

describe('reads', () => {
  const request = { id: 1, f: 'get', key: 'x', value: null };

  test('wait for their round and for their index', () => {
    const reads = new ReadQueue();
    reads.add({ client: 'c0', request, readIndex: 5, round: 2 });
    expect(reads.takeReady(1, 9)).toEqual([]);
    expect(reads.takeReady(2, 4)).toEqual([]);
    expect(reads.takeReady(2, 5)).toHaveLength(1);
    expect(reads.isEmpty).toBe(true);
  });
});
