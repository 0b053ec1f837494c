/**
 * The counter on one server: its switches, its correct twin, and a request that comes twice.
 */

import { expect, test } from 'vitest';
import { simulate } from '../../src/simulator/simulate.js';
import { counterService } from '../../src/systems/counter-service.js';
import { testSwitches } from '../fixtures/switches.js';
import { answersOf, calmScenario } from './calm-scenario.js';

testSwitches({
  system: counterService,
  budgets: { 'no-dedup': 10, 'ack-before-fsync': 60 },
  twins: 500,
});

test.each([
  [[], 2],
  [['no-dedup'], 3],
])('an answer that is lost, and switches %j: the sum is %i', (bugs, sum) => {
  const scenario = calmScenario({
    system: 'counter',
    servers: 1,
    bugs,
    asked: [
      ['c0', 0, 'add'],
      ['c1', 100, 'add'],
      ['c1', 200, 'read'],
    ],
    // Long enough for the answer, too short for the second request.
    faults: [
      {
        id: 'f1',
        kind: 'client-link',
        client: 'c0',
        direction: 'reply',
        servers: ['n0'],
        atUs: 0,
        forUs: 20_000,
      },
    ],
  });
  expect(answersOf(simulate(scenario, counterService))[2]).toBe(sum);
});
