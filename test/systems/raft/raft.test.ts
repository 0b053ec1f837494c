/**
 * Whole runs of the Raft cluster: what clients get while servers fail around them.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/scenario/fault.js';
import type { Run } from '../../../src/simulator/simulate.js';
import { simulate } from '../../../src/simulator/simulate.js';
import { raft } from '../../../src/systems/raft/raft.js';
import { answersOf, calmScenario } from '../calm-scenario.js';
import type { Calm } from '../calm-scenario.js';

function run(calm: Omit<Calm, 'system'>): Run {
  return simulate(calmScenario({ system: 'raft', ...calm }), raft);
}

/** The server that leads first in these calm runs, whatever fails later. */
function firstLeader(servers = 3): string {
  const calm = run({ servers, asked: [['c0', 300, 'get']] });
  return calm.trace.notes.find(({ label }) => label === 'leader')!.node;
}

function isolate(node: string, atMs: number, forMs: number, servers = 3): Fault {
  const others = Array.from({ length: servers }, (_, at) => `n${at}`).filter((n) => n !== node);
  const window = { id: 'f1', atUs: atMs * 1_000, forUs: forMs * 1_000 };
  return { ...window, kind: 'partition', shape: 'isolate', groups: [[node], others] };
}

function crash(id: string, node: string, atMs: number, forMs: number): Fault {
  return { id, kind: 'crash', node, atUs: atMs * 1_000, forUs: forMs * 1_000 };
}

test('a calm cluster elects one leader and answers everything', () => {
  const calm = run({
    asked: [
      ['c0', 300, 'get'],
      ['c0', 310, 'put', '1'],
      ['c1', 340, 'append', '+2'],
      ['c0', 380, 'cas', ['1+2', '3']],
      ['c1', 420, 'cas', ['1', '4']],
      ['c1', 440, 'get'],
      ['c0', 480, 'delete'],
      ['c1', 520, 'cas', ['3', '5']],
    ],
  });
  expect(answersOf(calm)).toEqual([
    null,
    '1',
    '+2',
    ['1+2', '3'],
    ['fail', [22, 'precondition failed']],
    '3',
    null,
    ['fail', [20, 'key does not exist']],
  ]);
  expect(calm.marks.get('leader elected')).toBe(1);
});

test('a cluster of one server leads itself', () => {
  const alone = run({
    servers: 1,
    asked: [
      ['c0', 200, 'put', '1'],
      ['c0', 210, 'get'],
    ],
  });
  expect(answersOf(alone)).toEqual(['1', '1']);
});

describe('section 5.2: when the leader is cut off', () => {
  const faults = [isolate(firstLeader(), 400, 600)];

  test('the others elect another, and clients find it', () => {
    const parted = run({
      faults,
      asked: [
        ['c0', 300, 'put', '1'],
        ['c0', 420, 'append', '+2'],
      ],
    });
    expect(answersOf(parted)).toEqual(['1', '+2']);
    expect(parted.trace.notes.filter(({ label }) => label === 'leader')).toHaveLength(2);
  });

  test('thesis 6.4: it does not answer reads from what it knows, except with the bug', () => {
    const asked = [
      ['c0', 300, 'put', '1'],
      ['c0', 600, 'put', '2'],
      ['c1', 310, 'get'],
      ['c1', 800, 'get'],
    ] as const;
    const answers = (bugs: string[]): unknown[] => answersOf(run({ faults, asked, bugs }));
    expect(answers([])[3]).toBe('2');
    expect(answers(['stale-leader-read'])[3]).toBe('1');
  });
});

describe('section 5.1 and Figure 2: stable storage', () => {
  const everybody = ['n0', 'n1', 'n2'].map((node, at) => crash(`f${at}`, node, 400, 100 + 5 * at));

  test('what was answered survives a power loss of all servers', () => {
    const restarted = run({
      faults: everybody,
      asked: [
        ['c0', 300, 'put', '1'],
        ['c0', 380, 'append', '+2'],
        ['c1', 700, 'get'],
      ],
    });
    expect(answersOf(restarted)).toEqual(['1', '+2', '1+2']);
  });

  test('terms never go back', () => {
    const restarted = run({
      faults: everybody,
      asked: [
        ['c0', 300, 'put', '1'],
        ['c0', 700, 'get'],
      ],
    });
    const terms = restarted.trace.notes
      .filter(({ label }) => label === 'leader')
      .map(({ data }) => Number(data['term']));
    expect(terms).toHaveLength(2);
    expect(terms[1]).toBeGreaterThan(terms[0]!);
  });
});

test('section 8: a client that asks a follower is sent to the leader', () => {
  const follower = ['n0', 'n1', 'n2'].find((node) => node !== firstLeader())!;
  const client = `c${follower.slice(1)}`;
  const calm = run({ asked: [[client, 300, 'put', '1']] });
  expect(answersOf(calm)).toEqual(['1']);
  // The default client begins with the server of its own number: one refusal, one answer.
  expect(calm.operations[0]!.endUs - calm.operations[0]!.startUs).toBeLessThan(12_000);
});
