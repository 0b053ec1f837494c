/**
 * Leases on clocks that run at another speed (Ongaro's thesis, section 6.4.1).
 */

import { expect, test } from 'vitest';
import type { Fault } from '../../../src/scenario/fault.js';
import type { Run } from '../../../src/simulator/simulate.js';
import { simulate } from '../../../src/simulator/simulate.js';
import { raftLeases } from '../../../src/systems/raft/raft-leases.js';
import { answersOf, calmScenario } from '../calm-scenario.js';
import type { Asked } from '../calm-scenario.js';

const BUG = 'clock-lease-read';

function run(asked: readonly Asked[], bugs: readonly string[], faults: readonly Fault[] = []): Run {
  return simulate(calmScenario({ system: 'raft-leases', bugs, asked, faults }), raftLeases);
}

/** The server that leads first in these calm runs, whatever fails later. */
const LEADER = run([['c0', 300, 'get']], []).trace.notes.find(
  ({ label }) => label === 'leader',
)!.node;
const OTHERS = ['n0', 'n1', 'n2'].filter((node) => node !== LEADER);

const WINDOW = { atUs: 400_000, forUs: 300_000 };
const CUT: Fault = {
  id: 'f1',
  ...WINDOW,
  kind: 'partition',
  shape: 'isolate',
  groups: [[LEADER], OTHERS],
};
const FROZEN: Fault = { id: 'f2', ...WINDOW, kind: 'clock-freeze', node: LEADER };

const ASKED: Asked[] = [
  ['c0', 300, 'put', '1'],
  ['c1', 320, 'get'],
  ['c0', 410, 'put', '2'],
  ['c1', 600, 'get'],
];

/** What the client reads that still asks the old leader. */
function lastRead(bugs: readonly string[], faults: readonly Fault[]): unknown {
  return answersOf(run(ASKED, bugs, faults)).at(-1);
}

test('a leader whose clock stands still reads what others have overwritten, with the bug', () => {
  expect(lastRead([BUG], [CUT, FROZEN])).toBe('1');
});

test('without the bug it asks a majority, and clients go elsewhere', () => {
  expect(lastRead([], [CUT, FROZEN])).toBe('2');
});

test('while clocks run alike a lease does no harm', () => {
  expect(lastRead([BUG], [CUT])).toBe('2');
});

test('a lease saves the round trip to a majority', () => {
  const took = (bugs: readonly string[]): number => {
    const read = run(ASKED, bugs).operations[1]!;
    return read.endUs - read.startUs;
  };
  expect(took([BUG])).toBe(took([]) - 2_000);
});
