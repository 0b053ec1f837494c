/**
 * What the kernel does with a node's own code: exceptions end the run as a finding, promises are
 * refused, a context is good for its handler only, and mistakes are named.
 */

import { describe, expect, test } from 'vitest';
import type { Context, Node } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import {
  clusterOf,
  faultOf,
  LAST,
  notesOf,
  operation,
  scenarioOf,
  scripted,
  serversOf,
} from './small-cluster.js';

const boom = (): never => {
  throw new Error('boom');
};

/** n0 with these methods; it gets a message from n1 at 2 ms and a request of c0 at 1 ms. */
function failureOf(node: Node): Run['failure'] {
  const system = serversOf((name) => {
    if (name === 'n0') return node;
    return {
      start: (ctx) => ctx.setTimer('greet', 1_000),
      timer: (ctx) => ctx.send('n0', { type: 'greeting' }),
    };
  });
  return simulate(scenarioOf({ program: [operation(1)] }), system).failure;
}

describe('exceptions', () => {
  test('a node without mistakes does not fail', () => {
    expect(failureOf({})).toBeUndefined();
  });

  test.each<[string, Node, number]>([
    ['start', { start: boom }, 0],
    ['message', { message: boom }, 2_000],
    ['request', { request: boom }, 2_000],
    ['timer', { start: (ctx) => ctx.setTimer('tick', 500), timer: boom }, 500],
    ['a disk callback', { start: (ctx) => ctx.disk.sync(boom) }, 100],
  ])('out of %s becomes the failure of the run', (_where, node, atUs) => {
    expect(failureOf(node)).toEqual({ atUs, node: 'n0', message: 'boom' });
  });

  test('out of a client too; the run ends there and its history with it', () => {
    const program = [operation(1), operation(2)];
    const run = simulate(
      scenarioOf({ program }),
      clusterOf(
        () => ({}),
        () => ({ request: boom }),
      ),
    );
    expect(run.failure).toEqual({ atUs: 1_000, node: 'c0', message: 'boom' });
    expect(run.cutOff).toBe(false);
    expect(run.operations.map(({ id, outcome }) => [id, outcome])).toEqual([[1, 'open']]);
    expect(run.history.operations).toMatchObject([{ outcome: 'info' }]);
  });

  test('something thrown that is no Error is named as well', () => {
    const start = (): never => {
      // oxlint-disable-next-line typescript/only-throw-error
      throw 'a string';
    };
    expect(failureOf({ start })?.message).toBe('a string');
  });

  test('out of inspect does not change the run', () => {
    const states: string[] = [];
    const system = clusterOf(() => ({ inspect: boom }));
    const observe = (_atUs: number, node: string, state: string) => states.push(`${node} ${state}`);
    const observed = simulate(scenarioOf(), system, { observe });
    expect(observed.failure).toBeUndefined();
    expect(observed.trace.hash).toBe(simulate(scenarioOf(), system).trace.hash);
    expect(states).toContain('n0 inspect threw boom');
  });
});

describe('promises are refused', () => {
  /** As an async method, whose promise TypeScript lets pass where nothing is expected. */
  const late = (): void => Promise.reject(new Error('nobody hears this')) as never;

  test.each<[string, Node]>([
    ['start', { start: late }],
    ['message', { message: late }],
    ['request', { request: late }],
    ['timer', { start: (ctx) => ctx.setTimer('tick', 500), timer: late }],
    ['a disk callback', { start: (ctx) => ctx.disk.sync(late) }],
  ])('from %s', (_where, node) => {
    expect(failureOf(node)?.message).toContain('returned a promise');
  });

  test('from answer', () => {
    const client: Node = {
      request: (ctx, _client, request) => ctx.send('n0', { type: 'request', request } as never),
      answer: late,
    };
    const system = clusterOf(
      () => ({
        request: (ctx, from, { id }) => ctx.reply(from, id, { type: 'ok', value: 1 }),
      }),
      () => client,
    );
    const { failure } = simulate(scenarioOf({ program: [operation(1)] }), system);
    expect(failure).toMatchObject({ node: 'c0' });
    expect(failure?.message).toContain('returned a promise');
  });
});

