/**
 * Faults on servers: a crash loses what it must and nothing else, a pause holds everything up, a
 * slow server takes its time for each event.
 */

import { describe, expect, test } from 'vitest';
import type { Node } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import {
  activityOf,
  clusterOf,
  faultOf,
  LAST,
  notesOf,
  scenarioOf,
  timesOf,
} from './small-cluster.js';

const CRASH = faultOf({ kind: 'crash', node: 'n0' });
const PAUSE = faultOf({ kind: 'pause', node: 'n0' });

/** n0 is this node; the other servers do nothing. */
function onlyFirst(
  first: () => Node,
  others: () => Node = () => ({}),
): ReturnType<typeof clusterOf> {
  return clusterOf((name) => (name === 'n0' ? first() : others()));
}

/** Servers that greet n0 each 10 ms, from 10 ms on. */
function greeter(): Node {
  return {
    start: (ctx) => ctx.setTimer('greet', 10_000),
    timer(ctx) {
      ctx.send('n0', { type: 'greeting' });
      ctx.setTimer('greet', 10_000);
    },
  };
}

describe('crash', () => {
  test('memory is lost and the incarnation grows', () => {
    const system = onlyFirst(() => {
      let remembered = 0;
      return {
        start: (ctx) => {
          remembered++;
          ctx.note('start', { incarnation: ctx.incarnation, remembered });
        },
      };
    });
    const starts = (run: Run) => notesOf(run, 'start').map(({ atUs, data }) => ({ atUs, ...data }));
    const first = { atUs: 0, incarnation: 0, remembered: 1 };
    expect(starts(simulate(scenarioOf(), system))).toEqual([first]);
    const run = simulate(scenarioOf({ faults: [CRASH] }), system);
    expect(starts(run)).toEqual([first, { atUs: 105_000, incarnation: 1, remembered: 1 }]);
    expect(activityOf(run).effects).toBe(1);
  });

  test('synced writes are kept; unsynced ones are lost, and so is a sync under way', () => {
    const system = onlyFirst(() => ({
      start(ctx) {
        const read = (key: string) => (ctx.disk.read(key) as string | undefined) ?? 'nothing';
        ctx.note('found', { kept: read('kept'), removed: read('removed'), late: read('late') });
        if (ctx.incarnation > 0) return;
        ctx.disk.write('kept', 'old');
        ctx.disk.write('removed', 'old');
        ctx.disk.sync(() => {
          ctx.note('synced', { which: 'first' });
          ctx.disk.write('kept', 'new');
          ctx.disk.remove('removed');
          ctx.note('seen', { kept: read('kept'), removed: read('removed') });
        });
        ctx.setTimer('late', 4_950);
      },
      timer(ctx) {
        ctx.disk.write('late', 'never');
        ctx.disk.sync(() => ctx.note('synced', { which: 'late' }));
      },
    }));
    const run = simulate(scenarioOf({ faults: [CRASH] }), system);
    expect(notesOf(run, 'synced').map(({ data }) => data)).toEqual([{ which: 'first' }]);
    expect(notesOf(run, 'seen')[0]?.data).toEqual({ kept: 'new', removed: 'nothing' });
    expect(notesOf(run, 'found').map(({ data }) => data)).toEqual([
      { kept: 'nothing', removed: 'nothing', late: 'nothing' },
      { kept: 'old', removed: 'old', late: 'nothing' },
    ]);
    const calm = simulate(scenarioOf(), system);
    expect(notesOf(calm, 'synced').map(({ data }) => data)).toContainEqual({ which: 'late' });
  });

  test('timers are gone, and their time is not that of a later timer of the same name', () => {
    const system = onlyFirst(() => ({
      start: (ctx) => ctx.setTimer('tick', ctx.incarnation === 0 ? 200_000 : 150_000),
      timer: (ctx) => ctx.note('tick', { incarnation: ctx.incarnation }),
    }));
    expect(timesOf(simulate(scenarioOf(), system), 'tick')).toEqual([200_000]);
    const run = simulate(scenarioOf({ faults: [CRASH] }), system);
    expect(timesOf(run, 'tick')).toEqual([255_000]);
    expect(notesOf(run, 'tick')[0]?.data).toEqual({ incarnation: 1 });
  });

  test('a timer of an earlier life does not go off in a later one', () => {
    const system = onlyFirst(() => ({
      start: (ctx) => (ctx.incarnation === 0 ? ctx.setTimer('tick', 200_000) : undefined),
      timer: (ctx) => ctx.note('tick', {}),
    }));
    expect(timesOf(simulate(scenarioOf(), system), 'tick')).toEqual([200_000]);
    expect(timesOf(simulate(scenarioOf({ faults: [CRASH] }), system), 'tick')).toEqual([]);
  });

  test('messages to it are lost while it is down, and counted', () => {
    const system = onlyFirst(() => ({ message: (ctx) => ctx.note('heard', {}) }), greeter);
    const inWindow = (run: Run) => timesOf(run, 'heard').filter((us) => us < 105_000).length;
    expect(inWindow(simulate(scenarioOf(), system))).toBe(20);
    const run = simulate(scenarioOf({ faults: [CRASH] }), system);
    expect(inWindow(run)).toBe(0);
    expect(activityOf(run).effects).toBe(1 + 20);
    expect(timesOf(run, 'heard')[0]).toBe(111_000);
  });

  test('of two crashes that overlap the last to end brings the server back', () => {
    const system = onlyFirst(() => ({ start: (ctx) => ctx.note('start', {}) }));
    const faults = [CRASH, faultOf({ kind: 'crash', node: 'n0' }, { id: 'f2', atUs: 50_000 })];
    const run = simulate(scenarioOf({ faults }), system);
    expect(timesOf(run, 'start')).toEqual([0, 150_000]);
    expect(activityOf(run, 1).effects).toBe(0);
  });

  test('it ends a pause: the server that comes back is a new process', () => {
    const system = onlyFirst(() => ({
      start: (ctx) => ctx.setTimer('tick', 10_000),
      timer: (ctx) => ctx.note('tick', {}),
    }));
    const pause = faultOf({ kind: 'pause', node: 'n0' }, { forUs: 400_000 });
    const crash = faultOf({ kind: 'crash', node: 'n0' }, { id: 'f2', atUs: 50_000 });
    expect(timesOf(simulate(scenarioOf({ faults: [pause] }), system), 'tick')).toEqual([405_000]);
    const run = simulate(scenarioOf({ faults: [pause, crash] }), system);
    expect(timesOf(run, 'tick')).toEqual([160_000]);
  });

  test('a pause of a server that is down does nothing', () => {
    const faults = [CRASH, faultOf({ kind: 'pause', node: 'n0' }, { id: 'f2', atUs: 50_000 })];
    const system = onlyFirst(() => ({
      start: (ctx) => ctx.setTimer('tick', 10_000),
      timer: (ctx) => ctx.note('tick', {}),
    }));
    const run = simulate(scenarioOf({ faults }), system);
    expect(timesOf(run, 'tick')).toEqual([115_000]);
    expect(activityOf(run, 1).effects).toBe(0);
  });
});

