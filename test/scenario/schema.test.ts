/**
 * The schema of scenarios: what it takes, what it refuses, and that a refusal names the place.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { scenarioSchema } from '../../src/scenario/schema.js';

const window = { id: 'f1', atUs: 10, forUs: 20 };

/** One of each kind. */
const FAULTS: readonly Fault[] = [
  { ...window, kind: 'partition', shape: 'halves', groups: [['n0', 'c0'], ['n1']] },
  { ...window, kind: 'partition', shape: 'isolate', groups: [['n0'], ['n1', 'n2']] },
  {
    ...window,
    kind: 'partition',
    shape: 'bridge',
    groups: [
      ['n0', 'n1'],
      ['n0', 'n2'],
    ],
  },
  { ...window, kind: 'one-way', from: ['n0'], to: ['c1'] },
  { ...window, kind: 'client-link', client: 'c1', direction: 'reply', servers: ['n0'] },
  { ...window, kind: 'loss', node: 'n0', ppm: 1_000_000, byUs: 0 },
  { ...window, kind: 'duplication', node: 'n0', ppm: 1, byUs: 5 },
  { ...window, kind: 'reordering', node: 'n0', ppm: 1, byUs: 5 },
  { ...window, kind: 'delay', node: 'n0', ppm: 1_000_000, byUs: 5 },
  { ...window, kind: 'crash', node: 'n2' },
  { ...window, kind: 'pause', node: 'n2' },
  { ...window, kind: 'slow', node: 'n2', byUs: 7 },
  { ...window, kind: 'clock-offset', node: 'n2', byUs: -7 },
  { ...window, kind: 'clock-jump', node: 'n2', byUs: 7 },
  { ...window, kind: 'clock-drift', node: 'n2', ppm: -900_000 },
];

const GOOD: Scenario = {
  version: 1,
  system: { name: 'abd', bugs: ['no-write-back'] },
  workload: 'register',
  topology: { servers: 3, clients: 2 },
  network: {
    latency: { kind: 'long-tail', minUs: 1, scaleUs: 10, maxUs: 100 },
    lossPpm: 0,
    duplicationPpm: 1_000_000,
    reorderingPpm: 5,
    reorderingUs: 9,
  },
  disk: { syncMinUs: 3, syncMaxUs: 3 },
  timeoutUs: 1,
  healAtUs: 0,
  program: [
    { id: 0, client: 'c0', atUs: 0, f: 'write', key: 'x', value: { list: [1, null, 'two', true] } },
    { id: 7, client: 'c1', atUs: 5, f: 'read', value: null, phase: 'final' },
  ],
  faults: FAULTS.map((fault, at) => ({ ...fault, id: `f${at}` })),
  deviations: [
    {
      message: { cause: 'op 7', type: 'store', from: 'c1', to: 'n2', nth: 1 },
      kind: 'late',
      byUs: 0,
    },
  ],
  seed: 0xffffffff,
};

/** A deep copy with `value` at `path`; `undefined` removes what is there. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(GOOD) as unknown as Record<string | number, unknown>;
  let at = copy;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

/** Paths of all complaints. */
function complaints(candidate: unknown): string[] {
  const { error } = scenarioSchema.safeParse(candidate);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a good scenario', () => {
  test('is taken, and comes out as it went in', () => {
    expect(scenarioSchema.parse(GOOD)).toEqual(GOOD);
  });

  test('survives JSON', () => {
    expect(scenarioSchema.parse(JSON.parse(JSON.stringify(GOOD)))).toEqual(GOOD);
  });

  test.each([
    ['a fixed latency', ['network', 'latency'], { kind: 'fixed', us: 0 }],
    ['a uniform latency', ['network', 'latency'], { kind: 'uniform', minUs: 2, maxUs: 2 }],
    ['a program of one client', ['program', 1, 'client'], 'c0'],
    ['no program', ['program'], []],
    ['no faults', ['faults'], []],
    ['a deviation of a node that is gone', ['deviations', 0, 'message', 'to'], 'n7'],
  ])('%s is good too', (_what, path, value) => {
    expect(complaints(changed(path, value))).toEqual([]);
  });
});

