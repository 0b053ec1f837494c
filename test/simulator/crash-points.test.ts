/**
 * Where a server dies, what its disk keeps, and a death that is for good.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import type { CrashPoint, DiskAfterCrash } from '../../src/scenario/faults/servers.js';
import { checksum } from '../../src/simulator/checksum.js';
import type { Answer, Node } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import {
  activityOf,
  clusterOf,
  faultOf,
  notesOf,
  operation,
  outcomesOf,
  scenarioOf,
  serversOf,
  timesOf,
} from './small-cluster.js';

describe('the disk after a crash', () => {
  /** Synced `a`; then wrote `a` and `b` and never synced them. */
  const writer: System = clusterOf((name) => ({
    start(ctx) {
      if (name !== 'n0') return;
      const { disk } = ctx;
      const [a, b] = [disk.read('a') ?? null, disk.read('b') ?? null];
      ctx.note('found', { a: JSON.stringify(a), b: JSON.stringify(b) });
      if (ctx.incarnation > 0) return;
      disk.write('a', [1, 2]);
      disk.sync(() => {
        disk.write('a', [3, 4]);
        disk.write('b', [5, 6]);
      });
    },
  }));

  test.each<[DiskAfterCrash | undefined, string, string]>([
    [undefined, '[1,2]', 'null'],
    ['synced', '[1,2]', 'null'],
    ['all', '[3,4]', '[5,6]'],
    ['none', 'null', 'null'],
    ['torn', '[3]', 'null'],
  ])('%s', (disk, a, b) => {
    const fault = faultOf({ kind: 'crash', node: 'n0', ...(disk === undefined ? {} : { disk }) });
    const run = simulate(scenarioOf({ faults: [fault] }), writer);
    expect(notesOf(run, 'found').map(({ data }) => data)).toEqual([
      { a: 'null', b: 'null' },
      { a, b },
    ]);
    expect(checksum(JSON.parse(a)) === checksum([3, 4])).toBe(disk === 'all');
  });
});

/** Writes on each request, syncs, answers, and notes what it has come to. */
function stepByStep(name: string): Node {
  return {
    start: (ctx) => {
      if (name === 'n0') ctx.note('start', { found: ctx.disk.read('asked') === true });
    },
    request(ctx, client, { id }) {
      ctx.disk.write('asked', true);
      ctx.disk.sync(() => {
        ctx.note('synced', {});
        ctx.reply(client, id, { type: 'ok', value: null });
        ctx.note('replied', {});
      });
      ctx.note('asked to sync', {});
    },
  };
}

describe('crash points', () => {
  const atPoint = (point: CrashPoint, parts: Partial<Fault> = {}): Run => {
    const fault = faultOf({ kind: 'crash-point', node: 'n0', point }, { atUs: 0, ...parts });
    const program = [operation(1), operation(2, { atUs: 200_000 })];
    return simulate(scenarioOf({ program, faults: [fault] }), serversOf(stepByStep));
  };
  const labelsOf = (run: Run): string[] =>
    run.trace.notes.filter(({ node, atUs }) => node === 'n0' && atUs < 40_000).map((n) => n.label);

  test.each<[CrashPoint, string[], boolean]>([
    ['before-persist', ['start'], false],
    ['after-persist', ['start', 'asked to sync'], true],
    ['before-reply', ['start', 'asked to sync', 'synced'], true],
  ])('%s', (point, labels, isDurable) => {
    const run = atPoint(point);
    expect(labelsOf(run)).toEqual(labels);
    expect(run.failure).toBeUndefined();
    expect(activityOf(run).effects).toBeGreaterThan(0);
    expect(notesOf(run, 'start').map(({ atUs, data }) => [atUs, data['found']])).toEqual([
      [0, false],
      [100_000, isDurable],
    ]);
  });

  test('in a calm window nothing happens, and the run is that without it', () => {
    const calm = atPoint('before-reply', { atUs: 50_000, forUs: 50_000 });
    expect(labelsOf(calm)).toEqual(['start', 'asked to sync', 'synced', 'replied']);
    expect(activityOf(calm).effects).toBe(0);
    expect(timesOf(calm, 'start')).toEqual([0]);
  });

  test('a handler that catches everything does nothing beyond its death', () => {
    const stubborn = serversOf((name) => ({
      request(ctx, client, { id }) {
        const answer: Answer = { type: 'ok', value: name };
        ctx.reply(client, id, answer);
        for (const deed of [() => ctx.note('lives', {}), () => ctx.reply(client, id, answer)]) {
          try {
            deed();
          } catch {
            // As code does that retries whatever fails.
          }
        }
        return answer;
      },
    }));
    const fault = faultOf({ kind: 'crash-point', node: 'n0', point: 'before-reply' }, { atUs: 0 });
    const run = simulate(scenarioOf({ program: [operation(1)], faults: [fault] }), stubborn);
    expect(notesOf(run, 'lives').map(({ node }) => node)).toEqual(['n1']);
    expect(run.history.operations).toMatchObject([{ outcome: 'ok', output: 'n1' }]);
    expect(run.failure).toBeUndefined();
  });
});

