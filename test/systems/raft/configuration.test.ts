/**
 * Membership (Ongaro's thesis, chapter 4): which configuration counts, and which comes next.
 */

import { describe, expect, test } from 'vitest';
import { configurationOf, nextMembers } from '../../../src/systems/raft/configuration.js';
import { compacted, withEntries } from '../../../src/systems/raft/log.js';
import { log, snapshot } from './logs.js';

const FIRST = ['n0', 'n1', 'n2'];
const WITHOUT = ['n0', 'n1'];
const WITH = ['n0', 'n1', 'n3'];

describe('section 4.1: the latest configuration in the log', () => {
  const changed = withEntries(log(1, 1), [
    { term: 1, command: null, members: WITHOUT },
    { term: 2, command: null },
    { term: 2, command: null, members: WITH },
  ]);

  test('is the first one while there is no other', () => {
    expect(configurationOf(log(1, 2), FIRST)).toEqual({ index: 0, members: FIRST });
  });

  test('counts from the moment it is there', () => {
    expect(configurationOf(changed, FIRST)).toEqual({ index: 5, members: WITH });
  });

  test('at an index is the latest up to there', () => {
    const indexOf = (limit: number): number => configurationOf(changed, FIRST, limit).index;
    expect([0, 2, 3, 4, 5, 9].map(indexOf)).toEqual([0, 0, 3, 3, 5, 5]);
  });

  test('is in the snapshot when its entry is no more', () => {
    const short = compacted(changed, snapshot(4, 2, WITHOUT));
    expect(configurationOf(short, FIRST)).toEqual({ index: 5, members: WITH });
    expect(configurationOf(short, FIRST, 4)).toEqual({ index: 4, members: WITHOUT });
    const unchanged = compacted(log(1, 2), snapshot(2, 2));
    expect(configurationOf(unchanged, FIRST)).toEqual({ index: 0, members: FIRST });
  });
});

describe('section 4.1: one server at a time', () => {
  test.each([
    ['add', { type: 'add', node: 'n3' }, ['n0', 'n1', 'n2', 'n3']],
    ['add who is in', { type: 'add', node: 'n2' }, undefined],
    ['remove', { type: 'remove', node: 'n2' }, ['n0', 'n1']],
    ['remove who is not in', { type: 'remove', node: 'n3' }, undefined],
    ['replace adds first', { type: 'replace', node: 'n2', by: 'n3' }, [...FIRST, 'n3']],
    ['replace then removes', { type: 'replace', node: 'n0', by: 'n1' }, ['n1', 'n2']],
  ] as const)('%s', (_, command, next) => {
    expect(nextMembers(FIRST, command)).toEqual(next);
  });

  test('the last member stays', () => {
    expect(nextMembers(['n0'], { type: 'remove', node: 'n0' })).toBeUndefined();
  });
});
