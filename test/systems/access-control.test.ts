/**
 * The access-control system: its switches, its correct twin, and changes of rights that overtake
 * each other.
 */

import { describe, expect, test } from 'vitest';
import { fingerprintOf, judgeRun } from '../../src/run/judge.js';
import type { Fault } from '../../src/scenario/fault.js';
import { hashString } from '../../src/scenario/randomness.js';
import { simulate } from '../../src/simulator/simulate.js';
import { accessControl } from '../../src/systems/access-control.js';
import { restrictedRegisterWorkload } from '../../workloads/index.js';
import { testSwitches } from '../fixtures/switches.js';
import { answersOf, calmScenario } from './calm-scenario.js';

testSwitches({
  system: accessControl,
  budgets: {
    'signature-unchecked': 20,
    'expiry-unchecked': 20,
    'revocation-forgotten': 200,
    'checked-too-late': 20,
  },
  twins: 500,
});

/** An id of a fault of which this server hears first. */
function idHeardBy(server: number): string {
  return ['f1', 'f2', 'f3', 'f4'].find((id) => hashString(id) % 2 === server)!;
}

/** A right is lost, given back through n1, whose message is held, and lost again at n0. */
const OVERTAKEN: readonly Fault[] = [
  {
    id: idHeardBy(1),
    kind: 'credential',
    client: 'c0',
    state: 'revoked',
    atUs: 10_000,
    forUs: 40_000,
  },
  { id: 'f8', kind: 'hold', from: ['n1'], to: ['n0'], atUs: 30_000, forUs: 90_000 },
  {
    id: idHeardBy(0),
    kind: 'credential',
    client: 'c0',
    state: 'revoked',
    atUs: 80_000,
    forUs: 200_000,
  },
];

describe.each([
  [[], ['fail', 'revoked'], undefined],
  [['changes-unordered'], null, 'unauthorized-operation'],
] as const)('with %j', (bugs, answer, anomaly) => {
  test('a right that was lost twice and given back once', () => {
    const scenario = calmScenario({
      system: 'access-control',
      bugs,
      servers: 2,
      asked: [['c0', 150, 'read']],
      faults: OVERTAKEN,
    });
    const run = simulate(scenario, accessControl);
    expect(answersOf(run)).toEqual([answer]);
    expect(fingerprintOf(judgeRun(run, restrictedRegisterWorkload))?.anomaly).toBe(anomaly);
  });
});
