/**
 * What is installed is taken out again, to the last property, in threads and in processes.
 */

import crypto from 'node:crypto';
import process from 'node:process';
import timers from 'node:timers';
import * as timersModule from 'node:timers';
import timerPromises from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { install, isInstalled } from '../../src/processes/installation.js';
import { simulate } from '../../src/simulator/simulate.js';
import { simulateAsync } from '../../src/simulator/asynchronous/simulate-async.js';
import { scenarioOf } from '../simulator/small-cluster.js';
import { processesOf } from './programs.js';

const homes: readonly object[] = [
  globalThis,
  globalThis.performance,
  globalThis.crypto,
  Date.prototype,
  AbortSignal,
  Math,
  process,
  process.hrtime,
  timers,
  timerPromises,
  timerPromises.scheduler,
  crypto,
];

/** Every property of everything that is patched, as it is now. */
function snapshot(): Map<object, PropertyDescriptorMap> {
  return new Map(homes.map((home) => [home, Object.getOwnPropertyDescriptors(home)]));
}

function expectUnchanged(before: ReturnType<typeof snapshot>): void {
  for (const [home, properties] of before) {
    const now = Object.getOwnPropertyDescriptors(home);
    expect(Object.keys(now)).toEqual(Object.keys(properties));
    for (const name of Reflect.ownKeys(properties)) {
      const was = Reflect.get(properties, name) as object;
      const is = Reflect.get(now, name) as object;
      for (const field of ['get', 'value', 'writable', 'enumerable', 'configurable']) {
        const isKept = Object.is(Reflect.get(is, field), Reflect.get(was, field));
        expect(isKept, `${String(name)} ${field}`).toBe(true);
      }
    }
  }
}

test('installing is counted, and the last to leave restores everything', () => {
  const before = snapshot();
  const named = timersModule.setTimeout;
  const leaveFirst = install();
  const leaveSecond = install();
  expect(globalThis.setTimeout).not.toBe(before.get(globalThis)?.['setTimeout']?.value);
  expect(timersModule.setTimeout).not.toBe(named);
  leaveFirst();
  leaveFirst();
  expect(isInstalled()).toBe(true);
  leaveSecond();
  expect(isInstalled()).toBe(false);
  expectUnchanged(before);
  expect(timersModule.setTimeout).toBe(named);
});

test('a run restores everything, however it ends', async () => {
  const before = snapshot();
  const system = processesOf(() => undefined);
  await simulateAsync(scenarioOf(), system);
  expectUnchanged(before);
  const failing = processesOf(() => Promise.reject(new Error('at once')));
  expect((await simulateAsync(scenarioOf(), failing)).failure?.message).toBe('at once');
  expectUnchanged(before);
  simulate(scenarioOf(), system);
  expectUnchanged(before);
  const observe = (): void => {
    throw new Error('from the one who watches');
  };
  const shown = processesOf((node) => node.show(() => 'state'));
  await expect(simulateAsync(scenarioOf(), shown, { observe })).rejects.toThrow('who watches');
  expectUnchanged(before);
});

test('inside of a run, whoever is not of it meets the host', async () => {
  let outside = '';
  const timer = setTimeout(() => {
    outside = `${new Date().getFullYear() > 2020} ${typeof Math.random()}`;
  }, 0);
  let turns = 0;
  await simulateAsync(
    scenarioOf(),
    processesOf(async () => {
      for (;;) {
        turns++;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }),
  );
  expect(turns).toBeGreaterThan(1_000);
  expect(isInstalled()).toBe(false);
  expect(outside).toBe('true number');
  clearTimeout(timer);
});

test('it works in threads as in processes', { timeout: 60_000 }, async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const files = ['test/processes/timers.test.ts', 'test/processes/clocks.test.ts'];
  const { stdout, exitCode } = await execa('vitest', ['run', '--pool', 'threads', ...files], {
    cwd: root,
    preferLocal: true,
    reject: false,
    env: { NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  expect(stdout).toMatch(/Tests {2}11 passed/);
  expect(exitCode).toBe(0);
});
