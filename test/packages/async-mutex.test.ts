/**
 * async-mutex: additions that read, think and write inside of the lock are counted, each once, in
 * one process whose clients and crashes are simulated.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { importForSimulation } from 'skerry';
import type { ProgramCluster } from 'skerry';
import 'skerry/vitest';
import { counterWorkload } from 'skerry/workloads';
import { expect, test } from 'vitest';
import { expectRepeatable } from './repeatable.js';

const { Mutex } = await importForSimulation(() => import('async-mutex'));

/** Runs `work` as the only one, or means to. */
type Exclusively = (mutex: InstanceType<typeof Mutex>, work: () => Promise<void>) => Promise<void>;

/** A counter in a server that takes its time between reading and writing. */
function counterOf(exclusively: Exclusively): ProgramCluster {
  return {
    name: 'counter',
    nodes: 1,
    workload: counterWorkload,
    program: ({ disk, serve }) => {
      const locks = new Map<unknown, InstanceType<typeof Mutex>>();
      serve(async (request) => {
        const { key, value } = (await request.json()) as { key: string; value: number };
        const mutex = locks.get(key) ?? new Mutex();
        locks.set(key, mutex);
        const held = (): number => (disk.read(key) as number | undefined) ?? 0;
        let sum = 0;
        await exclusively(mutex, async () => {
          sum = held();
          if (new URL(request.url).pathname === '/read') return disk.sync();
          await sleep(Math.random() * 5);
          disk.write(key, sum + value);
          await disk.sync();
        });
        return Response.json(sum);
      });
    },
  };
}

const correct = counterOf((mutex, work) => mutex.runExclusive(work));

test('runs repeat themselves, and use nothing of the host', () => expectRepeatable(correct));

test('nothing that was added is lost', async () => {
  await expect(correct).toSurvive({ runs: 30 });
});

test('to wait until the lock is free is not to hold it', async () => {
  const waiting = counterOf(async (mutex, work) => {
    await mutex.waitForUnlock();
    await mutex.runExclusive(() => undefined);
    await work();
  });
  await expect(waiting).not.toSurvive({ runs: 30 });
});

test('a lock that is released before the write is on the disk', async () => {
  const hasty = counterOf(async (mutex, work) => {
    const release = await mutex.acquire();
    setTimeout(release, 3);
    await work();
  });
  await expect(hasty).not.toSurvive({ runs: 30 });
});
