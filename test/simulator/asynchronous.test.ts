/**
 * Asynchronous nodes: what their contexts can wait for, when it comes, and what a crash does to a
 * handler that waits.
 */

import { describe, expect, test } from 'vitest';
import type { AsyncContext, AsyncNode } from '../../src/simulator/asynchronous/node.js';
import { simulateAsync } from '../../src/simulator/asynchronous/simulate-async.js';
import type { Body } from '../../src/simulator/node.js';
import type { Run } from '../../src/simulator/simulate.js';
import {
  clusterOf,
  faultOf,
  notesOf,
  operation,
  outcomesOf,
  scenarioOf,
  serversOf,
  timesOf,
} from './small-cluster.js';
import type { Numbered } from './small-cluster.js';

/** Server n0 is this node, the others do nothing. */
async function runOf(node: AsyncNode, parts = {}): Promise<Run> {
  const run = await simulateAsync(
    scenarioOf(parts),
    serversOf((name) => (name === 'n0' ? node : {})),
  );
  expect(run.failure).toBeUndefined();
  return run;
}

const settle = (ctx: AsyncContext, label: string): void => ctx.note(label, {});

describe('sleep', () => {
  test('lasts as long as asked, again and again', async () => {
    const run = await runOf({
      async start(ctx) {
        for (let count = 0; count < 3; count++) {
          await ctx.sleep(1_500);
          settle(ctx, 'woken');
        }
      },
    });
    expect(timesOf(run, 'woken')).toEqual([1_500, 3_000, 4_500]);
  });

  test('is measured on the clock of the node', async () => {
    const node: AsyncNode = {
      async start(ctx) {
        await ctx.sleep(10_000);
        await ctx.sleep(10_000);
        settle(ctx, 'woken');
      },
    };
    const faults = [faultOf({ kind: 'clock-drift', node: 'n0', ppm: 1_000_000 }, { atUs: 0 })];
    const run = await runOf(node, { faults });
    // The first sleep began before the clock went twice as fast.
    expect(timesOf(run, 'woken')).toEqual([15_000]);
    expect(run.faults[0]?.effects).toBe(1);
  });

  test('several at a time end in the order of their times', async () => {
    const run = await runOf({
      async start(ctx) {
        const later = async (delayUs: number): Promise<void> => {
          await ctx.sleep(delayUs);
          ctx.note('woken', { delayUs });
        };
        await Promise.all([later(300), later(100), later(200)]);
        settle(ctx, 'all');
      },
    });
    expect(notesOf(run, 'woken').map(({ data }) => data['delayUs'])).toEqual([100, 200, 300]);
    expect(timesOf(run, 'all')).toEqual([300]);
  });

  test('waits for the end of a pause', async () => {
    const node: AsyncNode = {
      async start(ctx) {
        await ctx.sleep(10_000);
        settle(ctx, 'woken');
      },
    };
    const faults = [faultOf({ kind: 'pause', node: 'n0' })];
    expect(timesOf(await runOf(node, { faults }), 'woken')).toEqual([105_000]);
  });
});

describe('send', () => {
  test('resolves in the same moment; the message travels', async () => {
    const run = await simulateAsync(
      scenarioOf(),
      serversOf((name): AsyncNode => {
        return name === 'n0'
          ? {
              async start(ctx) {
                await ctx.send('n1', { type: 'greeting' });
                settle(ctx, 'sent');
              },
            }
          : { message: async (ctx, from) => ctx.note('heard', { from }) };
      }),
    );
    expect(timesOf(run, 'sent')).toEqual([0]);
    expect(timesOf(run, 'heard')).toEqual([1_000]);
  });
});

describe('call', () => {
  interface Sum extends Body {
    readonly type: 'sum';
    readonly sum: number;
  }
  const asking: AsyncNode<Numbered | Sum> = {
    async start(ctx) {
      const question = { type: 'double', number: 21 };
      const response = await ctx.call('n1', question, { timeoutUs: 20_000 });
      ctx.note('response', { sum: response === undefined ? null : (response as Sum).sum });
    },
  };
  const answering: AsyncNode<Numbered> = {
    async message(ctx, _from, { number }) {
      await ctx.sleep(5_000);
      return { type: 'sum', sum: 2 * number } as never;
    },
  };
  const system = clusterOf((name) => (name === 'n0' ? asking : answering));

  test('gives what the handler of the other node returns', async () => {
    const run = await simulateAsync(scenarioOf(), system);
    expect(notesOf(run, 'response')).toMatchObject([{ atUs: 7_000, data: { sum: 42 } }]);
    expect(run.messages).toMatchObject({ sent: 2, delivered: 2 });
  });

  test('gives nothing when no response came in time', async () => {
    const faults = [faultOf({ kind: 'pause', node: 'n1' })];
    const run = await simulateAsync(scenarioOf({ faults }), system);
    expect(notesOf(run, 'response')).toMatchObject([{ atUs: 20_000, data: { sum: null } }]);
    expect(run.failure).toBeUndefined();
  });

  test('a response that comes twice is taken once', async () => {
    const network = { ...scenarioOf().network, duplicationPpm: 1_000_000, reorderingUs: 500 };
    const run = await simulateAsync(scenarioOf({ network }), system);
    expect(notesOf(run, 'response')).toHaveLength(1);
    expect(run.messages.delivered).toBeGreaterThan(4);
    expect(run.failure).toBeUndefined();
  });
});

