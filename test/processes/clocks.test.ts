/**
 * Every clock that a program can read is that of its own node.
 */

import { performance as hooksPerformance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import type { ProcessNode } from '../../src/processes/program.js';
import { EPOCH_MS } from '../../src/processes/interception/clocks.js';
import { faultOf, notesOf } from '../simulator/small-cluster.js';
import { runProgram } from './programs.js';

const WHOLE_RUN = { atUs: 0, forUs: 600_000 };

/** n0 keeps time, n1 is half as fast again, n2 begins a minute late. */
const skewed = {
  faults: [
    faultOf({ kind: 'clock-drift', node: 'n1', ppm: 500_000 }, { ...WHOLE_RUN, id: 'f1' }),
    faultOf({ kind: 'clock-offset', node: 'n2', byUs: -60_000_000 }, { ...WHOLE_RUN, id: 'f2' }),
  ],
};

/** What each node notes once it is told, at 100 ms of true time. */
async function readings(
  read: (node: ProcessNode) => Record<string, number | string>,
): Promise<Record<string, Readonly<Record<string, unknown>>>> {
  const run = await runProgram(
    (node) => {
      node.serve(() => {
        node.note('reading', read(node));
        return new Response();
      });
    },
    { ...skewed, program: [{ id: 1, client: 'c0', atUs: 99_000, f: 'ask', value: null }] },
    async (_, { servers }) => {
      await Promise.all(servers.map((server) => fetch(`http://${server}/`)));
      return { type: 'ok', value: null };
    },
  );
  return Object.fromEntries(notesOf(run, 'reading').map(({ node, data }) => [node, data]));
}

test('the wall clock: Date.now, new Date and Date()', async () => {
  const read = await readings(() => ({
    now: Date.now() - EPOCH_MS,
    made: new Date().getTime() - EPOCH_MS,
    text: new Date().toISOString(),
    called: Date(),
  }));
  expect(read['n0']).toMatchObject({ now: 100, made: 100, text: '2020-01-01T00:00:00.100Z' });
  expect(read['n1']).toMatchObject({ now: 150, made: 150, text: '2020-01-01T00:00:00.150Z' });
  expect(read['n2']).toMatchObject({ now: -59_900, text: '2019-12-31T23:59:00.100Z' });
  expect(read['n2']?.['called']).toBe(new Date(EPOCH_MS - 59_900).toString());
});

test('the monotonic clock: performance, hrtime and uptime', async () => {
  const read = await readings(() => {
    const [seconds, nanoseconds] = process.hrtime();
    return {
      now: performance.now(),
      hooks: hooksPerformance.now(),
      origin: performance.timeOrigin - EPOCH_MS,
      hrtime: seconds * 1e9 + nanoseconds,
      since: process.hrtime([0, 500_000_000]).join(),
      bigint: process.hrtime.bigint().toString(),
      uptime: process.uptime(),
    };
  });
  expect(read['n0']).toEqual({
    now: 100,
    hooks: 100,
    origin: 0,
    hrtime: 100_000_000,
    since: '-1,600000000',
    bigint: '100000000',
    uptime: 0.1,
  });
  expect(read['n1']).toMatchObject({ now: 150, hrtime: 150_000_000, uptime: 0.15 });
  // An offset wall clock does not move it.
  expect(read['n2']).toEqual(read['n0']);
});

test('dates are dates: the same class, prototype and arithmetic as outside', async () => {
  const outside = new Date(0);
  const read = await readings(() => {
    const made = new Date(2024, 1, 29);
    class Later extends Date {}
    return {
      isDate: String(made instanceof Date && outside instanceof Date && made.constructor === Date),
      isLater: String(new Later() instanceof Later),
      parsed: Date.parse('2024-02-29T00:00:00Z'),
      utc: Date.UTC(2024, 1, 29),
      copied: structuredClone(new Date(7)).getTime(),
      month: made.getMonth(),
    };
  });
  expect(read['n0']).toEqual({
    isDate: 'true',
    isLater: 'true',
    parsed: Date.UTC(2024, 1, 29),
    utc: Date.UTC(2024, 1, 29),
    copied: 7,
    month: 1,
  });
});

test('outside of the simulation all clocks go on as ever', async () => {
  const before = Date.now();
  await readings(() => ({ now: Date.now() }));
  expect(Date.now() - before).toBeGreaterThanOrEqual(0);
  expect(Date.now() - before).toBeLessThan(20_000);
  expect(new Date().getFullYear()).toBeGreaterThan(2020);
});
