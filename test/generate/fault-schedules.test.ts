/**
 * Fault schedules: only kinds that weigh something, only nodes that exist, and faults that can make
 * a difference.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultScheduleArbitrary } from '../../src/generate/fault-schedules.js';
import type { FaultSettings } from '../../src/generate/faults/draw.js';
import type { Fault, FaultKind } from '../../src/scenario/fault.js';
import type { Profile } from '../../src/scenario/profile.js';
import { PROFILE } from './sources.js';

const SERVERS = ['n0', 'n1', 'n2', 'n3', 'n4'];
const CLIENTS = ['c0', 'c1', 'c2'];

function schedules(profile: Partial<Profile>, settings: Partial<FaultSettings> = {}): Fault[][] {
  const arbitrary = faultScheduleArbitrary({
    profile: { ...PROFILE, ...profile },
    servers: SERVERS,
    clients: CLIENTS,
    loadUs: 100_000,
    ...settings,
  });
  return fc.sample(arbitrary, { seed: 1, numRuns: 300 });
}

function only<Kind extends FaultKind>(
  kind: Kind,
  profile: Partial<Profile> = {},
  settings: Partial<FaultSettings> = {},
): Extract<Fault, { kind: Kind }>[] {
  const drawn = schedules({ ...profile, faultWeights: { [kind]: 1 } }, settings).flat();
  expect(drawn.length).toBeGreaterThan(300);
  return drawn as Extract<Fault, { kind: Kind }>[];
}

describe('kinds', () => {
  test('all that weigh something occur, the heavier the oftener', () => {
    const counts = new Map<string, number>();
    for (const { kind } of schedules({}).flat()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(Object.keys(PROFILE.faultWeights).sort());
    expect(counts.get('partition')).toBeGreaterThan(2 * (counts.get('crash') ?? 0) * 0.7);
    expect(counts.get('partition')).toBeGreaterThan(2 * (counts.get('pause') ?? 0));
  });

  test('one that weighs nothing does not', () => {
    const faultWeights = { crash: 0, pause: 3 };
    const kinds = new Set(
      schedules({ faultWeights }).flatMap((all) => all.map(({ kind }) => kind)),
    );
    expect([...kinds]).toEqual(['pause']);
  });

  test('without any weight there are no faults', () => {
    expect(schedules({ faultWeights: { crash: 0 } }).flat()).toEqual([]);
    expect(schedules({ faultWeights: {} }).flat()).toEqual([]);
  });
});

test.each([
  [0, 0],
  [0, 2],
  [2, 2],
  [5, 6],
  [5, 9],
])('there are from %i to %i faults', (min, max) => {
  const counts = schedules({ faults: { min, max } }).map(({ length }) => length);
  expect(Math.min(...counts)).toBe(min);
  expect(Math.max(...counts)).toBe(max);
});

describe('partitions', () => {
  test('all shapes occur, and each parts what it says', () => {
    const drawn = only('partition', { clientsPartedPpm: 0 });
    expect(new Set(drawn.map(({ shape }) => shape))).toEqual(
      new Set(['halves', 'isolate', 'bridge']),
    );
    for (const { shape, groups } of drawn) {
      expect(groups).toHaveLength(2);
      expect(new Set(groups.flat())).toEqual(new Set(SERVERS));
      const sizes = groups.map(({ length }) => length);
      if (shape === 'halves') expect(sizes).toEqual([2, 3]);
      if (shape === 'isolate') expect(sizes).toEqual([1, 4]);
      if (shape === 'bridge') expect(sizes).toEqual([3, 3]);
    }
  });

  test.each([
    ['none', 0],
    ['all', 1_000_000],
  ])('%s of them part the clients too, if the profile says so', (_which, clientsPartedPpm) => {
    for (const { groups } of only('partition', { clientsPartedPpm })) {
      const parted = groups.flat().filter((name) => name.startsWith('c'));
      expect(parted.sort()).toEqual(clientsPartedPpm === 0 ? [] : CLIENTS);
    }
  });

  test('there is no bridge between two servers', () => {
    const drawn = only('partition', {}, { servers: ['n0', 'n1'] });
    expect(drawn.map(({ shape }) => shape)).not.toContain('bridge');
  });
});

describe('one-way cuts', () => {
  test('have one node at one end, and others at the other', () => {
    const drawn = only('one-way', { clientsPartedPpm: 0 });
    for (const { from, to } of drawn) {
      expect(Math.min(from.length, to.length)).toBe(1);
      expect([...from, ...to].every((name) => SERVERS.includes(name))).toBe(true);
      expect(from.filter((name) => to.includes(name))).toEqual([]);
    }
    expect(drawn.some(({ from }) => from.length > 1)).toBe(true);
    expect(drawn.some(({ to }) => to.length > 1)).toBe(true);
  });

  test('are between a server and clients, if the profile says so', () => {
    for (const { from, to } of only('one-way', { clientsPartedPpm: 1_000_000 })) {
      expect([from, to].filter(([name]) => name?.startsWith('c'))).toHaveLength(1);
    }
  });

  test('of a single server are between it and clients', () => {
    const drawn = only('one-way', { clientsPartedPpm: 0 }, { servers: ['n0'] });
    for (const { from, to } of drawn) expect(Math.min(from.length, to.length)).toBe(1);
  });
});

test('client links name a client and one server or all', () => {
  const drawn = only('client-link');
  expect(new Set(drawn.map(({ servers }) => servers.length))).toEqual(new Set([1, 5]));
  expect(new Set(drawn.map(({ direction }) => direction)).size).toBe(3);
  expect(new Set(drawn.map(({ client }) => client))).toEqual(new Set(CLIENTS));
});

test('clocks go wrong in both directions', () => {
  for (const kind of ['clock-offset', 'clock-jump'] as const) {
    expect(new Set(only(kind).map(({ byUs }) => Math.sign(byUs)))).toEqual(new Set([1, -1]));
  }
  expect(new Set(only('clock-drift').map(({ ppm }) => Math.sign(ppm)))).toEqual(new Set([1, -1]));
});