describe('disk', () => {
  const persistent: AsyncNode = {
    async start(ctx) {
      ctx.note('found', { lives: Number(ctx.disk.read('lives') ?? 0) });
      await ctx.disk.write('lives', ctx.incarnation + 1);
      await ctx.disk.sync();
      settle(ctx, 'synced');
    },
  };

  test('a sync takes its time, and what was synced survives a crash', async () => {
    const faults = [faultOf({ kind: 'crash', node: 'n0' })];
    const run = await runOf(persistent, { faults });
    expect(timesOf(run, 'synced')).toEqual([100, 105_100]);
    expect(notesOf(run, 'found').map(({ data }) => data['lives'])).toEqual([0, 1]);
  });

  test('a crash in the middle of a sync: it never ends, and nothing of it is left', async () => {
    const faults = [faultOf({ kind: 'crash', node: 'n0' }, { atUs: 50 })];
    const run = await runOf(persistent, { faults });
    expect(timesOf(run, 'synced')).toEqual([100_150]);
    expect(notesOf(run, 'found').map(({ data }) => data['lives'])).toEqual([0, 0]);
  });
});

describe('a crash in the middle of an await', () => {
  test.each<[string, (ctx: AsyncContext) => Promise<unknown>]>([
    ['sleep', (ctx) => ctx.sleep(8_000)],
    ['call', (ctx) => ctx.call('n1', { type: 'never' }, { timeoutUs: 8_000 })],
    [
      'sync',
      async (ctx) => {
        await ctx.sleep(4_950);
        await ctx.disk.sync();
      },
    ],
  ])('%s: the handler never goes on, its next life does', async (_what, wait) => {
    let after = 0;
    const node: AsyncNode = {
      async start(ctx) {
        await wait(ctx);
        after++;
        ctx.note('after', { incarnation: ctx.incarnation });
      },
    };
    const faults = [faultOf({ kind: 'crash', node: 'n0' })];
    const run = await runOf(node, { faults });
    expect(after).toBe(1);
    expect(notesOf(run, 'after').map(({ data }) => data['incarnation'])).toEqual([1]);
    expect(run.stuck).toEqual([]);
  });

  test('a response to an earlier life is not heard', async () => {
    const node: AsyncNode = {
      async start(ctx) {
        const response = await ctx.call('n1', { type: 'slow' }, { timeoutUs: 200_000 });
        ctx.note('response', { incarnation: ctx.incarnation, came: response !== undefined });
      },
    };
    const slow: AsyncNode = {
      async message(ctx) {
        await ctx.sleep(50_000);
        return { type: 'done' };
      },
    };
    const faults = [faultOf({ kind: 'crash', node: 'n0' }, { forUs: 10_000 })];
    const run = await simulateAsync(
      scenarioOf({ faults }),
      serversOf((name) => (name === 'n0' ? node : slow)),
    );
    expect(notesOf(run, 'response')).toMatchObject([
      { atUs: 67_000, data: { incarnation: 1, came: true } },
    ]);
  });
});

describe('answers', () => {
  test('are what a request handler returns, or replies', async () => {
    const node: AsyncNode = {
      async request(ctx, client, { id, value }) {
        await ctx.sleep(2_000);
        if (id !== 2) return { type: 'ok', value: [value] };
        return ctx.reply(client, id, { type: 'fail', error: 'no' });
      },
    };
    const run = await runOf(node, { program: [operation(1), operation(2), operation(3)] });
    expect(outcomesOf(run)).toEqual({ 1: 'ok', 2: 'fail', 3: 'ok' });
    expect(run.events.filter(({ type }) => type === 'ok').map(({ value }) => value)).toEqual([
      [1],
      [3],
    ]);
  });

  test('a client node may be asynchronous too', async () => {
    const client: AsyncNode<Numbered> = {
      async request(ctx, _client, { value }) {
        const question = { type: 'double', number: value as number };
        const response = await ctx.call('n1', question, { timeoutUs: 10_000 });
        return { type: 'ok', value: response?.number ?? null };
      },
    };
    const server: AsyncNode<Numbered> = {
      message: async (_ctx, _from, { type, number }) => ({ type, number: 2 * number }),
    };
    const program = [operation(1), operation(2)];
    const run = await simulateAsync(
      scenarioOf({ program }),
      clusterOf(
        () => server,
        () => client,
      ),
    );
    const ended = run.events.filter(({ type }) => type === 'ok');
    expect(ended.map(({ value }) => value)).toEqual([2, 4]);
  });
});

test('a run that begins in a tick of the host is like any other', async () => {
  const node: AsyncNode = {
    async start(ctx) {
      for (let links = 0; links < 10; links++) await Promise.resolve();
      settle(ctx, 'settled');
    },
  };
  const run = await new Promise<Awaited<ReturnType<typeof runOf>>>((resolve, reject) => {
    setTimeout(() => void runOf(node).then(resolve, reject), 0);
  });
  expect(run.failure).toBeUndefined();
  expect(timesOf(run, 'settled').length).toBeGreaterThan(0);
});

test('what a handler awaits of another handler comes in the turn of that one', async () => {
  const waiting: (() => void)[] = [];
  const node: AsyncNode = {
    async start(ctx) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      for (let links = 0; links < 1_000; links++) await Promise.resolve();
      settle(ctx, 'released');
      await ctx.send('n1', { type: 'greeting' });
    },
    timer: () => waiting.pop()?.(),
    request: (ctx) => ctx.setTimer('release', 700),
  };
  const run = await runOf(node, { program: [operation(1)] });
  // The request takes a millisecond to send, and arrives at 2 ms.
  expect(timesOf(run, 'released')).toEqual([2_700]);
});
