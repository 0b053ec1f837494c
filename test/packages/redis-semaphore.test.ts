/**
 * redis-semaphore: workers that hold its Redlock mutex over three Redis servers, of which those are
 * simulated that the library talks to. Nobody works while another does.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { importForSimulation } from 'skerry';
import type { ClientProgram, ProcessNode, ProgramCluster, RunWorkload } from 'skerry';
import { mutualExclusion } from 'skerry/checkers';
import 'skerry/vitest';
import { expect, test } from 'vitest';
import { expectRepeatable } from './repeatable.js';

const { RedlockMutex } = await importForSimulation(() => import('redis-semaphore'));
type RedisClient = ConstructorParameters<typeof RedlockMutex>[0][number];

const REDIS_SERVERS = ['n0', 'n1', 'n2'];
const WORKERS = 2;
const LEASE_MS = 100;
const WORK_MS = 20;

const workWorkload: RunWorkload = {
  name: 'work',
  ask: () => fc.constant({ f: 'work', value: null }),
  finals: () => [],
  checkers: [],
  invariants: [mutualExclusion],
};

const client: ClientProgram = async (_, { self }) => {
  const worker = REDIS_SERVERS.length + (Number(self.slice(1)) % WORKERS);
  const response = await fetch(`http://n${worker}/work`, { method: 'POST' });
  return response.ok ? { type: 'ok', value: null } : { type: 'fail', error: 'busy' };
};

/** As much of Redis as the library uses, on a disk: SET NX PX, and its scripts by what they do. */
function redis({ disk, serve }: ProcessNode): void {
  serve(async (request) => {
    const [key, id, ttl] = (await request.json()) as [key: string, id: string, ttl: number];
    const entry = disk.read(key) as { id: string; until: number } | undefined;
    const holder = entry !== undefined && entry.until > Date.now() ? entry.id : undefined;
    const command = new URL(request.url).pathname;
    if (holder !== (command === '/set' ? undefined : id)) return Response.json(null);
    if (command === '/delete') disk.remove(key);
    else disk.write(key, { id, until: Date.now() + ttl });
    await disk.sync();
    return Response.json(command === '/set' ? 'OK' : 1);
  });
}

/** A connection to one server, with ioredis's `commandTimeout`. */
function connect(server: string, timeoutMs: number | undefined): RedisClient {
  const send = async (command: string, body: readonly unknown[]): Promise<unknown> => {
    const signal = timeoutMs === undefined ? null : AbortSignal.timeout(timeoutMs);
    const post = { method: 'POST', body: JSON.stringify(body), signal };
    return (await fetch(`http://${server}/${command}`, post)).json();
  };
  const connection = {
    set: (key: string, id: string, _px: 'PX', ttl: number) => send('set', [key, id, ttl]),
    evalsha: () => Promise.reject(new Error('NOSCRIPT')),
    eval: (script: string, _count: number, ...parameters: unknown[]) =>
      send(script.includes('pexpire') ? 'expire' : 'delete', parameters),
  };
  return connection as unknown as RedisClient;
}

/** Works for clients, one at a time over all workers. */
function worker({ self, serve, note }: ProcessNode, timeoutMs: number | undefined): void {
  const connections = REDIS_SERVERS.map((server) => connect(server, timeoutMs));
  let works = 0;
  serve(async () => {
    const options = { lockTimeout: LEASE_MS, acquireTimeout: 200, retryInterval: 15 };
    const mutex = new RedlockMutex(connections, 'lock', { ...options, refreshInterval: 0 });
    if (!(await mutex.tryAcquire())) return new Response('busy', { status: 409 });
    const holder = `${self} ${++works}`;
    note('acquired', { lock: 'lock', holder, forUs: WORK_MS * 1000 });
    await sleep(WORK_MS);
    note('acquired', { lock: 'lock', holder, forUs: 1 });
    note('released', { lock: 'lock', holder });
    await mutex.release();
    return new Response();
  });
}

function workersWith(timeoutMs: number | undefined): ProgramCluster {
  return {
    name: 'workers',
    nodes: REDIS_SERVERS.length + WORKERS,
    workload: workWorkload,
    client,
    profile: { timeoutUs: 1_000_000, operations: { min: 5, max: 20 } },
    program: (node) => (REDIS_SERVERS.includes(node.self) ? redis(node) : worker(node, timeoutMs)),
  };
}

const correct = workersWith(20);

test('runs repeat themselves, and use nothing of the host', () => expectRepeatable(correct));

test('one works at a time, when commands have a timeout', async () => {
  const faults = ['partition', 'one-way', 'loss', 'hold', 'reordering', 'crash'] as const;
  await expect(correct).toSurvive({ runs: 20, faults });
});

/** Longer than the lease. */
const profile = { faultUs: { min: 120_000, max: 250_000 } };

test('a worker that is paused for longer than its lease goes on as if it held it', async () => {
  await expect(correct).not.toSurvive({ runs: 60, faults: ['pause'], profile });
});

test('without a timeout of commands, a lock may have expired when it is acquired', async () => {
  await expect(workersWith(undefined)).not.toSurvive({ runs: 60, faults: ['hold'], profile });
});
