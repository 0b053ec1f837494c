/**
 * Log compaction in whole runs (Ongaro's thesis, chapter 5).
 */

import { expect, test } from 'vitest';
import type { Fault } from '../../../src/scenario/fault.js';
import type { Run } from '../../../src/simulator/simulate.js';
import { simulate } from '../../../src/simulator/simulate.js';
import { raftSnapshots } from '../../../src/systems/raft/raft-snapshots.js';
import { answersOf, calmScenario } from '../calm-scenario.js';
import type { Asked } from '../calm-scenario.js';

function run(asked: readonly Asked[], faults: readonly Fault[] = []): Run {
  return simulate(calmScenario({ system: 'raft-snapshots', asked, faults }), raftSnapshots);
}

/** The server that leads first in these calm runs, whatever fails later. */
const LEADER = run([['c0', 300, 'get']]).trace.notes.find(({ label }) => label === 'leader')!.node;
const [FIRST, SECOND] = ['n0', 'n1', 'n2'].filter((node) => node !== LEADER) as [string, string];

function crash(id: string, node: string, atMs: number, forMs: number): Fault {
  return { id, kind: 'crash', node, atUs: atMs * 1_000, forUs: forMs * 1_000 };
}

const WRITES = Array.from({ length: 8 }, (_, at): Asked => [
  'c0',
  400 + 20 * at,
  'append',
  `+${at}`,
]);
const READ: Asked = ['c0', 1_300, 'get'];
const ALL = '+0+1+2+3+4+5+6+7';

test('a follower that lags gets a snapshot, and can stand in for the leader then', () => {
  const faults = [crash('f1', FIRST, 350, 400), crash('f2', LEADER, 1_000, 900)];
  const lagged = run([...WRITES, READ], faults);
  expect(lagged.marks.get('snapshot installed')).toBe(1);
  expect(answersOf(lagged).at(-1)).toBe(ALL);
});

test('who was there all the time needs none', () => {
  const calm = run([...WRITES, READ]);
  expect(calm.marks.get('log compacted')).toBeGreaterThanOrEqual(6);
  expect(calm.marks.get('snapshot installed')).toBeUndefined();
  expect(answersOf(calm).at(-1)).toBe(ALL);
});

test('what was compacted survives a power loss of all servers', () => {
  const faults = [LEADER, FIRST, SECOND].map((node, at) => crash(`f${at}`, node, 700, 100 + at));
  expect(answersOf(run([...WRITES, READ], faults)).at(-1)).toBe(ALL);
});
