/**
 * Runs the store in a simulated cluster: is each of its keys a linearizable register?
 */

import type { ProgramCluster } from 'skerry';
import 'skerry/vitest';
import { registerWorkload } from 'skerry/workloads';
import { expect, test } from 'vitest';
import { createStore } from './store.js';

const cluster: ProgramCluster = {
  name: 'store',
  nodes: 3,
  workload: registerWorkload,
  program: ({ servers, disk, serve }) => serve(createStore(servers, disk)),
  profile: { operations: { min: 5, max: 20 } },
};

test('survives lost messages, partitions, pauses and crashes', { timeout: 60_000 }, async () => {
  await expect(cluster).toSurvive({ runs: 20 });
});

test('survives wrong clocks', { timeout: 60_000 }, async () => {
  await expect(cluster).toSurvive({ runs: 20, faults: ['clock-offset', 'crash'] });
});
