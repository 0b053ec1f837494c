/**
 * Unique ids: the switches, the correct twin, and ids across restarts and clocks that step back.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import { simulate } from '../../src/simulator/simulate.js';
import { uniqueIdGenerator } from '../../src/systems/unique-ids.js';
import { testSwitches } from '../fixtures/switches.js';
import { answersOf, calmScenario, type Asked } from './calm-scenario.js';

testSwitches({
  system: uniqueIdGenerator,
  budgets: { 'reset-on-restart': 120, 'backward-clock': 50, 'random-worker': 20 },
  twins: 500,
});

/** Ids as numbers that order them: the unit of time, then the sequence. */
function generated(faults: readonly Fault[], count = 60): number[] {
  const asked = Array.from({ length: count }, (_, at): Asked => ['c0', at, 'generate']);
  const run = simulate(
    calmScenario({ system: 'unique-ids', servers: 1, asked, faults }),
    uniqueIdGenerator,
  );
  return answersOf(run).map((id) => {
    const [unit = NaN, worker, sequence = NaN] = String(id).split('-').map(Number);
    expect(worker).toBe(0);
    return unit * 1_000 + sequence;
  });
}

describe('the ids of one server only ever grow', () => {
  test.each<[string, Fault[]]>([
    ['when nothing is wrong', []],
    ['after a crash', [{ id: 'f1', kind: 'crash', node: 'n0', atUs: 20_300, forUs: 1_000 }]],
    [
      'after two crashes in a row',
      [
        { id: 'f1', kind: 'crash', node: 'n0', atUs: 20_300, forUs: 1_000 },
        { id: 'f2', kind: 'crash', node: 'n0', atUs: 23_300, forUs: 1_000 },
      ],
    ],
    [
      'when its clock steps back',
      [{ id: 'f1', kind: 'clock-jump', node: 'n0', byUs: -5_000_000, atUs: 20_300, forUs: 1_000 }],
    ],
    [
      'when its clock steps back while it is down',
      [
        { id: 'f1', kind: 'crash', node: 'n0', atUs: 20_300, forUs: 4_000 },
        { id: 'f2', kind: 'clock-jump', node: 'n0', byUs: -60_000, atUs: 21_300, forUs: 1_000 },
      ],
    ],
  ])('%s', (_, faults) => {
    const ids = generated(faults);
    expect(ids).toEqual([...new Set(ids)].sort((left, right) => left - right));
  });
});