describe('pause', () => {
  test('messages, timers and disk answers wait for its end, in order', () => {
    const system = onlyFirst(
      () => ({
        start(ctx) {
          ctx.setTimer('sync', 4_950);
          ctx.setTimer('tick', 15_500);
        },
        timer(ctx, name) {
          if (name === 'tick') ctx.note('event', { what: 'tick' });
          else ctx.disk.sync(() => ctx.note('event', { what: 'synced' }));
        },
        message: (ctx, from) => ctx.note('event', { what: from }),
      }),
      greeter,
    );
    const eventsOf = (run: Run) =>
      notesOf(run, 'event')
        .filter(({ atUs }) => atUs < 30_000 || (atUs >= 50_000 && atUs < 51_000))
        .map(({ data }) => data['what']);
    const inOrder = ['synced', 'n1', 'n2', 'tick', 'n1', 'n2'];
    const calm = simulate(scenarioOf(), system);
    expect(eventsOf(calm)).toEqual(inOrder);
    expect(timesOf(calm, 'event').slice(0, 4)).toEqual([5_050, 11_000, 11_000, 15_500]);
    const run = simulate(scenarioOf({ faults: [{ ...PAUSE, forUs: 25_000 }] }), system);
    expect(timesOf(run, 'event').slice(0, 6)).toEqual(Array(6).fill(30_000));
    expect(
      notesOf(run, 'event')
        .slice(0, 6)
        .map(({ data }) => data['what']),
    ).toEqual(inOrder);
    expect(activityOf(run).effects).toBe(6);
  });

  test('a timer that was cleared or set again is no effect', () => {
    const system = onlyFirst(() => ({
      start(ctx) {
        ctx.setTimer('cleared', 10_000);
        ctx.clearTimer('cleared');
        ctx.setTimer('tick', 10_000);
        ctx.setTimer('tick', 200_000);
      },
      timer: (ctx, name) => ctx.note('fired', { name }),
    }));
    const run = simulate(scenarioOf({ faults: [PAUSE] }), system);
    expect(activityOf(run).effects).toBe(0);
    expect(timesOf(run, 'fired')).toEqual([200_000]);
  });

  test('of two pauses that overlap the last to end lets it go on', () => {
    const system = onlyFirst(() => ({
      start: (ctx) => ctx.setTimer('tick', 10_000),
      timer: (ctx) => ctx.note('tick', {}),
    }));
    const faults = [PAUSE, faultOf({ kind: 'pause', node: 'n0' }, { id: 'f2', atUs: 50_000 })];
    expect(timesOf(simulate(scenarioOf({ faults }), system), 'tick')).toEqual([150_000]);
  });
});

