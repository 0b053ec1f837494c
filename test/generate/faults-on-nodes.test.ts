/**
 * Faults on nodes as they are drawn: valid, on nodes that exist, and never more than a cluster can
 * be asked to survive.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultScheduleArbitrary } from '../../src/generate/fault-schedules.js';
import { faultSchema } from '../../src/scenario/fault-catalogue.js';
import type { Fault, FaultKind } from '../../src/scenario/fault.js';
import { nodesNamedBy } from '../../src/scenario/faults/nodes.js';
import type { Profile } from '../../src/scenario/profile.js';
import { FAULTS_ON_NODES } from '../scenario/faults-on-nodes.js';
import { PROFILE } from './sources.js';

const CLIENTS = ['c0', 'c1'];
const KINDS = [...new Set(FAULTS_ON_NODES.map(([{ kind }]) => kind))];

function schedules(kind: FaultKind, servers: number, profile: Partial<Profile> = {}): Fault[][] {
  const arbitrary = faultScheduleArbitrary({
    profile: { ...PROFILE, ...profile, faultWeights: { [kind]: 1 } },
    servers: Array.from({ length: servers }, (_, index) => `n${index}`),
    clients: CLIENTS,
    loadUs: 100_000,
  });
  return fc.sample(arbitrary, { seed: 1, numRuns: 100 });
}

describe.each(KINDS)('%s', (kind) => {
  test.each([1, 3, 5])('among %i servers is valid', (servers) => {
    const drawn = schedules(kind, servers).flat();
    if (kind !== 'stop' || servers > 1) expect(drawn.length).toBeGreaterThan(30);
    for (const fault of drawn) {
      expect(fault.kind).toBe(kind);
      expect(faultSchema.parse(fault)).toEqual(fault);
      for (const [, node] of nodesNamedBy(fault)) {
        const count = node.startsWith('n') ? servers : CLIENTS.length;
        expect(Number(node.slice(1))).toBeLessThan(count);
      }
    }
  });
});

describe('choices', () => {
  test('one server stops at most, and none of fewer than three', () => {
    const counts = (servers: number) => schedules('stop', servers).map(({ length }) => length);
    expect(new Set(counts(3))).toEqual(new Set([1]));
    expect(new Set(counts(2))).toEqual(new Set([0]));
  });

  test('all points of a crash occur', () => {
    const points = schedules('crash-point', 3).flatMap((all) =>
      all.map((fault) => (fault.kind === 'crash-point' ? fault.point : '')),
    );
    expect(new Set(points)).toEqual(new Set(['before-persist', 'after-persist', 'before-reply']));
  });

  test('a crash leaves what was synced, or what the profile says', () => {
    const disks = (profile: Partial<Profile>) =>
      new Set(
        schedules('crash', 3, profile).flatMap((all) =>
          all.map((fault) => (fault.kind === 'crash' ? fault.disk : '')),
        ),
      );
    expect(disks({})).toEqual(new Set([undefined]));
    const crashDisks = ['synced', 'all', 'none', 'torn'] as const;
    expect(disks({ crashDisks })).toEqual(new Set([undefined, 'all', 'none', 'torn']));
  });

  test('a retry has the same id, unless the profile says otherwise', () => {
    const ids = (profile: Partial<Profile>) =>
      new Set(
        schedules('retry', 3, profile).flatMap((all) =>
          all.map((fault) => fault.kind === 'retry' && fault.sameId),
        ),
      );
    expect(ids({})).toEqual(new Set([true]));
    expect(ids({ newIdPpm: 500_000 })).toEqual(new Set([true, false]));
  });
});
