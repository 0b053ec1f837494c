/**
 * Faults that attack messages, links and trust: all that is drawn is valid, acts on what exists,
 * and leaves the draws of the kinds before them as they were.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultScheduleArbitrary } from '../../src/generate/fault-schedules.js';
import { FAULT_CATALOGUE, faultSchema } from '../../src/scenario/fault-catalogue.js';
import type { Fault, FaultKind, FaultOf } from '../../src/scenario/fault.js';
import { nodesNamedBy, renameFault } from '../../src/scenario/faults/nodes.js';
import type { Profile } from '../../src/scenario/profile.js';
import { hashString } from '../../src/scenario/randomness.js';
import { PROFILE } from './sources.js';

const SERVERS = ['n0', 'n1', 'n2', 'n3', 'n4'];
const CLIENTS = ['c0', 'c1', 'c2'];

const KINDS = [
  'partition',
  'loss',
  'duplication',
  'reordering',
  'delay',
  'corruption',
  'hold',
  'latency',
  'geography',
  'bandwidth',
  'message-limit',
  'tampering',
  'spoofing',
  'replay',
  'credential',
  'omission',
  'byzantine',
] as const satisfies readonly FaultKind[];

/** What profiles may say beyond weights. */
const OPEN: Partial<Profile> = {
  partitionShapes: { isolate: 1, halves: 1, bridge: 1, ring: 3, custom: 3 },
  messageTypes: ['query', 'store'],
  byzantineMax: 2,
};

function schedules(
  profile: Partial<Profile>,
  servers: readonly string[] = SERVERS,
  numRuns = 60,
): Fault[][] {
  const arbitrary = faultScheduleArbitrary({
    profile: { ...PROFILE, ...profile },
    servers,
    clients: CLIENTS,
    loadUs: 100_000,
  });
  return fc.sample(arbitrary, { seed: 1, numRuns });
}

function only<Kind extends FaultKind>(
  kind: Kind,
  profile: Partial<Profile> = {},
  servers: readonly string[] = SERVERS,
): FaultOf<Kind>[] {
  const faultWeights = { [kind]: 1 };
  return schedules({ ...profile, faultWeights }, servers).flat() as FaultOf<Kind>[];
}

describe.each(KINDS)('%s', (kind) => {
  test.each<[string, Partial<Profile>, string[]]>([
    ['five servers', {}, SERVERS],
    ['five servers, and all a profile may say', OPEN, SERVERS],
    ['two servers', OPEN, ['n0', 'n1']],
    ['one server', OPEN, ['n0']],
  ])('drawn for %s is valid, and names nodes that exist', (_which, profile, servers) => {
    const drawn = only(kind, profile, servers);
    expect(drawn.length).toBeGreaterThan(100);
    const known = new Set([...servers, ...CLIENTS]);
    for (const fault of drawn) {
      expect(fault.kind).toBe(kind);
      expect(faultSchema.parse(JSON.parse(JSON.stringify(fault)))).toEqual(fault);
      for (const [, name] of nodesNamedBy(fault)) expect(known).toContain(name);
    }
  });

  test('its parameters in the catalogue are its fields', () => {
    const { summary, notion, parameters } = FAULT_CATALOGUE[kind];
    expect(summary.length * notion.length).toBeGreaterThan(0);
    const fields = new Set(
      [...only(kind), ...only(kind, OPEN)].flatMap((fault) => Object.keys(fault)),
    );
    for (const field of ['id', 'kind', 'atUs', 'forUs']) fields.delete(field);
    // A share is fixed for what hits all or none, and no field is drawn: only files have these.
    const unused = { loss: ['byUs'], delay: ['ppm'] }[kind as string] ?? [];
    for (const field of fields) {
      if (!unused.includes(field)) expect(Object.keys(parameters)).toContain(field);
    }
    const drawable = Object.keys(parameters).filter((name) => name !== 'field');
    expect(drawable.filter((name) => !fields.has(name))).toEqual([]);
  });

  test('under new names it is valid still, or gone with its last node', () => {
    for (const fault of only(kind, OPEN).slice(0, 100)) {
      const without = renameFault(fault, (name) => (name === 'n0' ? undefined : name));
      if (without === undefined) continue;
      expect(() => faultSchema.parse(without)).not.toThrow();
      expect([...nodesNamedBy(without)].map(([, name]) => name)).not.toContain('n0');
    }
  });
});

