/**
 * Strict mode names what a program used of the host, and the line that did.
 */

import { lookup } from 'node:dns';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { registerWorkload } from '../../workloads/register.js';
import { EscapeError } from '../../src/processes/escapes.js';
import type { Program } from '../../src/processes/program.js';
import { runCampaign } from '../../src/run/campaign.js';
import { runScenario } from '../../src/run/run-scenario.js';
import { systemOf } from '../../src/run/user-system.js';
import { LAST, scenarioOf } from '../simulator/small-cluster.js';
import { processesOf } from './programs.js';

const realTimeout = setTimeout;
const realImmediate = setImmediate;

async function escapeOf(program: Program): Promise<unknown> {
  const onN1: Program = (node) => (node.self === 'n1' ? program(node) : undefined);
  try {
    await runScenario(scenarioOf({ program: [LAST] }), processesOf(onN1), {}, true);
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each<[resource: RegExp, program: Program]>([
  [/^FSREQPROMISE$/, () => void readFile('package.json')],
  [/^Timeout$/, () => void realTimeout(() => undefined, 1)],
  [/^Immediate$/, () => void realImmediate(() => undefined)],
  [/^ZLIB$/, () => gzip('text', () => undefined)],
  [/^HASHREQUEST$/, () => void crypto.subtle.digest('SHA-256', new Uint8Array(4))],
  [/^GETADDRINFOREQWRAP$/, () => lookup('localhost', () => undefined)],
  [/^MESSAGEPORT|MessagePort$/, () => new MessageChannel().port1.close()],
])('%s', async (resource, program) => {
  const error = await escapeOf(program);
  expect(error).toBeInstanceOf(EscapeError);
  const { escape, message } = error as EscapeError;
  expect(escape.node).toBe('n1');
  expect(escape.resource).toMatch(resource);
  expect(escape.where).toMatch(/strict\.test\.ts:\d+/);
  expect(message).toContain(`node n1 used ${escape.resource} outside the simulation at `);
});

test('what is simulated is no escape, and neither is what a program prints', async () => {
  const error = await escapeOf(async (node) => {
    node.serve(async (request) => new Response(await request.text()));
    await sleep(5);
    setImmediate(() => undefined);
    setInterval(() => undefined, 20);
    const signal = AbortSignal.timeout(50);
    const response = await fetch('http://n1/', { method: 'POST', body: 'x'.repeat(9_999), signal });
    await response.blob();
    await new Response(new ReadableStream({ start: (stream) => stream.close() })).text();
    crypto.getRandomValues(new Uint8Array(4));
    structuredClone({ crypto: crypto.randomUUID() });
    queueMicrotask(() => undefined);
    process.nextTick(() => undefined);
    console.debug('printed on purpose, by a test');
  });
  expect(error).toBeUndefined();
});

test('the first scenario of a campaign is watched, later ones on request', async () => {
  const campaign = async (runs: number, strict: boolean): Promise<unknown> => {
    let lives = 0;
    const system = systemOf({
      nodes: 1,
      strict,
      workload: registerWorkload,
      program: () => void (++lives > runs && realTimeout(() => undefined, 1)),
    });
    const profile = { ...system.profile, faults: { min: 0, max: 0 } };
    const options = { system, workload: registerWorkload, profile, seed: 1, scenariosMax: 3 };
    return runCampaign({ ...options, measureOdds: false }).then(
      () => 'nothing',
      (error: unknown) => error,
    );
  };
  expect(await campaign(0, false)).toBeInstanceOf(EscapeError);
  expect(await campaign(1, false)).toBe('nothing');
  expect(await campaign(1, true)).toBeInstanceOf(EscapeError);
});
