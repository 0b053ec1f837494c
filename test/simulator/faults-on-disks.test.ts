/**
 * Faults on disks: what a sync says, when it says it, and what is there after a crash.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import { activityOf, clusterOf, faultOf, notesOf, scenarioOf, timesOf } from './small-cluster.js';

/**
 * n0 writes and syncs `a` and `b` at 1 ms, `a` at 10 ms, and syncs without a write at 50 ms; it
 * notes what it finds when it starts and at 60 ms.
 */
const writer = clusterOf((name) => ({
  start(ctx) {
    if (name !== 'n0') return;
    ctx.note('found', { a: String(ctx.disk.read('a')), b: String(ctx.disk.read('b')) });
    if (ctx.incarnation > 0) return;
    for (const ms of [1, 10, 50, 60]) ctx.setTimer(String(ms), ms * 1000);
  },
  timer(ctx, at) {
    const { disk } = ctx;
    if (at === '60') return ctx.note('seen', { a: String(disk.read('a')) });
    if (at !== '50') disk.write('a', at);
    if (at === '1') disk.write('b', at);
    disk.sync((error) => ctx.note('synced', { at, error: error ?? 'none' }));
  },
}));

/** n0 crashes at 70 ms, unless told otherwise. */
function run(fault: Fault | undefined, crashUs = 70_000): Run {
  const crash = faultOf({ kind: 'crash', node: 'n0' }, { id: 'f2', atUs: crashUs, forUs: 1_000 });
  return simulate(scenarioOf({ faults: fault === undefined ? [crash] : [fault, crash] }), writer);
}

/** A fault from 5 ms to 30 ms: over the second sync alone. */
const during = (
  kind: 'disk-full' | 'disk-error' | 'disk-lies' | 'bit-rot' | 'misdirected-write',
): Fault => faultOf({ kind, node: 'n0' }, { forUs: 25_000 });

const errorsOf = (of: Run) =>
  notesOf(of, 'synced').map(({ data }) => `${data['at']} ${data['error']}`);
const foundBy = (of: Run) => notesOf(of, 'found').at(-1)?.data;
const recordsOf = (of: Run, kind: string): string[] =>
  Array.from({ length: of.trace.length }, (_, at) => of.trace.record(at))
    .filter((record) => record.kind === kind)
    .map((record) => `${record.node} ${record.name}`);

test('a good disk keeps what was synced', () => {
  expect(errorsOf(run(undefined))).toEqual(['1 none', '10 none', '50 none']);
  expect(timesOf(run(undefined), 'synced')).toEqual([1_100, 10_100, 50_100]);
  expect(foundBy(run(undefined))).toEqual({ a: '10', b: '1' });
});

test('a slow disk takes its time', () => {
  const slow = run(faultOf({ kind: 'disk-slow', node: 'n0', byUs: 7_000 }, { forUs: 25_000 }));
  expect(timesOf(slow, 'synced')).toEqual([1_100, 17_100, 50_100]);
  expect(activityOf(slow).effects).toBe(1);
});

describe('a full disk', () => {
  test('refuses, and a crash then loses what was written', () => {
    const full = run(during('disk-full'), 40_000);
    expect(errorsOf(full)).toEqual(['1 none', '10 ENOSPC']);
    expect(foundBy(full)).toEqual({ a: '1', b: '1' });
    expect(activityOf(full).effects).toBe(1);
    expect(recordsOf(full, 'disk-error')).toEqual(['n0 ENOSPC']);
  });

  test('keeps it in the buffer: the next sync covers it', () => {
    const full = run(during('disk-full'));
    expect(errorsOf(full)).toEqual(['1 none', '10 ENOSPC', '50 none']);
    expect(foundBy(full)).toEqual({ a: '10', b: '1' });
  });
});

test('after an error the write is lost, though it is seen and a later sync succeeds', () => {
  const failed = run(during('disk-error'));
  expect(errorsOf(failed)).toEqual(['1 none', '10 EIO', '50 none']);
  expect(notesOf(failed, 'seen')[0]?.data).toEqual({ a: '10' });
  expect(foundBy(failed)).toEqual({ a: '1', b: '1' });
  expect(activityOf(failed).effects).toBe(1);
});

describe('a lying disk', () => {
  test('says yes at once, and a crash then loses what was written', () => {
    const lying = run(during('disk-lies'), 20_000);
    expect(errorsOf(lying)).toEqual(['1 none', '10 none']);
    expect(timesOf(lying, 'synced')).toEqual([1_100, 10_000]);
    expect(foundBy(lying)).toEqual({ a: '1', b: '1' });
    expect(activityOf(lying).effects).toBe(1);
  });

  test('has caught up when the fault ends', () => {
    expect(foundBy(run(during('disk-lies'), 40_000))).toEqual({ a: '10', b: '1' });
  });
});

describe('bit rot', () => {
  test('changes one durable value and tells nobody', () => {
    const rotten = run(during('bit-rot'), 8_000);
    expect(errorsOf(rotten)).toEqual(['1 none']);
    const { a, b } = foundBy(rotten) as { a: string; b: string };
    expect([a, b].filter((value) => value !== '1')).toHaveLength(1);
    expect(activityOf(rotten).effects).toBe(1);
    expect(recordsOf(rotten, 'damage')).toHaveLength(1);
  });

  test('waits for the first value where nothing is durable yet', () => {
    const early = faultOf({ kind: 'bit-rot', node: 'n0' }, { atUs: 0, forUs: 5_000 });
    const { a, b } = foundBy(run(early, 8_000)) as { a: string; b: string };
    expect([a, b].filter((value) => value !== '1')).toHaveLength(1);
    const tooEarly = faultOf({ kind: 'bit-rot', node: 'n0' }, { atUs: 0, forUs: 500 });
    expect(foundBy(run(tooEarly, 8_000))).toEqual({ a: '1', b: '1' });
    expect(activityOf(run(tooEarly, 8_000)).effects).toBe(0);
  });

  test('hits the same value whatever else is on the disk, by the seed', () => {
    const [first, again] = [run(during('bit-rot')), run(during('bit-rot'))];
    expect(first.trace.hash).toBe(again.trace.hash);
  });
});

test('a misdirected write lands on another key, and its own keeps what it had', () => {
  const astray = run(during('misdirected-write'), 40_000);
  expect(errorsOf(astray)).toEqual(['1 none', '10 none']);
  expect(foundBy(astray)).toEqual({ a: '1', b: '10' });
  expect(activityOf(astray).effects).toBe(1);
  expect(recordsOf(astray, 'damage')).toEqual(['n0 a written to b']);
});

test('the disks of others are good', () => {
  for (const kind of ['disk-full', 'disk-error', 'disk-lies', 'bit-rot'] as const) {
    const elsewhere = run(faultOf({ kind, node: 'n1' }, { forUs: 60_000 }));
    expect(foundBy(elsewhere)).toEqual({ a: '10', b: '1' });
    expect(activityOf(elsewhere).effects).toBe(0);
  }
});