describe('slow', () => {
  const SLOW = faultOf({ kind: 'slow', node: 'n0', byUs: 3_000 });

  test('each event takes its time, one after the other', () => {
    const system = onlyFirst(
      () => ({ message: (ctx) => ctx.note('heard', {}) }),
      () => ({
        start: (ctx) => ctx.setTimer('burst', 10_000),
        timer: (ctx) => ['a', 'b'].forEach((type) => ctx.send('n0', { type })),
      }),
    );
    expect(timesOf(simulate(scenarioOf(), system), 'heard')).toEqual(Array(4).fill(11_000));
    const run = simulate(scenarioOf({ faults: [SLOW] }), system);
    expect(timesOf(run, 'heard')).toEqual([14_000, 17_000, 20_000, 23_000]);
    expect(activityOf(run).effects).toBe(4);
  });

  test('timers that nobody waits for take no time', () => {
    const system = onlyFirst(() => ({
      start(ctx) {
        for (let again = 0; again < 10; again++) ctx.setTimer('tick', 10_000);
      },
      timer: (ctx) => ctx.note('tick', {}),
    }));
    const run = simulate(scenarioOf({ faults: [SLOW] }), system);
    expect(timesOf(run, 'tick')).toEqual([13_000]);
    expect(activityOf(run).effects).toBe(1);
  });
});

describe('heal', () => {
  test('everything that acts ends, down servers return, and nothing begins any more', () => {
    const forUs = 10_000_000;
    const faults = [
      faultOf({ kind: 'crash', node: 'n0' }, { forUs }),
      faultOf({ kind: 'pause', node: 'n1' }, { id: 'f2', forUs }),
      faultOf({ kind: 'one-way', from: ['n1'], to: ['n2'] }, { id: 'f3', forUs }),
      faultOf({ kind: 'crash', node: 'n2' }, { id: 'f4', atUs: 600_000 }),
    ];
    const system = clusterOf((name) => ({
      start(ctx) {
        ctx.note('start', { name });
        ctx.setTimer('tick', 10_000);
      },
      timer: (ctx) => ctx.send('n2', { type: 'greeting' }),
      message: (ctx, from) => ctx.note('heard', { from }),
    }));
    const program = [LAST, { ...LAST, id: 100, atUs: 700_000 }];
    const run = simulate(scenarioOf({ faults, program }), system);
    expect(run.faults.map(({ endedUs }) => endedUs)).toEqual([500_000, 500_000, 500_000, -1]);
    expect(activityOf(run, 3)).toMatchObject({ beganUs: -1, effects: 0 });
    expect(timesOf(run, 'start')).toEqual([0, 0, 0, 500_000]);
    expect(notesOf(run, 'heard').map(({ atUs, data }) => [atUs, data['from']])).toEqual([
      [11_000, 'n2'],
      [501_000, 'n1'],
      [511_000, 'n0'],
    ]);
    expect(run.endUs).toBe(700_000);
  });

  test('final operations wait for it, others do not', () => {
    const program = [
      LAST,
      { ...LAST, id: 1, phase: undefined, atUs: 3_000 },
      { ...LAST, id: 2, phase: undefined, atUs: 600_000 },
    ].map(({ phase, ...rest }) => (phase === undefined ? rest : { ...rest, phase }));
    const run = simulate(
      scenarioOf({ program }),
      clusterOf(() => ({})),
    );
    expect(run.operations.map(({ id, startUs, final }) => [id, startUs, final])).toEqual([
      [1, 3_000, false],
      [2, 600_000, false],
      [99, 600_000, true],
    ]);
  });
});
