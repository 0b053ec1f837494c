/**
 * Faults on clocks: what a server reads, and when its timers go off.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import { activityOf, clusterOf, faultOf, notesOf, scenarioOf } from './small-cluster.js';

/**
 * n0 reads its clocks when messages of n1 come: at 1, 51, 151 and 251 ms; n1's own clock is never
 * off.
 */
const readers = clusterOf((name) => ({
  start(ctx) {
    if (name !== 'n1') return;
    [0, 50_000, 150_000, 250_000].forEach((delayUs) => ctx.setTimer(`at ${delayUs}`, delayUs));
  },
  timer: (ctx) => ctx.send('n0', { type: 'read' }),
  message: (ctx) => ctx.note('clock', { wall: ctx.wallUs(), monotonic: ctx.monotonicUs() }),
}));

function readings(run: Run, which: 'wall' | 'monotonic'): number[] {
  return notesOf(run, 'clock').map(({ data }) => Number(data[which]));
}

const run = (...faults: Fault[]): Run => simulate(scenarioOf({ faults }), readers);

const TRUE_TIMES = [1_000, 51_000, 151_000, 251_000];

describe('readings', () => {
  test('are true without a fault', () => {
    expect(readings(run(), 'wall')).toEqual(TRUE_TIMES);
    expect(readings(run(), 'monotonic')).toEqual(TRUE_TIMES);
  });

  test('an offset shifts the wall clock for its window, and the monotonic clock never', () => {
    const off = run(faultOf({ kind: 'clock-offset', node: 'n0', byUs: -40_000 }));
    expect(readings(off, 'wall')).toEqual([1_000, 11_000, 151_000, 251_000]);
    expect(readings(off, 'monotonic')).toEqual(TRUE_TIMES);
    expect(activityOf(off).effects).toBe(1);
  });

  test('a jump shifts the wall clock from its begin on', () => {
    const off = run(faultOf({ kind: 'clock-jump', node: 'n0', byUs: 40_000 }));
    expect(readings(off, 'wall')).toEqual([1_000, 91_000, 191_000, 291_000]);
    expect(readings(off, 'monotonic')).toEqual(TRUE_TIMES);
    expect(activityOf(off).effects).toBe(3);
  });

  test('a drift changes the rate of both clocks for its window', () => {
    const off = run(faultOf({ kind: 'clock-drift', node: 'n0', ppm: 100_000 }));
    expect(readings(off, 'wall')).toEqual([1_000, 55_600, 161_000, 261_000]);
    expect(readings(off, 'monotonic')).toEqual(readings(off, 'wall'));
    expect(activityOf(off).effects).toBe(2);
  });

  test('a strobe shifts the wall clock in turns, and the monotonic clock never', () => {
    const off = run(
      faultOf(
        { kind: 'clock-strobe', node: 'n0', byUs: 7_000, periodUs: 100_000 },
        {
          atUs: 0,
          forUs: 240_000,
        },
      ),
    );
    expect(readings(off, 'wall')).toEqual([8_000, 58_000, 151_000, 251_000]);
    expect(readings(off, 'monotonic')).toEqual(TRUE_TIMES);
    expect(activityOf(off).effects).toBe(2);
  });

  test('a frozen clock stands, and goes on from where it stood', () => {
    const off = run(faultOf({ kind: 'clock-freeze', node: 'n0' }));
    expect(readings(off, 'wall')).toEqual([1_000, 5_000, 51_000, 151_000]);
    expect(readings(off, 'monotonic')).toEqual(readings(off, 'wall'));
    expect(activityOf(off).effects).toBe(2);
  });

  test('of two freezes that overlap the last to end lets it go on', () => {
    const freeze = { kind: 'clock-freeze', node: 'n0' } as const;
    const off = run(faultOf(freeze), faultOf(freeze, { id: 'f2', atUs: 95_000 }));
    expect(readings(off, 'wall')).toEqual([1_000, 5_000, 5_000, 61_000]);
  });

  test('an offset is not credited with what a drift does', () => {
    const off = run(
      faultOf({ kind: 'clock-offset', node: 'n0', byUs: 1 }, { atUs: 200_000, forUs: 1 }),
      faultOf({ kind: 'clock-drift', node: 'n0', ppm: 1_000 }, { id: 'f2' }),
      faultOf({ kind: 'clock-offset', node: 'n1', byUs: 1 }, { id: 'f3' }),
    );
    expect(off.faults.map(({ effects }) => effects)).toEqual([0, 2, 0]);
  });

  test('the monotonic clock goes on however many drifts add up', () => {
    const slow = { kind: 'clock-drift', node: 'n0', ppm: -900_000 } as const;
    const off = run(faultOf(slow), faultOf(slow, { id: 'f2' }), faultOf(slow, { id: 'f3' }));
    const times = readings(off, 'monotonic');
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[1]).toBe(5_000 + 4_600);
  });
});

describe('timers', () => {
  const timed = clusterOf((name) => ({
    start: (ctx) => (name === 'n0' ? ctx.setTimer('set', 10_000) : undefined),
    timer(ctx, timer) {
      if (timer === 'set') ctx.setTimer('tick', 30_000);
      else ctx.note('tick', {});
    },
  }));
  const tickUs = (ppm: number): number | undefined => {
    const faults = [faultOf({ kind: 'clock-drift', node: 'n0', ppm })];
    const drifted = simulate(scenarioOf({ faults }), timed);
    expect(activityOf(drifted).effects).toBeGreaterThan(0);
    return notesOf(drifted, 'tick')[0]?.atUs;
  };

  test('run with the true clock without a fault', () => {
    const [tick] = notesOf(simulate(scenarioOf(), timed), 'tick');
    expect(tick?.atUs).toBe(40_000);
  });

  test('a clock that runs fast ends them early, a slow one late', () => {
    expect(tickUs(500_000)).toBe(30_000);
    expect(tickUs(-500_000)).toBe(70_000);
  });

  test('do not care for offsets and jumps', () => {
    const faults = [
      faultOf({ kind: 'clock-offset', node: 'n0', byUs: 90_000 }),
      faultOf({ kind: 'clock-jump', node: 'n0', byUs: -90_000 }, { id: 'f2' }),
    ];
    const [tick] = notesOf(simulate(scenarioOf({ faults }), timed), 'tick');
    expect(tick?.atUs).toBe(40_000);
  });

  test.each<[string, number, number, number]>([
    ['set before and due in it', 3_000, 30_000, 133_000],
    ['set before and due after it', 0, 200_000, 300_000],
    ['set in it', 50_000, 10_000, 115_000],
    ['set after it', 110_000, 10_000, 120_000],
    ['due before it', 0, 4_000, 4_000],
  ])('wait while the clock stands: %s', (_which, setUs, delayUs, firedUs) => {
    // Something else wakes n0: its own timers would wait.
    const woken = clusterOf((name) => ({
      start(ctx) {
        if (name === 'n0' && setUs === 0) ctx.setTimer('tick', delayUs);
        if (name === 'n1' && setUs > 0) ctx.setTimer('wake', setUs - 1_000);
      },
      message: (ctx) => ctx.setTimer('tick', delayUs),
      timer: (ctx, timer) =>
        timer === 'wake' ? ctx.send('n0', { type: 'wake' }) : ctx.note('tick', {}),
    }));
    const faults = [faultOf({ kind: 'clock-freeze', node: 'n0' })];
    const [tick] = notesOf(simulate(scenarioOf({ faults }), woken), 'tick');
    expect(tick?.atUs).toBe(firedUs);
  });
});
