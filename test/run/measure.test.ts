/**
 * Measuring a bundled system: figures of simulated runs move in the known direction.
 */

import { expect, test } from 'vitest';
import { measureSystem } from '../../src/run/measure.js';
import { withFaults } from '../../src/run/user-system.js';
import type { MeasurementName } from '../../src/measure/catalogue.js';
import type { Profile } from '../../src/scenario/profile.js';
import { abd } from '../../src/systems/abd.js';
import { registerWorkload } from '../../workloads/register.js';

const CALM: Profile = {
  ...withFaults(abd.profile, []),
  servers: [3],
  clients: { min: 2, max: 2 },
  operations: { min: 20, max: 20 },
  latencies: [{ kind: 'fixed', us: 1000 }],
  loadUs: { min: 2_000_000, max: 2_000_000 },
  disk: { syncMinUs: 0, syncMaxUs: 0 },
};

async function figuresOf(
  changes: Partial<Profile>,
  bugs: readonly string[] = [],
): Promise<(name: MeasurementName, phase?: string) => number> {
  const { measurements } = await measureSystem({
    system: abd,
    workload: registerWorkload,
    bugs,
    profile: { ...CALM, ...changes },
    seed: 5,
    scenariosMax: 30,
  });
  return (name, phase = 'all') => measurements.phases.get(phase)?.figures.get(name) ?? Number.NaN;
}

test('a calm cluster answers everything, at two round trips an operation', async () => {
  const calm = await figuresOf({});
  expect(calm('availability')).toBe(1);
  expect(calm('longestOutageMs')).toBe(0);
  expect(calm('stuckOperations')).toBe(0);
  expect(calm('p50Ms')).toBe(4);
});

test('lost messages cost availability', async () => {
  const lossy = await figuresOf({ lossPpm: { min: 600_000, max: 600_000 } });
  expect(lossy('availability')).toBeLessThan(0.99);
  expect(lossy('p99Ms')).toBeGreaterThan(4);
});

test('more servers cost messages, slower links cost time', async () => {
  const [three, five] = [await figuresOf({}), await figuresOf({ servers: [5] })];
  expect(five('messagesPerOperation')).toBeGreaterThan(three('messagesPerOperation'));
  expect(five('bytesPerOperation')).toBeGreaterThan(three('bytesPerOperation'));
  const slow = await figuresOf({ latencies: [{ kind: 'fixed', us: 7000 }] });
  expect(slow('p50Ms')).toBe(28);
});

test('a fault is a phase of its own', async () => {
  const parted = await figuresOf({
    ...withFaults(CALM, ['partition']),
    faults: { min: 3, max: 5 },
    faultUs: { min: 100_000, max: 100_000 },
    clientsPartedPpm: 1_000_000,
  });
  expect(parted('availability', 'partition')).toBeLessThan(parted('availability', 'calm'));
  expect(parted('p95Ms', 'partition')).toBeGreaterThan(parted('p95Ms', 'calm'));
});

test('runs that were wrong are counted', async () => {
  const options = {
    system: abd,
    workload: registerWorkload,
    seed: 1,
    scenariosMax: 60,
  };
  const wrong = await measureSystem({ ...options, bugs: ['no-write-back'] });
  expect(wrong.anomalies.size).toBeGreaterThan(0);
  expect((await measureSystem(options)).anomalies.size).toBe(0);
});
