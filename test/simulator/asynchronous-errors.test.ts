/**
 * What goes wrong in asynchronous nodes, and how it is told: rejections, handlers that wait for
 * something that is not simulated, answers that are none, and the wrong kind of run.
 */

import { describe, expect, test } from 'vitest';
import type { AsyncContext, AsyncNode } from '../../src/simulator/asynchronous/node.js';
import { simulateAsync } from '../../src/simulator/asynchronous/simulate-async.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import { faultOf, LAST, notesOf, operation, scenarioOf, serversOf } from './small-cluster.js';

/** n0 with these methods; it gets a message from n1 at 2 ms and a request of c0 at 2 ms. */
function runOf(node: AsyncNode, parts = {}): Promise<Run> {
  const system = serversOf((name) => {
    if (name === 'n0') return node;
    return {
      start: (ctx) => ctx.setTimer('greet', 1_000),
      timer: (ctx) => ctx.send('n0', { type: 'greeting' }),
    };
  });
  return simulateAsync(scenarioOf({ program: [operation(1)], ...parts }), system);
}

const boom = async (ctx: AsyncContext): Promise<never> => {
  await ctx.sleep(10);
  throw new Error('boom');
};

const neverResolved = new Promise<void>(() => undefined);

describe('a rejection is the failure of the run', () => {
  test.each<[string, AsyncNode, number]>([
    ['start', { start: boom }, 10],
    ['message', { message: boom }, 2_010],
    ['request', { request: boom }, 2_010],
    ['timer', { start: (ctx) => ctx.setTimer('tick', 500), timer: boom }, 510],
  ])('of %s', async (_where, node, atUs) => {
    expect((await runOf(node)).failure).toEqual({ atUs, node: 'n0', message: 'boom' });
  });

  test('of a handler that a crash has ended is none', async () => {
    let isFirst = true;
    const node: AsyncNode = {
      async start(ctx) {
        if (!isFirst) return;
        isFirst = false;
        await ctx.sleep(50_000);
        throw new Error('boom');
      },
    };
    const faults = [faultOf({ kind: 'crash', node: 'n0' })];
    expect((await runOf(node, { program: [LAST], faults })).failure).toBeUndefined();
  });
});

describe('a handler that waits for something that is not simulated', () => {
  test('is stuck, and the run says so', async () => {
    const run = await runOf({
      async start(ctx) {
        await ctx.sleep(10);
        await neverResolved;
      },
      request: async () => neverResolved,
      async timer(ctx) {
        await ctx.sleep(1e12);
      },
    });
    expect(run.failure).toBeUndefined();
    expect(run.stuck).toEqual([
      { node: 'n0', cause: 'n0/0 start sleep 1' },
      { node: 'n0', cause: 'op 1' },
    ]);
  });

  test('fails the run when it acts all the same, out of its turn', async () => {
    const nextImmediate = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
    const busy: AsyncNode = {
      async start(ctx) {
        for (;;) await ctx.sleep(10);
      },
    };
    const escaping: AsyncNode = {
      async start(ctx) {
        for (let turns = 0; turns < 4; turns++) await nextImmediate();
        await ctx.send('n1', { type: 'greeting' });
      },
    };
    const system = serversOf((name) => (name === 'n0' ? escaping : busy));
    const { failure } = await simulateAsync(scenarioOf(), system);
    expect(failure?.node).toBe('n0');
    expect(failure?.message).toContain('n0 called ctx.send outside of its turn');
    expect(failure?.message).toContain('a real timer');
  });

  test('fails the run when it merely goes on', async () => {
    const busy: AsyncNode = {
      async start(ctx) {
        for (;;) await ctx.sleep(10);
      },
    };
    const escaping: AsyncNode = {
      start: () => new Promise((resolve) => void setImmediate(() => void setImmediate(resolve))),
    };
    const system = serversOf((name) => (name === 'n0' ? escaping : busy));
    const { failure } = await simulateAsync(scenarioOf(), system);
    expect(failure?.message).toContain('n0 went on outside of its turn');
  });
});

describe('a context of an asynchronous node', () => {
  test('of an earlier life is refused', async () => {
    const kept: AsyncContext[] = [];
    const node: AsyncNode = {
      async start(ctx) {
        kept.push(ctx);
        await ctx.sleep(5);
        await (kept[0] as AsyncContext).send('n1', { type: 'greeting' });
      },
    };
    const faults = [faultOf({ kind: 'crash', node: 'n0' })];
    expect((await runOf(node)).failure).toBeUndefined();
    kept.length = 0;
    const { failure } = await runOf(node, { program: [LAST], faults });
    expect(failure).toMatchObject({ atUs: 105_005, node: 'n0' });
  });

  test('of another node is refused, even while that one waits', async () => {
    const kept: AsyncContext[] = [];
    const system = serversOf((name): AsyncNode => ({
      async start(ctx) {
        kept.push(ctx);
        await ctx.sleep(name === 'n0' ? 10_000 : 10);
        if (name === 'n1') (kept[0] as AsyncContext).note('stolen', {});
      },
    }));
    const { failure } = await simulateAsync(scenarioOf(), system);
    expect(failure?.message).toContain('n0 called ctx.note outside of its turn');
  });
});

describe('mistakes are named', () => {
  test.each<[string, AsyncNode, string]>([
    ['no answer', { request: async () => ({ ok: true }) as never }, 'neither an answer'],
    ['a broken sleep', { start: (ctx) => ctx.sleep(0.5) }, 'n0 sleep 0.5; it takes whole'],
    ['a message to nobody', { start: (ctx) => ctx.send('n9', { type: 'a' }) }, 'no node "n9"'],
  ])('%s', async (_what, node, message) => {
    expect((await runOf(node)).failure?.message).toContain(message);
  });
});

describe('simulate', () => {
  test.each<[string, AsyncNode]>([
    ['a handler that is asynchronous', { start: async () => undefined }],
    ['a handler that sleeps', { start: (ctx) => ctx.sleep(5) }],
    ['a task that nobody awaits', { start: (ctx) => void boom(ctx) }],
  ])('refuses %s and names simulateAsync', (_what, node) => {
    const system = serversOf((name) => (name === 'n0' ? node : {}));
    expect(simulate(scenarioOf(), system).failure?.message).toContain('simulateAsync');
  });
});

test('a handler that is synchronous may answer by returning in both', async () => {
  const node: AsyncNode = {
    request: (_ctx, _client, { value }) => ({ type: 'ok', value }),
    start: (ctx) => ctx.note('begun', {}),
  };
  const system = serversOf(() => node);
  const scenario = scenarioOf({ program: [operation(1)] });
  const runs = [simulate(scenario, system), await simulateAsync(scenario, system)];
  expect(runs.map(({ operations }) => operations[0]?.outcome)).toEqual(['ok', 'ok']);
  expect(notesOf(runs[1] as Run, 'begun')).toHaveLength(3);
});
