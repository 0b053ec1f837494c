/**
 * Faults on clients: servers that cannot be found, clients that die, and requests that are sent
 * twice.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import type { ProgramOperation } from '../../src/scenario/scenario.js';
import type { Node } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import {
  activityOf,
  clusterOf,
  faultOf,
  notesOf,
  operation,
  outcomesOf,
  scenarioOf,
  serversOf,
} from './small-cluster.js';

const ALL = ['n0', 'n1', 'n2'];

/** Notes who asks, and answers after `afterUs`. */
const answering = (afterUs = 0) =>
  serversOf((name): Node => {
    const waiting: (readonly [client: string, id: number])[] = [];
    return {
      request(ctx, client, { id }) {
        ctx.note('asked', { name, id });
        waiting.push([client, id]);
        ctx.setTimer(String(waiting.length), afterUs);
      },
      timer(ctx, at) {
        const [client, id] = waiting[Number(at) - 1] as readonly [string, number];
        ctx.reply(client, id, { type: 'ok', value: name });
      },
    };
  });

const asked = (run: Run): string[] =>
  notesOf(run, 'asked').map(({ atUs, data }) => `${atUs} ${data['name']} ${data['id']}`);

function run(program: readonly ProgramOperation[], faults: readonly Fault[], afterUs = 0): Run {
  return simulate(scenarioOf({ program, faults }), answering(afterUs));
}

describe('refuse', () => {
  const refuse = (servers: readonly string[], window = {}): Fault =>
    faultOf({ kind: 'refuse', client: 'c0', servers }, { atUs: 0, ...window });

  test('one server: the client asks the next, and is answered', () => {
    expect(asked(run([operation(1)], []))).toEqual(['2000 n0 1']);
    const refused = run([operation(1)], [refuse(['n0'])]);
    expect(asked(refused)).toEqual(['4000 n1 1']);
    expect(outcomesOf(refused)).toEqual({ 1: 'ok' });
    expect(activityOf(refused).effects).toBe(1);
  });

  test('all servers: the operation has certainly failed', () => {
    const refused = run([operation(1)], [refuse(ALL)]);
    expect(refused.history.operations).toMatchObject([{ outcome: 'fail' }]);
    expect(refused.events.at(-1)?.error).toEqual(['unreachable', null]);
    expect(asked(refused)).toEqual([]);
  });

  test('is no definite failure once the operation may have reached a server', () => {
    // n0 hears of it and is silent; when the client turns, nobody can be found any more.
    const silent = serversOf((name) => ({ request: (ctx) => ctx.note('asked', { name, id: 0 }) }));
    const faults = [refuse(ALL, { atUs: 10_000, forUs: 400_000 })];
    const scenario = scenarioOf({ program: [operation(1)], faults, timeoutUs: 300_000 });
    const late = simulate(scenario, silent);
    expect(asked(late)).toEqual(['2000 n0 0']);
    expect(activityOf(late).effects).toBeGreaterThan(3);
    expect(outcomesOf(late)).toEqual({ 1: 'info' });
  });

  test('two such faults at once refuse each request once', () => {
    // Counted twice, refusals would soon seem to be as many as requests.
    const silent = serversOf((name) => ({ request: (ctx) => ctx.note('asked', { name, id: 0 }) }));
    const faults = ['f1', 'f2'].map((id) => refuse(ALL, { id, atUs: 10_000, forUs: 400_000 }));
    const scenario = scenarioOf({ program: [operation(1)], faults, timeoutUs: 300_000 });
    expect(outcomesOf(simulate(scenario, silent))).toEqual({ 1: 'info' });
  });

  test('what never left is neither repeated nor copied, whatever else goes on', () => {
    const faults: Fault[] = [
      refuse(ALL, { forUs: 14_000 }),
      faultOf(
        { kind: 'retry', client: 'c0', byUs: 20_000, sameId: true },
        { id: 'f2', atUs: 0, forUs: 400_000 },
      ),
      faultOf(
        { kind: 'duplication', node: 'n0', ppm: 1_000_000, byUs: 30_000 },
        { id: 'f3', atUs: 0, forUs: 400_000 },
      ),
      faultOf(
        { kind: 'replay', node: 'n0', ppm: 1_000_000, byUs: 0 },
        { id: 'f4', atUs: 0, forUs: 400_000 },
      ),
    ];
    const refused = run([operation(1), operation(2, { atUs: 30_000 })], faults);
    expect(outcomesOf(refused)).toMatchObject({ 1: 'fail', 2: 'ok' });
    expect(asked(refused).filter((line) => line.endsWith(' 1'))).toEqual([]);
  });
});

