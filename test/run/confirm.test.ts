/**
 * The determinism audit: two runs that differ are an error that names where they part.
 */

import { expect, test, vi } from 'vitest';
import { confirm, DeterminismError } from '../../src/run/confirm.js';
import { simulate } from '../../src/simulator/simulate.js';
import { clusterOf, LAST, operation, scenarioOf } from '../simulator/small-cluster.js';
import { restless } from './registers.js';

async function errorOf(act: () => Promise<unknown>): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error;
  }
  return undefined;
}

test('a run that repeats itself is handed out', async () => {
  const system = clusterOf(() => ({}));
  const run = await confirm(scenarioOf(), system);
  expect(run.trace.hash).toBe(simulate(scenarioOf(), system).trace.hash);
});

test('Math.random in a node is found, with the first record that differs', async () => {
  let chance = 0;
  vi.spyOn(Math, 'random').mockImplementation(() => (chance += 0.01));
  const scenario = scenarioOf({ program: [1, 2, 3].map((id) => operation(id)) });
  const error = await errorOf(() => confirm(scenario, restless));
  expect(error).toBeInstanceOf(DeterminismError);
  expect((error as DeterminismError).scenario).toBe(scenario);
  const { message } = error as Error;
  expect(message).toContain('two different runs of small');
  expect(message).toContain(
    'they part at record 1: 1101 us timer c0 1 #1; now 1401 us timer c0 1 #1. Look for Math.random',
  );
});

test('state that outlives a run is found', async () => {
  let runs = 0;
  const system = clusterOf(() => ({
    start: (ctx) => ctx.note('run', { number: runs++ }),
  }));
  expect(String(await errorOf(() => confirm(scenarioOf({ program: [LAST] }), system)))).toContain(
    'they part at record 0: 0 us note n0 run #0 {"number":0}; now 0 us note n0 run #0 {"number":3}',
  );
});

test('what differs in an answer only is found as well', async () => {
  let answers = 0;
  const system = clusterOf(
    () => ({}),
    () => ({
      request: (ctx, _client, { id }) => ctx.reply(ctx.self, id, { type: 'ok', value: answers++ }),
    }),
  );
  const error = await errorOf(() => confirm(scenarioOf(), system));
  expect(error).toBeInstanceOf(DeterminismError);
  expect(String(error)).toMatch(/complete c0 ok #99 0; now \d+ us complete c0 ok #99 1\. Look for/);
});
