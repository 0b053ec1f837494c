/**
 * Whole runs of primary-backup replication: failover, retries, restarts (Liskov and Cowling 2012).
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/scenario/fault.js';
import { simulate } from '../../../src/simulator/simulate.js';
import type { Run } from '../../../src/simulator/simulate.js';
import { primaryBackup } from '../../../src/systems/primary-backup/primary-backup.js';
import { answersOf, calmScenario } from '../calm-scenario.js';
import type { Calm } from '../calm-scenario.js';

function run(calm: Omit<Calm, 'system'>): Run {
  return simulate(calmScenario({ system: 'primary-backup', ...calm }), primaryBackup);
}

function crash(id: string, node: string, atMs: number, forMs: number): Fault {
  return { id, kind: 'crash', node, atUs: atMs * 1_000, forUs: forMs * 1_000 };
}

const ISOLATED_PRIMARY: Fault = {
  id: 'f1',
  kind: 'partition',
  shape: 'isolate',
  groups: [['n0'], ['n1', 'n2']],
  atUs: 40_000,
  forUs: 500_000,
};

test('section 4.1: the first primary serves at once', () => {
  const calm = run({
    asked: [
      ['c0', 1, 'read'],
      ['c0', 5, 'write', '1'],
      ['c1', 20, 'read'],
    ],
  });
  expect(answersOf(calm)).toEqual([null, '1', '1']);
  expect(calm.marks.get('view changed')).toBeUndefined();
});

describe('section 4.2: when the primary is cut off', () => {
  const asked = [
    ['c0', 10, 'write', '1'],
    ['c1', 300, 'write', '2'],
    ['c0', 330, 'read'],
    ['c0', 340, 'write', '3'],
    ['c1', 600, 'read'],
  ] as const;

  test('the next one knows what was written, and the old one answers nobody', () => {
    const parted = run({ faults: [ISOLATED_PRIMARY], asked });
    expect(answersOf(parted)).toEqual(['1', '2', '2', '3', '3']);
  });

  test('with split brain both answer', () => {
    const parted = run({ faults: [ISOLATED_PRIMARY], asked, bugs: ['split-brain'] });
    expect(answersOf(parted)).not.toEqual(['1', '2', '2', '3', '3']);
  });
});

describe('section 4.1, step 5: the answer waits for a quorum', () => {
  const asked = [
    ['c0', 50, 'write', '1'],
    ['c1', 600, 'read'],
  ] as const;
  // It answers alone at most, then loses its memory of who it was.
  const faults = [ISOLATED_PRIMARY, crash('f2', 'n0', 60, 900)];

  test('an answered write survives the primary', () => {
    expect(answersOf(run({ faults, asked }))).toEqual(['1', '1']);
  });

  test('with asynchronous replication it does not', () => {
    expect(answersOf(run({ faults, asked, bugs: ['async-replication'] }))).toEqual(['1', null]);
  });
});

test('a power loss of all replicas loses nothing that was answered', () => {
  const faults = ['n0', 'n1', 'n2'].map((node, at) => crash(`f${at}`, node, 50, 30 + 5 * at));
  const restarted = run({
    faults,
    asked: [
      ['c0', 10, 'write', '1'],
      ['c1', 30, 'write', '2'],
      ['c0', 400, 'read'],
    ],
  });
  expect(answersOf(restarted)).toEqual(['1', '2', '2']);
});

test('section 4.1, step 2: a retry to the next primary is answered from the client table', () => {
  // The reply to the write is lost, and so is the primary; the retry meets a log that holds it.
  const faults: Fault[] = [
    {
      id: 'f1',
      kind: 'client-link',
      client: 'c0',
      direction: 'reply',
      servers: ['n0'],
      atUs: 0,
      forUs: 600_000,
    },
    crash('f2', 'n0', 20, 600),
  ];
  const retried = run({
    faults,
    asked: [
      ['c0', 10, 'write', '1'],
      ['c1', 60, 'write', '2'],
      ['c1', 400, 'read'],
    ],
  });
  expect(answersOf(retried)).toEqual(['1', '2', '2']);
});