describe('client-crash', () => {
  const CRASH = faultOf({ kind: 'client-crash', client: 'c0' }, { forUs: 20_000 });
  const program = [operation(1), operation(2), operation(3, { atUs: 60_000 })];

  test('the open operation stays open, and the client returns as a new process', () => {
    const processes = (of: Run) => of.events.map(({ type, process }) => `${type} ${process}`);
    const calm = run(program, [], 10_000);
    expect(processes(calm)).toEqual(Array(3).fill(['invoke 0', 'ok 0']).flat());
    const crashed = run(program, [CRASH], 10_000);
    expect(processes(crashed)).toEqual([
      'invoke 0',
      'info 0',
      'invoke 1',
      'ok 1',
      'invoke 1',
      'ok 1',
    ]);
    expect(crashed.events[1]?.error).toBe('client crashed');
    expect(crashed.operations.map(({ startUs }) => startUs)).toEqual([1_000, 25_000, 60_000]);
    expect(activityOf(crashed).effects).toBeGreaterThan(0);
  });

  test('between two operations only the session is lost', () => {
    const idle = run([operation(1), operation(2, { atUs: 10_000 })], [CRASH]);
    expect(idle.events.map(({ type, process }) => `${type} ${process}`)).toEqual([
      'invoke 0',
      'ok 0',
      'invoke 1',
      'ok 1',
    ]);
    expect(idle.operations.map(({ startUs }) => startUs)).toEqual([1_000, 25_000]);
  });

  test('its memory is gone, and that of others is not', () => {
    const counting = clusterOf(
      () => ({}),
      () => {
        let count = 0;
        return {
          request: (ctx, _client, { id }) =>
            ctx.reply(ctx.self, id, { type: 'ok', value: ++count }),
        };
      },
    );
    const each = ['c0', 'c1'].flatMap((client, at) =>
      [1_000, 60_000].map((atUs, nth) => operation(2 * at + nth, { client, atUs })),
    );
    const topology = { servers: 3, clients: 2 };
    const outputs = (faults: Fault[]) =>
      simulate(scenarioOf({ program: each, faults, topology }), counting)
        .history.operations.map(({ process, output }) => `${process}: ${JSON.stringify(output)}`)
        .sort();
    expect(outputs([])).toEqual(['0: 1', '0: 2', '1: 1', '1: 2']);
    expect(outputs([CRASH])).toEqual(['0: 1', '1: 1', '1: 2', '2: 1']);
  });

  test('of two that overlap the last to end brings it back, once', () => {
    const second = faultOf(
      { kind: 'client-crash', client: 'c0' },
      { id: 'f2', atUs: 15_000, forUs: 30_000 },
    );
    const crashed = run(program, [CRASH, second], 10_000);
    expect(crashed.operations.map(({ startUs }) => startUs)).toEqual([1_000, 45_000, 60_000]);
  });
});

describe('retry', () => {
  const retry = (sameId: boolean): Fault =>
    faultOf({ kind: 'retry', client: 'c0', byUs: 3_000, sameId }, { atUs: 0 });

  test('sends each request again under the same id', () => {
    const again = run([operation(1)], [retry(true)], 10_000);
    expect(asked(again)).toEqual(['2000 n0 1', '5000 n0 1']);
    expect(activityOf(again).effects).toBe(1);
    expect(outcomesOf(again)).toEqual({ 1: 'ok' });
  });

  test('sends it again under a new one, whose answer counts as well', () => {
    const lost = faultOf(
      { kind: 'client-link', client: 'c0', direction: 'request', servers: ['n0'] },
      { id: 'f2', atUs: 0, forUs: 3_000 },
    );
    const again = run([operation(1)], [retry(false), lost]);
    // The first is cut before the library sees it.
    expect(asked(again)).toEqual(['42000 n1 1']);
    const both = run([operation(1)], [retry(false)], 10_000);
    expect(asked(both)).toEqual(['2000 n0 1', '5000 n0 1000000001']);
    const cut = faultOf(
      { kind: 'client-link', client: 'c0', direction: 'reply', servers: ['n0'] },
      { id: 'f2', atUs: 0, forUs: 14_000 },
    );
    const second = run([operation(1)], [retry(false), cut], 10_000);
    expect(second.operations).toMatchObject([{ outcome: 'ok', endUs: 16_000 }]);
  });

  test('not what has certainly failed, nor beyond its window', () => {
    const failing = serversOf((name) => ({
      request(ctx, client, { id }) {
        ctx.note('asked', { name, id });
        ctx.reply(client, id, { type: 'fail', error: 'no' });
      },
    }));
    const scenario = scenarioOf({ program: [operation(1)], faults: [retry(true)] });
    expect(asked(simulate(scenario, failing))).toEqual(['2000 n0 1']);
    const short = { ...retry(true), forUs: 3_500 };
    expect(asked(run([operation(1)], [short], 10_000))).toEqual(['2000 n0 1']);
  });
});
