/**
 * The same scenario gives the same run, whatever the programs do with time and chance; several runs
 * at once do not disturb one another.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Program } from '../../src/processes/program.js';
import { confirm, DeterminismError } from '../../src/run/confirm.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { simulateAsync } from '../../src/simulator/asynchronous/simulate-async.js';
import { faultOf, notesOf, scenarioOf } from '../simulator/small-cluster.js';
import { processesOf, runProgram } from './programs.js';

/** Greets its peers at random times, in long chains of promises, and notes all that it learns. */
const gossip: Program = async (node) => {
  let heard = 0;
  node.serve(async (request) => {
    heard += ((await request.json()) as { rumour: string }).rumour.length;
    await sleep(Math.random() * 5);
    return Response.json({ heard, at: Date.now() });
  });
  setInterval(() => node.note('interval', { heard, clock: performance.now() }), 17);
  for (let round = 0; ; round++) {
    await sleep(Math.random() * 50);
    for (let depth = 0; depth < 100; depth++) await Promise.resolve();
    const peer = node.peers[Math.floor(Math.random() * node.peers.length)];
    const response = await fetch(`http://${peer}/gossip`, {
      method: 'POST',
      body: JSON.stringify({ rumour: crypto.randomUUID() + String(round) }),
      signal: AbortSignal.timeout(30),
    }).catch((error: Error) => error.name);
    const text = typeof response === 'string' ? response : await response.text();
    node.note('learned', { text, at: new Date().toISOString() });
  }
};

/** Three clocks at three rates, and a crash. */
function scenarioWith(seed: number): Scenario {
  const drift = (node: string, ppm: number) =>
    faultOf({ kind: 'clock-drift', node, ppm }, { id: node, atUs: 0, forUs: 600_000 });
  const { network } = scenarioOf();
  return scenarioOf({
    seed,
    network: {
      ...network,
      latency: { kind: 'uniform', minUs: 500, maxUs: 8_000 },
      lossPpm: 50_000,
    },
    faults: [
      drift('n1', 10_000),
      drift('n2', -20_000),
      faultOf({ kind: 'crash', node: 'n1' }, { id: 'f3', atUs: 120_000, forUs: 60_000 }),
    ],
  });
}

test('three clocks, a crash, chance and long chains: the same hash twice', async () => {
  const system = processesOf(gossip);
  const hashes = new Set<string>();
  for (let seed = 1; seed <= 10; seed++) {
    const first = await simulateAsync(scenarioWith(seed), system);
    const second = await simulateAsync(scenarioWith(seed), system);
    expect(first.failure).toBeUndefined();
    expect(notesOf(first, 'learned').length).toBeGreaterThan(20);
    expect(second.trace.hash).toBe(first.trace.hash);
    hashes.add(first.trace.hash);
  }
  expect(hashes.size).toBe(10);
});

test('runs at the same time are the runs that they are alone', async () => {
  const system = processesOf(gossip);
  const seeds = [1, 2, 3, 4];
  const together = await Promise.all(
    seeds.map((seed) => simulateAsync(scenarioWith(seed), system)),
  );
  for (const [at, seed] of seeds.entries()) {
    const alone = await simulateAsync(scenarioWith(seed), system);
    expect(together[at]?.trace.hash).toBe(alone.trace.hash);
  }
});

test('the audit passes what repeats itself, and names state that outlives a run', async () => {
  await expect(confirm(scenarioWith(1), processesOf(gossip))).resolves.toBeDefined();
  let runs = 0;
  const forgetful = processesOf((node) => node.note('runs', { runs: runs++ }));
  await expect(confirm(scenarioOf(), forgetful)).rejects.toThrow(DeterminismError);
});

test('a promise that another node resolves is found out, not run on', async () => {
  let wake = (): void => undefined;
  const shared = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const { failure } = await runProgram(async (node) => {
    if (node.self === 'n0') {
      await sleep(10);
      wake();
    }
    if (node.self !== 'n1') return;
    await shared;
    await sleep(10);
  });
  expect(failure).toMatchObject({ node: 'n1', atUs: 10_000 });
  expect(failure?.message).toContain('outside of its turn');
});

test('programs do not run where nothing can await them', () => {
  const { failure } = simulate(scenarioOf(), processesOf(gossip));
  expect(failure?.message).toContain('simulateAsync');
});