describe('a context', () => {
  test.each<[string, (ctx: Context) => void]>([
    ['send', (ctx) => ctx.send('n1', { type: 'greeting' })],
    ['setTimer', (ctx) => ctx.setTimer('tick', 1)],
    ['clearTimer', (ctx) => ctx.clearTimer('tick')],
    ['random', (ctx) => ctx.random(3)],
    ['reply', (ctx) => ctx.reply('c0', 1, { type: 'ok', value: 1 })],
    ['note', (ctx) => ctx.note('said', {})],
    ['disk.write', (ctx) => ctx.disk.write('key', 1)],
    ['disk.remove', (ctx) => ctx.disk.remove('key')],
    ['disk.sync', (ctx) => ctx.disk.sync(() => undefined)],
  ])('kept for a handler of another node is refused by %s', (what, use) => {
    let kept: Context | undefined;
    const system = clusterOf((name) => ({
      start(ctx) {
        if (name === 'n0') kept = ctx;
        else if (name === 'n1') use(kept as Context);
      },
    }));
    const { failure } = simulate(scenarioOf(), system);
    expect(failure).toMatchObject({ node: 'n1' });
    expect(failure?.message).toContain(`n0 called ctx.${what} outside of a handler`);
  });

  test('kept beyond a crash is refused', () => {
    const kept: Context[] = [];
    const system = clusterOf((name) => ({
      start(ctx) {
        if (name !== 'n0') return;
        kept.push(ctx);
        (kept[0] as Context).send('n1', { type: 'greeting' });
      },
    }));
    const faults = [faultOf({ kind: 'crash', node: 'n0' })];
    expect(simulate(scenarioOf(), system).failure).toBeUndefined();
    kept.length = 0;
    const { failure } = simulate(scenarioOf({ faults }), system);
    expect(failure).toMatchObject({ atUs: 105_000, node: 'n0' });
    expect(failure?.message).toContain('ctx.send outside of a handler');
  });

  test('tells who, with whom and in which life', () => {
    const system = scripted((ctx) =>
      ctx.note('self', {
        self: ctx.self,
        servers: ctx.servers.join(),
        incarnation: ctx.incarnation,
      }),
    );
    const [note] = notesOf(simulate(scenarioOf(), system), 'self');
    expect(note?.data).toEqual({ self: 'n0', servers: 'n0,n1,n2', incarnation: 0 });
  });

  test('random stays below its bound and reaches all below it', () => {
    const system = scripted((ctx) => {
      for (let draw = 0; draw < 100; draw++) ctx.note('drawn', { number: ctx.random(3) });
    });
    const drawn = notesOf(simulate(scenarioOf(), system), 'drawn').map(
      ({ data }) => data['number'],
    );
    expect(new Set(drawn)).toEqual(new Set([0, 1, 2]));
  });

  test('counts the marks that were reached', () => {
    const system = scripted((ctx) => ['a', 'b', 'a'].forEach((label) => ctx.sometimes(label)));
    expect([...simulate(scenarioOf(), system).marks]).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});

describe('mistakes are named', () => {
  test.each<[string, (ctx: Context) => void, string]>([
    [
      'a message to nobody',
      (ctx) => ctx.send('n7', { type: 'greeting' }),
      'there is no node "n7"; the nodes are n0, n1, n2, c0',
    ],
    [
      'an answer to nobody',
      (ctx) => ctx.reply('c5', 1, { type: 'ok', value: 1 }),
      'there is no node "c5"',
    ],
    ['a broken delay', (ctx) => ctx.setTimer('tick', 1.5), 'n0 set timer "tick" to 1.5'],
    ['a negative delay', (ctx) => ctx.setTimer('tick', -1), 'n0 set timer "tick" to -1'],
    ['no delay', (ctx) => ctx.setTimer('tick', NaN), 'n0 set timer "tick" to NaN'],
    ['a bound of 0', (ctx) => ctx.random(0), 'n0 called random(0)'],
  ])('%s', (_what, script, message) => {
    expect(simulate(scenarioOf(), scripted(script)).failure?.message).toContain(message);
  });

  test('an answer without a value', () => {
    const client: Node = {
      request: (ctx, _client, { id }) =>
        ctx.reply(ctx.self, id, { type: 'ok', value: undefined as never }),
    };
    const system = clusterOf(
      () => ({}),
      () => client,
    );
    const { failure } = simulate(scenarioOf(), system);
    expect(failure?.message).toBe('the answer to operation 99 has no value; null says nothing');
  });

  test('a fault on a node that does not exist', () => {
    const faults = [faultOf({ kind: 'crash', node: 'n8' })];
    expect(() =>
      simulate(
        scenarioOf({ faults }),
        clusterOf(() => ({})),
      ),
    ).toThrow('there is no node "n8"; the nodes are n0, n1, n2, c0');
  });

  test('an operation of a client that does not exist', () => {
    const program = [{ ...LAST, client: 'c3' }];
    expect(() =>
      simulate(
        scenarioOf({ program }),
        clusterOf(() => ({})),
      ),
    ).toThrow('operation 99 is for c3; the scenario has 1 clients');
  });

  test('a bug that the system does not have', () => {
    const scenario = scenarioOf({ system: { name: 'small', bugs: ['none-such'] } });
    expect(() =>
      simulate(
        scenario,
        clusterOf(() => ({})),
      ),
    ).toThrow('small has no bug "none-such"');
  });
});

test('a cluster may be an object whose methods need it', () => {
  class Built {
    private readonly label = 'mine';
    server(): Node {
      return { start: (ctx) => ctx.note('built', { label: this.label }) };
    }
    client(): Node {
      const { label } = this;
      return { start: (ctx) => ctx.note('built', { label }) };
    }
  }
  const run = simulate(scenarioOf(), { ...clusterOf(() => ({})), build: () => new Built() });
  expect(run.failure).toBeUndefined();
  expect(notesOf(run, 'built').map(({ data }) => data['label'])).toEqual(Array(4).fill('mine'));
});
