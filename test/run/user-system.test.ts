/**
 * A user's cluster as a system: how many nodes, what its factories are told, and which faults it
 * meets.
 */

import {
  abd,
  PROGRAM_PROFILE,
  scenarios,
  simulate,
  systemOf,
  USER_PROFILE,
  withFaults,
} from 'skerry';
import type { Node, Setup, UserCluster } from 'skerry';
import { registerWorkload } from 'skerry/workloads';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

const silent: Node = {};

test('factories are asked for every node by name, and keep their this', () => {
  const asked: string[] = [];
  class Cluster implements UserCluster {
    readonly nodes = 2;
    readonly workload = registerWorkload;
    readonly bugs = [{ name: 'typo', summary: 'a mistake' }];
    node(name: string, { bugs }: Setup): Node {
      asked.push(`${name} of ${this.nodes} ${[...bugs].join()}`);
      return silent;
    }
    client(name: string): Node {
      asked.push(`${name} of ${this.nodes}`);
      return silent;
    }
  }
  const system = systemOf(new Cluster());
  const all = scenarios({ system, workload: registerWorkload, bugs: ['typo'] });
  const [scenario] = fc.sample(all, { seed: 1, numRuns: 1 });
  if (scenario === undefined) return expect.unreachable();
  simulate({ ...scenario, faults: [] }, system);
  expect(asked).toEqual(expect.arrayContaining(['n0 of 2 typo', 'n1 of 2 typo', 'c0 of 2']));
  expect(asked.filter((one) => one.startsWith('n'))).toHaveLength(2);
});

test('a profile names differences only', () => {
  const profile = { timeoutUs: 5 };
  const { profile: whole, name } = systemOf({
    nodes: 4,
    node: () => silent,
    workload: registerWorkload,
    profile,
  });
  expect(name).toBe('cluster');
  expect(whole).toEqual({ ...USER_PROFILE, timeoutUs: 5, servers: [4] });
});

test.each([0, 1.5, 101, Number.NaN])('%d nodes are refused', (nodes) => {
  const cluster = { nodes, node: () => silent, workload: registerWorkload };
  expect(() => systemOf(cluster)).toThrow(`a cluster has 1 to 100 nodes, not ${nodes}`);
});

test('a cluster of programs awaits, and meets no message twice', () => {
  const program = (): void => undefined;
  const cluster = { nodes: 2, program, workload: registerWorkload };
  const { asynchronous, strict, profile } = systemOf({ ...cluster, profile: { timeoutUs: 5 } });
  expect([asynchronous, strict]).toEqual([true, false]);
  expect(profile).toEqual({ ...PROGRAM_PROFILE, timeoutUs: 5, servers: [2] });
  expect(profile.faultWeights.duplication).toBe(0);
  expect(systemOf({ ...cluster, strict: true }).strict).toBe(true);
});

test('chosen faults are the only ones', () => {
  const { faultWeights, faults } = withFaults(abd.profile, ['crash', 'clock-jump']);
  expect(faultWeights).toEqual({ crash: abd.profile.faultWeights.crash, 'clock-jump': 1 });
  expect(faults.min).toBe(1);
  expect(withFaults(abd.profile, [])).toMatchObject({
    faults: { min: 0, max: 0 },
    lossPpm: { min: 0, max: 0 },
    duplicationPpm: { min: 0, max: 0 },
  });
});
