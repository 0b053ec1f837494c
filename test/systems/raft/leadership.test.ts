/**
 * A leader's bookkeeping (Ongaro and Ousterhout 2014, section 5.3; thesis, section 6.4).
 */

import { describe, expect, test } from 'vitest';
import { Leadership } from '../../../src/systems/raft/leadership.js';
import type { AppendResult, HardState } from '../../../src/systems/raft/messages.js';
import { ReadQueue } from '../../../src/systems/raft/read-queue.js';

const SERVERS = ['n0', 'n1', 'n2'];

function state(...terms: number[]): HardState {
  return { term: 4, votedFor: 'n0', log: terms.map((term) => ({ term, command: null })) };
}

function result(success: boolean, index: number, round = 0): AppendResult {
  return { type: 'append-result', term: 4, success, index, round };
}

describe('what a follower gets', () => {
  test('a new leader begins with its own first entry', () => {
    const leadership = new Leadership('n0', SERVERS, 3);
    expect(leadership.messageFor('n1', state(1, 2, 4), 1)).toMatchObject({
      previousIndex: 2,
      previousTerm: 2,
      entries: [{ term: 4 }],
      commitIndex: 1,
    });
  });

  test('and goes back to where the logs may agree', () => {
    const leadership = new Leadership('n0', SERVERS, 3);
    expect(leadership.takeIn('n1', result(false, 0), 3)).toBe(true);
    const message = leadership.messageFor('n1', state(1, 2, 4), 1);
    expect(message).toMatchObject({ previousIndex: 0, previousTerm: 0 });
    expect(message.entries[0]).toMatchObject({ term: 1 });
  });

  test('a repeated answer asks for nothing', () => {
    const leadership = new Leadership('n0', SERVERS, 1);
    expect(leadership.takeIn('n1', result(true, 1), 3)).toBe(true);
    expect(leadership.takeIn('n1', result(true, 1), 3)).toBe(false);
    expect(leadership.takeIn('n1', result(true, 3), 3)).toBe(false);
  });
});

test('an old answer never takes back what is stored', () => {
  const leadership = new Leadership('n0', SERVERS, 1);
  leadership.storedItself(3);
  leadership.takeIn('n1', result(true, 3), 3);
  leadership.takeIn('n1', result(true, 1), 3);
  leadership.takeIn('n1', result(false, 0), 3);
  expect(leadership.stored()).toEqual([3, 3, 0]);
});

test('thesis 6.4: a round is confirmed by a majority of answers to it or a later one', () => {
  const leadership = new Leadership('n0', SERVERS, 1);
  const first = leadership.nextRound();
  const second = leadership.nextRound();
  expect(leadership.confirmedRound()).toBe(0);
  leadership.takeIn('n1', result(true, 1, first), 1);
  expect(leadership.confirmedRound()).toBe(first);
  leadership.takeIn('n2', result(false, 0, second), 1);
  expect(leadership.confirmedRound()).toBe(second);
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
