/**
 * Operators at a running cluster (Ongaro's thesis, chapter 4). Its first configuration is n0 to n3;
 * n4 waits to be added.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/scenario/fault.js';
import type { Run } from '../../../src/simulator/simulate.js';
import { simulate } from '../../../src/simulator/simulate.js';
import { raftMembership } from '../../../src/systems/raft/raft-membership.js';
import { answersOf, calmScenario } from '../calm-scenario.js';
import type { Asked } from '../calm-scenario.js';

function run(asked: readonly Asked[], faults: readonly Fault[] = []): Run {
  const scenario = calmScenario({ system: 'raft-membership', servers: 5, asked, faults });
  return simulate(scenario, raftMembership);
}

/** The server that leads first in these calm runs, whatever fails later; it is a member. */
const LEADER = run([['c0', 300, 'get']]).trace.notes.find(({ label }) => label === 'leader')!.node;
const [FIRST, SECOND] = ['n0', 'n1', 'n2', 'n3'].filter((node) => node !== LEADER) as [
  string,
  string,
];

function operator(change: 'add' | 'remove', node: string): Fault {
  return { id: 'f1', kind: 'membership', change, node, atUs: 310_000, forUs: 1_000 };
}

/** For good, as far as the clients see. */
function crash(id: string, node: string, atMs: number): Fault {
  return { id, kind: 'crash', node, atUs: atMs * 1_000, forUs: 1_500_000 };
}

/** What a put came to while these two servers were down. */
function answerWithout(lost: readonly string[], faults: readonly Fault[]): unknown {
  const down = lost.map((node, at) => crash(`f${at + 2}`, node, 400 + 100 * at));
  const asked: Asked[] = [
    ['c0', 300, 'put', '1'],
    ['c0', 600, 'append', '+2'],
  ];
  return answersOf(run(asked, [...faults, ...down]))[1];
}

const LOST = ['info', expect.anything()];

test('a majority of the first four must be up, and no other server counts', () => {
  expect(answerWithout([FIRST], [])).toBe('+2');
  expect(answerWithout([FIRST, SECOND], [])).toEqual(LOST);
});

describe('section 4.1: whoever', () => {
  test('was removed is not missed', () => {
    expect(answerWithout([FIRST, SECOND], [operator('remove', FIRST)])).toBe('+2');
  });

  test('was added counts, and has what was written before', () => {
    expect(answerWithout([FIRST, SECOND], [operator('add', 'n4')])).toBe('+2');
  });
});

test('section 4.2.2: a leader that is removed leaves when that is committed', () => {
  const asked: Asked[] = [
    ['c0', 300, 'put', '1'],
    ['c0', 600, 'append', '+2'],
    ['c0', 700, 'get'],
  ];
  const left = run(asked, [operator('remove', LEADER)]);
  expect(answersOf(left)).toEqual(['1', '+2', '1+2']);
  const leaders = left.trace.notes.filter(({ label }) => label === 'leader');
  expect(leaders.map(({ node }) => node)).toEqual([LEADER, expect.not.stringMatching(LEADER)]);
});

test('section 4.2.3: a removed server does not disturb', () => {
  const calm = run([['c0', 1_800, 'put', '1']], [operator('remove', FIRST)]);
  expect(calm.trace.notes.filter(({ label }) => label === 'leader')).toHaveLength(1);
});
