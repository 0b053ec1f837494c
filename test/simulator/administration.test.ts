/**
 * What operators do: commands reach those who listen, servers move, drift, are upgraded and
 * restored.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import { activityOf, clusterOf, faultOf, notesOf, scenarioOf, timesOf } from './small-cluster.js';

describe('commands', () => {
  const listening = clusterOf((name) => ({
    admin: (ctx, command) => ctx.note('told', { name, ...command }),
  }));
  const told = (...faults: Fault[]): object[] =>
    notesOf(simulate(scenarioOf({ faults }), listening), 'told').map(({ data }) => data);
  const replace = faultOf({ kind: 'membership', node: 'n2', change: 'replace', by: 'n0' });

  test('membership: every server is told', () => {
    expect(told()).toEqual([]);
    const command = { type: 'replace', node: 'n2', by: 'n0' };
    expect(told(replace)).toEqual(['n0', 'n1', 'n2'].map((name) => ({ name, ...command })));
  });

  test('a server that is down hears nothing, one that stands still hears it later', () => {
    const faults = [
      replace,
      faultOf({ kind: 'crash', node: 'n0' }, { id: 'f2', atUs: 1_000 }),
      faultOf({ kind: 'pause', node: 'n1' }, { id: 'f3', atUs: 1_000 }),
    ];
    const run = simulate(scenarioOf({ faults }), listening);
    expect(notesOf(run, 'told').map(({ atUs, node }) => [atUs, node])).toEqual([
      [5_000, 'n2'],
      [101_000, 'n1'],
    ]);
  });

  test('administrators: two servers are told different things at one time', () => {
    const conflict = faultOf({
      kind: 'administrators',
      nodes: ['n0', 'n1'],
      changes: ['add', 'remove'],
      node: 'n2',
      by: 'n0',
    });
    expect(told(conflict)).toEqual([
      { name: 'n0', type: 'add', node: 'n2' },
      { name: 'n1', type: 'remove', node: 'n0' },
    ]);
  });

  test('count for those who listen alone, and are in the trace', () => {
    const run = simulate(scenarioOf({ faults: [replace] }), listening);
    expect(activityOf(run).effects).toBe(3);
    const deaf = clusterOf(() => ({}));
    expect(activityOf(simulate(scenarioOf({ faults: [replace] }), deaf)).effects).toBe(0);
    const records = Array.from({ length: run.trace.length }, (_, at) => run.trace.record(at));
    expect(records.filter(({ kind }) => kind === 'admin').map(({ name }) => name)).toEqual(
      Array(3).fill('replace n2 by n0'),
    );
  });
});

describe('readdress', () => {
  /** All greet n0 every 10 ms; n0 greets n1 at 50 ms and nobody else. */
  const greeting = clusterOf((name) => ({
    start: (ctx) => ctx.setTimer('greet', name === 'n0' ? 50_000 : 10_000),
    timer(ctx) {
      ctx.send(name === 'n0' ? 'n1' : 'n0', { type: 'greeting' });
      if (name !== 'n0') ctx.setTimer('greet', 10_000);
    },
    message: (ctx, from) => {
      if (name === 'n0') ctx.note('heard', { from });
    },
  }));
  const heardFrom = (run: Run, from: string): number[] =>
    notesOf(run, 'heard')
      .filter(({ data }) => data['from'] === from)
      .map(({ atUs }) => atUs)
      .filter((atUs) => atUs < 120_000);
  const MOVE = faultOf({ kind: 'readdress', node: 'n0' }, { atUs: 20_500, forUs: 80_000 });

  test('who hears from it knows its address again, others when it ends', () => {
    const every = (from: number, to: number): number[] =>
      Array.from({ length: (to - from) / 10_000 + 1 }, (_, nth) => from + nth * 10_000);
    expect(heardFrom(simulate(scenarioOf(), greeting), 'n1')).toEqual(every(11_000, 111_000));
    const run = simulate(scenarioOf({ faults: [MOVE] }), greeting);
    // What was under way to the old address at 20.5 ms is lost too.
    expect(heardFrom(run, 'n1')).toEqual([11_000, ...every(61_000, 111_000)]);
    expect(heardFrom(run, 'n2')).toEqual([11_000, 111_000]);
    expect(activityOf(run).effects).toBe(4 + 9);
  });
});