describe('stop', () => {
  const STOP = faultOf({ kind: 'stop', node: 'n0' });
  const greeting = clusterOf((name) => ({
    start(ctx) {
      ctx.note('start', { name });
      ctx.setTimer('greet', 300_000);
    },
    timer: (ctx) => ctx.send('n0', { type: 'greeting' }),
    message: (ctx) => ctx.note('heard', {}),
    stopped: (ctx, peer) => ctx.note('told', { name, peer }),
  }));

  test('is for ever, and all others are told when the window ends', () => {
    const calm = simulate(scenarioOf(), greeting);
    expect(notesOf(calm, 'heard').length).toBeGreaterThan(0);
    const run = simulate(scenarioOf({ faults: [STOP] }), greeting);
    expect(notesOf(run, 'heard')).toEqual([]);
    expect(timesOf(run, 'start')).toEqual([0, 0, 0]);
    expect(notesOf(run, 'told').map(({ atUs, data }) => [atUs, data])).toEqual([
      [105_000, { name: 'n1', peer: 'n0' }],
      [105_000, { name: 'n2', peer: 'n0' }],
    ]);
  });

  test('lasts beyond the heal', () => {
    const program = [operation(1, { atUs: 600_000 })];
    const answering = serversOf((name) => ({
      request: (ctx, client, { id }) => ctx.reply(client, id, { type: 'ok', value: name }),
    }));
    const run = simulate(scenarioOf({ program, faults: [STOP] }), answering);
    expect(run.history.operations).toMatchObject([{ outcome: 'ok', output: 'n1' }]);
    const drops = Array.from({ length: run.trace.length }, (_, at) => run.trace.record(at)).filter(
      ({ kind, name }) => kind === 'drop' && name === 'down',
    );
    expect(drops).toHaveLength(1);
  });

  test('who was down when the others were told hears of it after the restart', () => {
    const crash = faultOf({ kind: 'crash', node: 'n1' }, { id: 'f2', atUs: 90_000 });
    const run = simulate(scenarioOf({ faults: [STOP, crash] }), greeting);
    expect(notesOf(run, 'told').map(({ atUs, data }) => [atUs, data['name']])).toEqual([
      [105_000, 'n2'],
      [190_000, 'n1'],
    ]);
  });

  test('counts once where nobody has ears', () => {
    const deaf = clusterOf(() => ({}));
    expect(activityOf(simulate(scenarioOf({ faults: [STOP] }), deaf)).effects).toBe(1);
    expect(outcomesOf(simulate(scenarioOf({ faults: [STOP] }), deaf))).toEqual({ 99: 'ok' });
  });
});
