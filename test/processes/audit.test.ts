/**
 * The determinism audit on programs: what repeats itself only by chance is an error that says what
 * differs, and a module that is loaded for the simulation repeats itself.
 */

import { importForSimulation } from 'skerry';
import { expect, test } from 'vitest';
import { registerWorkload } from '../../workloads/register.js';
import { isInstalled } from '../../src/processes/installation.js';
import { runCampaign } from '../../src/run/campaign.js';
import { confirm, DeterminismError } from '../../src/run/confirm.js';
import { hunt } from '../../src/run/hunt.js';
import type { ProgramCluster } from '../../src/run/user-system.js';
import { systemOf } from '../../src/run/user-system.js';
import { simulateAsync } from '../../src/simulator/asynchronous/simulate-async.js';
import { scenarioOf } from '../simulator/small-cluster.js';
import { processesOf } from './programs.js';

/** The host's, as a module has them that was loaded before any simulation. */
const hostDraw = Math.random;

/** One server with a register that is forgotten in one of three reads. */
function forgetfulRegister(draw: () => number): ProgramCluster {
  return {
    name: 'forgetful',
    nodes: 1,
    workload: registerWorkload,
    program: (node) => {
      let held: unknown = null;
      node.serve(async (request) => {
        const { value } = (await request.json()) as { value: unknown };
        if (new URL(request.url).pathname === '/write') held = value;
        return Response.json(draw() < 0.3 ? null : held);
      });
    },
    profile: { faults: { min: 0, max: 0 } },
  };
}

test('dice of the host in a program: the record that differs, with what was drawn', async () => {
  const system = processesOf((node) => node.note('drawn', { value: hostDraw() }));
  const error = await confirm(scenarioOf(), system).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DeterminismError);
  expect(String(error)).toMatch(
    /at record 0: 0 us note n0 drawn #0 {"value":0\.\d+}; now 0 us note n0 drawn #0 {"value":0/,
  );
  expect(String(error)).toContain('importForSimulation');
});

test('a module that is loaded for the simulation has dice of the simulation', async () => {
  const { draw } = await importForSimulation(() => import('./host-dice.js'));
  expect(isInstalled()).toBe(false);
  expect(draw()).not.toBe(draw());
  const system = processesOf((node) => node.note('drawn', { value: draw() }));
  const run = await confirm(scenarioOf(), system);
  expect(new Set(run.trace.notes.map(({ data }) => data['value'])).size).toBe(3);
  const other = await simulateAsync(scenarioOf({ seed: 8 }), system);
  expect(other.trace.hash).not.toBe(run.trace.hash);
});

test('a load that fails leaves nothing behind', async () => {
  const load = importForSimulation(() => Promise.reject(new Error('no such module')));
  await expect(load).rejects.toThrow('no such module');
  expect(isInstalled()).toBe(false);
});

test('a program that remembers an earlier run is found out, even if later runs agree', async () => {
  let runs = 0;
  const system = processesOf((node) => node.note('first', { isFirst: runs++ < 3 }));
  const { trace } = await simulateAsync(scenarioOf(), system);
  await expect(confirm(scenarioOf(), system)).resolves.toBeDefined();
  await expect(confirm(scenarioOf(), system, trace.hash)).rejects.toThrow(
    'something remembers that there was one',
  );
});

test('a campaign reports no violation that chance of the host has made', async () => {
  const campaign = (draw: () => number) => {
    const system = systemOf(forgetfulRegister(draw));
    return { system, workload: registerWorkload, seed: 1, scenariosMax: 5, measureOdds: false };
  };
  await expect(runCampaign(campaign(hostDraw))).rejects.toThrow(DeterminismError);
  await expect(hunt(campaign(hostDraw))).rejects.toThrow('two different runs of forgetful');
  const simulated = await runCampaign(campaign(() => Math.random()));
  expect(simulated.discovery?.fingerprint.checker).toBe('linearizable');
});
