/**
 * Passes that keep the number of things and make each of them simpler.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import { NAMINGS } from '../../src/shrink/canonical.js';
import { compareCost } from '../../src/shrink/cost.js';
import { severity, weakerFaults } from '../../src/shrink/faults/all.js';
import type { Simplify } from '../../src/shrink/oracle.js';
import { asksPass, latenessPass, namesPass, weakenPass } from '../../src/shrink/passes/simplify.js';
import { descent, diskPass, gapsPass, numbersPass } from '../../src/shrink/passes/times.js';
import { clientsPass, serversPass } from '../../src/shrink/passes/topology.js';
import { renameNodes } from '../../src/shrink/rename.js';
import { crash, drive, late, operation, scenarioOf } from './scenarios.js';

const window = { id: 'f1', atUs: 1000, forUs: 9000 };

const simplify: Simplify = ({ f, key }) =>
  f === 'write' ? [{ f: 'read', key: key ?? null, value: null }] : [];

describe('asks', () => {
  test('turns writes that nobody needs into reads', () => {
    const start = scenarioOf({ program: [operation(1), operation(3), operation(5)] });
    const { scenario } = drive(
      asksPass,
      start,
      ({ program }) => program.some(({ value }) => value === 3),
      { serversMin: 3, simplify },
    );
    expect(scenario.program.map(({ f }) => f)).toEqual(['read', 'write', 'read']);
    expect(compareCost(scenario, start, simplify)).toBeLessThan(0);
  });

  test('turns final operations into ordinary ones', () => {
    const start = scenarioOf({ program: [operation(2, { phase: 'final' })] });
    expect(drive(asksPass, start, () => true).scenario.program).toEqual([operation(2)]);
  });
});

describe('weaken', () => {
  const kindsOf = (fault: Fault): string[] =>
    weakerFaults(fault, scenarioOf()).map(({ kind }) => kind);

  test('a crash may become a pause, and that a delay', () => {
    expect(kindsOf(crash(1))).toEqual(['delay', 'pause']);
    expect(kindsOf({ ...window, kind: 'pause', node: 'n0' })).toEqual(['delay']);
    expect(kindsOf({ ...window, kind: 'delay', node: 'n0', ppm: 1_000_000, byUs: 5 })).toEqual([]);
  });

  test('a clock that drifts may jump or be off, in the same direction', () => {
    const drift: Fault = { ...window, kind: 'clock-drift', node: 'n0', ppm: -50_000 };
    expect(weakerFaults(drift, scenarioOf())).toEqual([
      { ...window, kind: 'clock-offset', node: 'n0', byUs: -9000 },
      { ...window, kind: 'clock-jump', node: 'n0', byUs: -9000 },
    ]);
  });

  test('a bridge becomes an isolated server, and names as few nodes as it must', () => {
    const groups = [
      ['n0', 'n1'],
      ['n0', 'n2', 'c1'],
    ];
    const start = scenarioOf({
      faults: [{ ...window, kind: 'partition', shape: 'bridge', groups }],
    });
    const { scenario } = drive(weakenPass, start, ({ faults: [fault] }) =>
      fault?.kind === 'partition' ? fault.groups.flat().includes('n2') : false,
    );
    const [fault] = scenario.faults;
    expect(fault).toMatchObject({ kind: 'partition', shape: 'isolate' });
    expect(fault?.kind === 'partition' && fault.groups.flat()).toHaveLength(2);
  });

  test('a one-way cut of one server becomes its isolation', () => {
    const fault: Fault = { ...window, kind: 'one-way', from: ['n1'], to: ['n0', 'n2'] };
    expect(weakerFaults(fault, scenarioOf())[0]).toEqual({
      ...window,
      kind: 'partition',
      shape: 'isolate',
      groups: [['n1'], ['n0', 'n2']],
    });
  });

  test('every weaker form is weaker', () => {
    const faults: Fault[] = [
      crash(1),
      { ...window, kind: 'slow', node: 'n0', byUs: 500 },
      {
        ...window,
        kind: 'partition',
        shape: 'halves',
        groups: [
          ['n0', 'c0'],
          ['n1', 'n2'],
        ],
      },
      { ...window, kind: 'one-way', from: ['n0', 'c1'], to: ['n1', 'n2'] },
      { ...window, kind: 'client-link', client: 'c0', direction: 'both', servers: ['n0', 'n1'] },
      { ...window, kind: 'clock-jump', node: 'n0', byUs: -5 },
    ];
    for (const fault of faults) {
      for (const weaker of weakerFaults(fault, scenarioOf())) {
        expect(severity(weaker)).toBeLessThan(severity(fault));
      }
    }
  });

  test('a lost message becomes a late one', () => {
    const start = scenarioOf({ deviations: [{ ...late('op 1'), kind: 'drop', byUs: 0 }] });
    const { scenario } = drive(latenessPass, start, () => true);
    expect(scenario.deviations).toMatchObject([{ kind: 'late', byUs: 200_000 }]);
  });
});

describe('topology', () => {
  test('five servers become the three that matter, renamed', () => {
    const faults = [crash(1, { node: 'n1' }), crash(2, { node: 'n4' })];
    const start = scenarioOf({ topology: { servers: 5, clients: 3 }, faults });
    const { scenario } = drive(serversPass, start, (candidate) => candidate.faults.length === 2);
    expect(scenario.topology.servers).toBe(3);
    expect(scenario.faults.map((fault) => 'node' in fault && fault.node)).toEqual(['n1', 'n2']);
  });

  test('clusters stay as large as they must', () => {
    expect(drive(serversPass, scenarioOf(), () => true).scenario.topology.servers).toBe(3);
    const { scenario } = drive(serversPass, scenarioOf(), () => true, { serversMin: 1 });
    expect(scenario.topology.servers).toBe(1);
  });

  test('clients merge', () => {
    const { scenario } = drive(clientsPass, scenarioOf(), () => true);
    expect(new Set(scenario.program.map(({ client }) => client))).toEqual(new Set(['c0']));
  });

  test('renaming a node follows it into faults, messages and causes', () => {
    const start = scenarioOf({
      program: [operation(1)],
      faults: [
        { ...window, kind: 'client-link', client: 'c1', direction: 'both', servers: ['n0', 'n1'] },
      ],
      deviations: [late('n1/2 election 5', 1, 'n1'), late('n10/0 election 1', 1, 'n2')],
    });
    const renamed = renameNodes(start, (node) => (node === 'n1' ? 'n7' : node));
    expect(renamed.faults).toMatchObject([{ servers: ['n0', 'n7'] }]);
    expect(renamed.deviations).toEqual([
      late('n7/2 election 5', 1, 'n7'),
      late('n10/0 election 1', 1, 'n2'),
    ]);
    const removed = renameNodes(start, (node) => (node === 'c1' ? undefined : node));
    expect([removed.program, removed.faults]).toEqual([[], []]);
  });
});

describe('names', () => {
  test('become canonical together', () => {
    const program = [
      operation(17, { client: 'c4', key: 'k9', value: 41 }),
      operation(22, { client: 'c2', key: 'k9', value: ['append', 88, 41], atUs: 90_000 }),
      operation(31, { client: 'c2', key: 'z', value: '+88', atUs: 99_000 }),
    ];
    const start = scenarioOf({
      topology: { servers: 3, clients: 6 },
      program,
      faults: [crash(3)],
      deviations: [{ ...late('op 17'), message: { ...late('op 17').message, from: 'c4' } }],
    });
    const { scenario } = drive(namesPass, start, () => true);
    expect(scenario.program).toMatchObject([
      { id: 1, client: 'c0', key: 'x', value: 1 },
      { id: 2, client: 'c1', key: 'x', value: ['append', 2, 1] },
      { id: 3, client: 'c1', key: 'y', value: '+2' },
    ]);
    expect(scenario.faults[0]?.id).toBe('f1');
    expect(scenario.deviations[0]?.message).toMatchObject({ cause: 'op 1', from: 'c0' });
    expect(scenario.topology.clients).toBe(2);
    expect(NAMINGS.map((naming) => naming.irregular(scenario))).toEqual([0, 0, 0, 0, 0]);
  });

  test('a deviation of an operation that is gone does not become one of another', () => {
    const start = scenarioOf({
      program: [operation(5, { client: 'c0' })],
      deviations: [late('op 1'), late('op 5')],
    });
    const { scenario } = drive(namesPass, start, () => true);
    expect(scenario.deviations).toEqual([late('op 1')]);
    expect(scenario.program[0]?.id).toBe(1);
  });
});

describe('times', () => {
  test('descend to zero in halves on the grid, and round up last', () => {
    expect([...descent(8000)]).toEqual([0, 4000, 6000, 7000]);
    expect([...descent(2345)]).toEqual([0, 1000, 2000, 3000]);
    expect([...descent(300)]).toEqual([0, 1000]);
    expect([...descent(0)]).toEqual([]);
  });

  test('gaps close without changing what happens before what', () => {
    const program = [operation(1, { atUs: 70_000 }), operation(2, { atUs: 81_000 })];
    const start = scenarioOf({ program, faults: [], healAtUs: 500_000 });
    const { scenario } = drive(gapsPass, start, ({ program: [first, second] }) => {
      return (second?.atUs ?? 0) - (first?.atUs ?? 0) >= 5000;
    });
    expect(scenario.program.map(({ atUs }) => atUs)).toEqual([0, 5000]);
    expect(scenario.healAtUs).toBe(5000);
  });

  test('numbers get as small as they may', () => {
    const start = scenarioOf({
      program: [operation(1, { atUs: 12_345 })],
      faults: [crash(1, { forUs: 55_555 })],
      deviations: [late('op 1', 17_017)],
    });
    const { scenario } = drive(
      numbersPass,
      start,
      ({ faults: [fault], deviations: [deviation] }) => {
        return (fault?.forUs ?? 0) >= 7000 && (deviation?.byUs ?? 0) >= 3300;
      },
    );
    expect(scenario.faults[0]).toMatchObject({ atUs: 0, forUs: 7000 });
    expect(scenario.deviations[0]?.byUs).toBe(4000);
    expect([scenario.program[0]?.atUs, scenario.healAtUs]).toEqual([0, 0]);
  });

  test('a fault never lasts for nothing', () => {
    const { scenario } = drive(numbersPass, scenarioOf(), () => true);
    expect(scenario.faults.map(({ forUs }) => forUs)).toEqual([1000, 1000, 1000, 1000, 1000]);
  });

  test('the disk becomes steady', () => {
    const { scenario } = drive(diskPass, scenarioOf(), ({ disk }) => disk.syncMaxUs > 0);
    expect(scenario.disk.syncMinUs).toBe(scenario.disk.syncMaxUs);
  });
});