test('a value out of its range is refused', () => {
  const of = (kind: FaultKind): Fault => only(kind, OPEN)[0] as Fault;
  const bad: readonly [FaultKind, Record<string, unknown>][] = [
    ['loss', { type: '' }],
    ['loss', { peer: 'x1' }],
    ['corruption', { ppm: -1 }],
    ['corruption', { field: '' }],
    ['hold', { to: 'n1' }],
    ['latency', { latency: { kind: 'uniform', minUs: 3, maxUs: 2 } }],
    ['latency', { latency: { kind: 'normal' } }],
    ['geography', { betweenUs: [[0]] }],
    ['geography', { betweenUs: [[-1]], groups: [['n0']] }],
    ['bandwidth', { bytesPerSecond: 0 }],
    ['bandwidth', { overflow: 'explode' }],
    ['message-limit', { maxBytes: 0.5 }],
    ['tampering', { byUs: 3 }],
    ['spoofing', { node: 'n1', as: 'n1' }],
    ['replay', { byUs: -1 }],
    ['credential', { client: 'n0' }],
    ['credential', { state: 'lost' }],
    ['omission', { direction: 'both' }],
    ['byzantine', { behaviour: 'honest' }],
    ['byzantine', { node: 'c0' }],
  ];
  for (const [kind, change] of bad) {
    const what = `${kind} ${JSON.stringify(change)}`;
    expect(faultSchema.safeParse(of(kind)).success, kind).toBe(true);
    expect(faultSchema.safeParse({ ...of(kind), ...change }).success, what).toBe(false);
  }
});

test.each([
  [['n0'], 3152598200],
  [['n0', 'n1'], 2131529989],
  [SERVERS, 1714402485],
])('schedules of the earlier kinds are drawn as ever: %j', (servers, pinned) => {
  expect(hashString(JSON.stringify(schedules({}, servers, 300)))).toBe(pinned);
});

describe('partitions that a profile asks for', () => {
  test('in a ring each server is with two others, and only of four or more', () => {
    const rings = only('partition', { ...OPEN, partitionShapes: { ring: 1 } });
    for (const { shape, groups } of rings) {
      expect(shape).toBe('ring');
      expect(groups).toHaveLength(SERVERS.length);
      for (const server of SERVERS) {
        expect(groups.filter((group) => group.includes(server))).toHaveLength(2);
      }
    }
    const few = only('partition', OPEN, ['n0', 'n1', 'n2']);
    expect(few.map(({ shape }) => shape)).not.toContain('ring');
  });

  test('custom ones leave out no server, and now and then a node is in two groups', () => {
    const custom = only('partition', { partitionShapes: { custom: 1 } });
    for (const { groups } of custom) {
      expect(new Set(groups.flat().filter((name) => name.startsWith('n')))).toEqual(
        new Set(SERVERS),
      );
    }
    const sizes = custom.map(({ groups }) => new Set(groups.flat()).size - groups.flat().length);
    expect(sizes.some((size) => size < 0)).toBe(true);
    expect(sizes.some((size) => size === 0)).toBe(true);
  });
});

describe('at most so many servers lie', () => {
  test.each([
    [undefined, 1],
    [0, 0],
    [1, 1],
    [2, 2],
  ])('byzantineMax %s', (byzantineMax, most) => {
    const bound = byzantineMax === undefined ? {} : { byzantineMax };
    const counts = schedules({ ...bound, faultWeights: { byzantine: 1 } }).map(
      (faults) => new Set((faults as FaultOf<'byzantine'>[]).map(({ node }) => node)).size,
    );
    expect(Math.max(...counts)).toBe(most);
  });

  test('other faults are left where they are', () => {
    const both = { byzantine: 1, crash: 1 };
    const crashes = (profile: Partial<Profile>): string =>
      JSON.stringify(
        schedules({ faultWeights: both, ...profile }).map((all) =>
          all.filter(({ kind }) => kind === 'crash'),
        ),
      );
    expect(crashes({ byzantineMax: 0 })).toBe(crashes({ byzantineMax: 5 }));
  });
});
