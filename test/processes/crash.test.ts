/**
 * Crashes of programs: whatever a process was about to do, it never does; its next life begins with
 * what was synced.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { simulateAsync } from '../../src/simulator/asynchronous/simulate-async.js';
import { faultOf, notesOf, scenarioOf } from '../simulator/small-cluster.js';
import { processesOf, runProgram } from './programs.js';

/** n0 is down from 50 ms to 100 ms. */
const CRASH = faultOf({ kind: 'crash', node: 'n0' }, { atUs: 50_000, forUs: 50_000 });

test('nothing of a dead process runs on: timers, fetches, disk, loops', async () => {
  const run = await runProgram(
    async (node) => {
      const life = `${node.self}/${node.incarnation}`;
      const say = (what: string): void => node.note('said', { what: `${life} ${what}` });
      node.serve(async () => {
        await sleep(60);
        return new Response();
      });
      if (node.self !== 'n0') return;
      say('starts');
      setTimeout(() => say('timeout'), 60);
      setInterval(() => say('interval'), 40);
      const loop = async (): Promise<never> => {
        for (;;) {
          await sleep(30);
          say('loop');
        }
      };
      void loop();
      await fetch('http://n1/');
      say('fetched');
    },
    { faults: [CRASH], healAtUs: 180_000 },
  );
  const said = notesOf(run, 'said').map(({ atUs, data }) => `${atUs / 1000} ${data['what']}`);
  expect(said).toEqual([
    '0 n0/0 starts',
    '30 n0/0 loop',
    '40 n0/0 interval',
    '100 n0/1 starts',
    '130 n0/1 loop',
    '140 n0/1 interval',
    '160 n0/1 timeout',
    '160 n0/1 loop',
    '162 n0/1 fetched',
  ]);
  expect(run.failure).toBeUndefined();
});

test('the disk keeps what was synced, memory keeps nothing', async () => {
  const run = await runProgram(
    async (node) => {
      if (node.self !== 'n0') return;
      const { disk } = node;
      node.note('found', { synced: String(disk.read('synced')), lost: String(disk.read('lost')) });
      disk.write('synced', 1);
      disk.write('gone', 1);
      disk.remove('gone');
      await disk.sync();
      disk.write('lost', 1);
    },
    { faults: [CRASH] },
  );
  expect(notesOf(run, 'found').map(({ data }) => data)).toEqual([
    { synced: 'undefined', lost: 'undefined' },
    { synced: '1', lost: 'undefined' },
  ]);
});

test('a request to a server that is down is not answered, and one to a new life is', async () => {
  const run = await runProgram(
    async (node) => {
      node.serve(() => new Response(String(node.incarnation)));
      if (node.self !== 'n1') return;
      for (const atMs of [10, 60, 110]) {
        await sleep(atMs - performance.now());
        const response = await fetch('http://n0/', { signal: AbortSignal.timeout(20) }).catch(
          () => undefined,
        );
        node.note('heard', { life: response === undefined ? 'nothing' : await response.text() });
      }
    },
    { faults: [CRASH] },
  );
  expect(notesOf(run, 'heard').map(({ data }) => data['life'])).toEqual(['0', 'nothing', '1']);
});

test('a paused process hears its timers late, all in order', async () => {
  const pause = faultOf({ kind: 'pause', node: 'n0' }, { atUs: 15_000, forUs: 20_000 });
  const run = await runProgram(
    (node) => {
      for (const ms of [10, 20, 30, 40]) {
        setTimeout(() => node.note('fired', { ms }), ms);
      }
    },
    { faults: [pause] },
  );
  const fired = notesOf(run, 'fired').filter(({ node }) => node === 'n0');
  expect(fired.map(({ atUs, data }) => [atUs, data['ms']])).toEqual([
    [10_000, 10],
    [35_000, 20],
    [35_000, 30],
    [40_000, 40],
  ]);
});

test('what it shows of its state is seen after each event, and belongs to its life', async () => {
  const shown: string[] = [];
  const system = processesOf(async (node) => {
    let count = 0;
    node.show(() => `count ${count}`);
    await sleep(20);
    count++;
  });
  await simulateAsync(scenarioOf({ faults: [CRASH] }), system, {
    observe: (atUs, node, state) => {
      if (node === 'n0') shown.push(`${atUs / 1000} ${state}`);
    },
  });
  expect(shown.filter((line) => line.includes('count'))).toEqual([
    '0 count 0',
    '20 count 1',
    '100 count 0',
    '120 count 1',
  ]);
});