describe('a bad scenario is refused with the path', () => {
  test.each<[(string | number)[], unknown]>([
    [['version'], 2],
    [['version'], undefined],
    [['system', 'name'], undefined],
    [['system', 'bugs'], 'no-write-back'],
    [['workload'], 5],
    [['topology', 'servers'], 0],
    [['topology', 'servers'], 101],
    [['topology', 'clients'], -1],
    [['network', 'lossPpm'], 1_000_001],
    [['network', 'duplicationPpm'], 0.5],
    [['network', 'reorderingUs'], -1],
    [['network', 'latency', 'kind'], 'normal'],
    [['network', 'latency'], { kind: 'uniform', minUs: 3, maxUs: 2 }],
    [['network', 'latency'], { kind: 'long-tail', minUs: 3, scaleUs: 1, maxUs: 2 }],
    [['network', 'latency', 'scaleUs'], 0],
    [['disk'], { syncMinUs: 3, syncMaxUs: 2 }],
    [['disk', 'syncMinUs'], '3'],
    [['timeoutUs'], 0],
    [['healAtUs'], 1.5],
    [['healAtUs'], 2 ** 53],
    [['seed'], 2 ** 32],
    [['seed'], -1],
    [['program', 0, 'id'], -1],
    [['program', 0, 'id'], 2 ** 31],
    [['program', 1, 'id'], 0],
    [['program', 0, 'client'], 'n0'],
    [['program', 0, 'client'], 'c01'],
    [['program', 0, 'client'], 'c2'],
    [['program', 0, 'atUs'], null],
    [['program', 0, 'f'], undefined],
    [['program', 0, 'value'], undefined],
    [['program', 1, 'phase'], 'load'],
    [['faults', 2, 'kind'], 'meteor'],
    [['faults', 0, 'shape'], 'star'],
    [['faults', 3, 'id'], ''],
    [['faults', 3, 'id'], 'f0'],
    [['faults', 4, 'direction'], 'sideways'],
    [['faults', 4, 'client'], 'n1'],
    [['faults', 5, 'ppm'], -1],
    [['faults', 9, 'node'], 'c0'],
    [['faults', 9, 'node'], 'n3'],
    [['faults', 9, 'node'], 'n02'],
    [['faults', 10, 'forUs'], -5],
    [['faults', 11, 'byUs'], -7],
    [['faults', 14, 'ppm'], -900_001],
    [['deviations', 0, 'kind'], 'early'],
    [['deviations', 0, 'message', 'nth'], 0],
    [['deviations', 0, 'message', 'from'], 'x0'],
  ])('%j = %j', (path, value) => {
    const [first] = complaints(changed(path, value));
    expect(first).toMatch(new RegExp(`^${path.join('\\.')}: .`));
  });

  test.each<[(string | number)[], string, unknown]>([
    [[], 'colour', 'red'],
    [['program', 0], 'colour', 'red'],
    [['faults', 9], 'byUs', 3],
    [['network'], 'jitter', 1],
  ])('%j has a field too many: %s', (path, field, value) => {
    const found = complaints(changed([...path, field], value));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${path.join('\\.')}: .*${field}`));
  });

  test.each([
    ['groups of a partition', ['faults', 0, 'groups'], [['n0'], ['n9']], 'n9'],
    ['ends of a one-way cut', ['faults', 3, 'to'], ['c5'], 'c5'],
    ['servers of a client link', ['faults', 4, 'servers'], ['n4'], 'n4'],
  ])('nodes that do not exist in %s are named', (_what, path, value, name) => {
    const found = complaints(changed(path, value));
    expect(found).toEqual([
      `${path.join('.')}: there is no ${name}: there are 3 servers, 2 clients`,
    ]);
  });

  test('ids that occur twice are named', () => {
    expect(complaints(changed(['program', 1, 'id'], 0))).toEqual([
      'program.1.id: operation id 0 occurs twice',
    ]);
    expect(complaints(changed(['faults', 3, 'id'], 'f0'))).toEqual([
      'faults.3.id: fault id f0 occurs twice',
    ]);
  });

  test.each([null, undefined, 'scenario', 5, []])('%j is no scenario', (candidate) => {
    expect(complaints(candidate)).not.toEqual([]);
  });
});
