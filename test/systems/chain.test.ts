/**
 * Chain replication: its switches, its correct twin, and how the next chain is chosen.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/simulator/simulate.js';
import { chain } from '../../src/systems/chain/chain.js';
import { epochAfter, majorityOf, nextChain } from '../../src/systems/chain/configuration.js';
import type { Chain, Entry } from '../../src/systems/chain/messages.js';
import { testSwitches } from '../fixtures/switches.js';
import { answersOf, calmScenario, type Calm } from './calm-scenario.js';

testSwitches({
  system: chain,
  budgets: {
    'read-anywhere': 60,
    'old-tail-answers': 70,
    'head-answers': 10,
    'no-fence': 60,
  },
  twins: 500,
});

const SERVERS = ['n0', 'n1', 'n2', 'n3', 'n4'];

function entry(id: number): Entry {
  return { request: { id, f: 'write', key: 'x', value: id }, client: 'c0' };
}

/** What each server says it has; the first in epoch 0, unless given. */
function reports(of: Readonly<Record<string, Chain>>): ReadonlyMap<string, Chain> {
  return new Map(Object.entries(of));
}

describe('the next chain (van Renesse and Schneider, section 3.2)', () => {
  test('any two majorities share a server', () => {
    for (let servers = 1; servers <= 9; servers++) {
      expect(2 * majorityOf(servers)).toBeGreaterThan(servers);
      expect(2 * (majorityOf(servers) - 1)).toBeLessThanOrEqual(servers);
    }
  });

  test('no two servers begin the same epoch, and each is after those known', () => {
    const server = fc.constantFrom(...SERVERS);
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), server, server, (known, other, mine, yours) => {
        const epoch = epochAfter(known, mine, SERVERS);
        expect(epoch).toBeGreaterThan(known);
        if (mine !== yours) expect(epoch).not.toBe(epochAfter(other, yours, SERVERS));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('has the longest log of the newest epoch, and who stays keeps its place', () => {
    const members = ['n2', 'n0', 'n1'];
    const next = nextChain(
      9,
      reports({
        n1: { epoch: 5, members, log: [entry(1)] },
        n2: { epoch: 5, members, log: [entry(1), entry(2)] },
        n3: { epoch: 0, members: SERVERS, log: [entry(3), entry(4), entry(5)] },
      }),
    );
    expect(next.epoch).toBe(9);
    expect(next.members).toEqual(['n2', 'n1', 'n3']);
    expect(next.log.map(({ request }) => request.id)).toEqual([1, 2]);
  });

  test('has all that a tail acknowledged, whichever majority reports', () => {
    const members = fc.shuffledSubarray(SERVERS, { minLength: majorityOf(SERVERS.length) });
    const reporting = fc.shuffledSubarray(SERVERS, { minLength: majorityOf(SERVERS.length) });
    const more = fc.array(fc.nat(3), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(members, reporting, fc.nat(4), more, (inChain, who, acknowledged, beyond) => {
        const log = Array.from({ length: 8 }, (_, id) => entry(id));
        const told = who.map((server): [string, Chain] => {
          const at = inChain.indexOf(server);
          if (at < 0) return [server, { epoch: 0, members: SERVERS, log: [entry(99)] }];
          // Who is nearer to the head has as much as who is farther.
          const length = acknowledged + Math.max(0, ...beyond.slice(at, inChain.length - 1));
          return [server, { epoch: 3, members: inChain, log: log.slice(0, length) }];
        });
        const next = nextChain(7, new Map(told));
        expect(next.log.slice(0, acknowledged)).toEqual(log.slice(0, acknowledged));
        expect([...next.members].sort()).toEqual([...who].sort());
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

describe('a chain', () => {
  function run(calm: Omit<Calm, 'system'>): ReturnType<typeof simulate> {
    return simulate(calmScenario({ system: 'chain', ...calm }), chain);
  }

  test('that nothing disturbs does not change', () => {
    const done = run({
      asked: [
        ['c0', 0, 'write', 'a'],
        ['c1', 100, 'read'],
        ['c0', 200, 'write', 'b'],
        ['c1', 300, 'read'],
      ],
    });
    expect(answersOf(done)).toEqual(['a', 'a', 'b', 'b']);
    expect(done.marks.get('chain changed')).toBeUndefined();
  });

  test.each(['n0', 'n1', 'n2'])('goes on without %s, and loses nothing', (server) => {
    const done = run({
      asked: [
        ['c0', 0, 'write', 'a'],
        ['c1', 200, 'read'],
        ['c0', 300, 'write', 'b'],
        ['c1', 400, 'read'],
      ],
      faults: [
        { id: 'f1', kind: 'crash', node: server, atUs: 50_000, forUs: 1_000_000, disk: 'synced' },
      ],
    });
    expect(answersOf(done)).toEqual(['a', 'a', 'b', 'b']);
    expect(done.marks.get('chain changed')).toBeGreaterThan(0);
  });
});