describe('config-drift', () => {
  const configured = clusterOf((name) => ({
    start: (ctx) => ctx.setTimer('read', 10_000),
    timer(ctx) {
      const lease = ctx.setting('leaseUs', 1_000);
      ctx.note('settings', { name, lease, ratio: ctx.setting('ratio', 0.5) });
    },
  }));
  const read = (...faults: Fault[]): object[] =>
    notesOf(simulate(scenarioOf({ faults }), configured), 'settings').map(({ data }) => data);
  const drift = (setting: string, ppm: number): Fault =>
    faultOf({ kind: 'config-drift', node: 'n0', setting, ppm });

  test.each<[string, Fault[], number, number]>([
    ['none', [], 1_000, 0.5],
    ['one', [drift('leaseUs', -250_000)], 750, 0.5],
    ['each', [drift('*', 1_000_000)], 2_000, 1],
  ])('%s', (_which, faults, lease, ratio) => {
    expect(read(...faults)).toEqual([
      { name: 'n0', lease, ratio },
      { name: 'n1', lease: 1_000, ratio: 0.5 },
      { name: 'n2', lease: 1_000, ratio: 0.5 },
    ]);
  });

  test('counts the readings that it changed', () => {
    const faults = [drift('leaseUs', 100_000), { ...drift('other', 100_000), id: 'f2' }];
    const run = simulate(scenarioOf({ faults }), configured);
    expect(run.faults.map(({ effects }) => effects)).toEqual([1, 0]);
  });
});

describe('upgrade', () => {
  const versioned = clusterOf((name) => ({
    start: (ctx) => ctx.note('start', { name, version: ctx.version }),
  }));
  const upgrade = (everyUs: number): Fault =>
    faultOf({ kind: 'upgrade', nodes: ['n1', 'n0', 'n2'], version: 2, everyUs });
  const starts = (...faults: Fault[]): string[] =>
    notesOf(simulate(scenarioOf({ faults }), versioned), 'start')
      .map(({ atUs, data }) => `${atUs} ${data['name']} ${data['version']}`)
      .slice(3);

  test('one server after the other restarts with the new version', () => {
    expect(starts()).toEqual([]);
    expect(starts(upgrade(30_000))).toEqual(['5000 n1 2', '35000 n0 2', '65000 n2 2']);
  });

  test('those that are left do when it ends', () => {
    expect(starts(upgrade(80_000))).toEqual(['5000 n1 2', '85000 n0 2', '105000 n2 2']);
  });

  test('a server that is down then comes back with it', () => {
    const crash = faultOf({ kind: 'crash', node: 'n1' }, { id: 'f2', atUs: 1_000 });
    expect(starts(upgrade(30_000), crash)).toEqual(['35000 n0 2', '65000 n2 2', '101000 n1 2']);
  });
});

describe('restore-backup', () => {
  /** n0 makes the milliseconds durable each 10 ms. */
  const counting = clusterOf((name) => ({
    start(ctx) {
      if (name !== 'n0') return;
      ctx.note('found', { ms: Number(ctx.disk.read('ms') ?? -1) });
      if (ctx.incarnation === 0) ctx.setTimer('tick', 10_000);
    },
    timer(ctx) {
      ctx.disk.write('ms', Math.floor(ctx.monotonicUs() / 1_000));
      ctx.disk.sync(() => ctx.setTimer('tick', 9_900));
    },
  }));
  const found = (ageUs: number): unknown => {
    const faults = [faultOf({ kind: 'restore-backup', node: 'n0', ageUs }, { atUs: 55_000 })];
    const run = simulate(scenarioOf({ faults }), counting);
    expect(activityOf(run).effects).toBe(1);
    expect(timesOf(run, 'found')).toEqual([0, 155_000]);
    return notesOf(run, 'found').at(-1)?.data['ms'];
  };

  test.each([
    [0, 50],
    [10_000, 40],
    [44_000, 10],
    [50_000, -1],
    [900_000, -1],
  ])('a backup that is %i us old', (ageUs, ms) => expect(found(ageUs)).toBe(ms));
});
