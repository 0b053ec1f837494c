/**
 * The default client: asks one server, turns to another when that refuses or is silent, and repeats
 * the operation's id.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import type { ProgramOperation, Scenario } from '../../src/scenario/scenario.js';
import type { Answer, Node } from '../../src/simulator/node.js';
import { notHere, requestClient } from '../../src/simulator/request-client.js';
import type { RequestClientOptions } from '../../src/simulator/request-client.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import {
  clusterOf,
  faultOf,
  notesOf,
  operation,
  outcomesOf,
  scenarioOf,
  serversOf,
} from './small-cluster.js';

const OK: Answer = { type: 'ok', value: 'served' };

/** A server that notes who asks what, and answers as it is told; `undefined` is silence. */
function server(answers: (name: string, operation: number) => Answer | undefined) {
  return (name: string): Node => ({
    request(ctx, client, { id }) {
      ctx.note('asked', { name, id });
      const answer = answers(name, id);
      if (answer !== undefined) ctx.reply(client, id, answer);
    },
  });
}

function ask(
  answers: (name: string, operation: number) => Answer | undefined,
  options?: RequestClientOptions,
  parts: Partial<Scenario> = {},
): Run {
  const scenario = scenarioOf({ program: [operation(1)], ...parts });
  if (options === undefined) return simulate(scenario, serversOf(server(answers)));
  return simulate(
    scenario,
    clusterOf(server(answers), () => requestClient(options)),
  );
}

/** Such as `2000 n0 1`: when, whom, and the operation's id. */
function asked(run: Run): string[] {
  return notesOf(run, 'asked').map(({ atUs, data }) => `${atUs} ${data['name']} ${data['id']}`);
}

const each = (...ids: number[]): ProgramOperation[] => ids.map((id) => operation(id));

describe('a server that answers', () => {
  test('is asked once, and the answer is the outcome', () => {
    const run = ask(() => OK);
    expect(asked(run)).toEqual(['2000 n0 1']);
    expect(run.history.operations).toMatchObject([{ outcome: 'ok', output: 'served' }]);
    expect(run.endUs).toBe(3_000);
  });

  test('is asked again for the next operation', () => {
    const run = ask((name) => (name === 'n0' ? notHere('n2') : OK), undefined, {
      program: each(1, 2),
    });
    expect(asked(run).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      'n0 1',
      'n2 1',
      'n2 2',
    ]);
  });

  test('a fail that is no refusal ends the operation', () => {
    const run = ask(() => ({ type: 'fail', error: ['busy', null] }));
    expect(outcomesOf(run)).toEqual({ 1: 'fail' });
    expect(asked(run)).toHaveLength(1);
  });

  test('clients begin at different servers', () => {
    const program = [0, 1, 2, 3].map((at) => operation(at, { client: `c${at}` }));
    const run = ask(() => OK, undefined, { program, topology: { servers: 3, clients: 4 } });
    expect(asked(run)).toEqual(['2000 n0 0', '2000 n1 1', '2000 n2 2', '2000 n0 3']);
  });
});

describe('a refusal', () => {
  test('with a hint leads to the server it names', () => {
    const run = ask((name) => (name === 'n2' ? OK : notHere('n2')));
    expect(asked(run)).toEqual(['2000 n0 1', '5000 n2 1']);
    expect(outcomesOf(run)).toEqual({ 1: 'ok' });
  });

  test.each([null, 'n77'])('with the hint %j leads to the next', (hint) => {
    const run = ask((name) => (name === 'n2' ? OK : notHere(hint)));
    expect(asked(run)).toEqual(['2000 n0 1', '5000 n1 1', '9000 n2 1']);
  });

  test('by all is waited out, longer each time, and ends in info', () => {
    const run = ask(() => notHere(null));
    const times = notesOf(run, 'asked').map(({ atUs }) => atUs);
    const waits = times.slice(1).map((atUs, at) => atUs - (times[at] as number));
    expect(waits.slice(0, 4)).toEqual([3_000, 4_000, 5_000, 6_000]);
    expect(outcomesOf(run)).toEqual({ 1: 'info' });
  });
});

describe('silence', () => {
  const silentFirst = (name: string): Answer | undefined => (name === 'n0' ? undefined : OK);

  test('sends the same operation to the next server after 40 ms', () => {
    const run = ask(silentFirst);
    expect(asked(run)).toEqual(['2000 n0 1', '42000 n1 1']);
    expect(outcomesOf(run)).toEqual({ 1: 'ok' });
  });

  test('lasts as long as the option says', () => {
    expect(asked(ask(silentFirst, { retryUs: 7_000 }))).toEqual(['2000 n0 1', '9000 n1 1']);
  });

  test('an answer of the server that was asked before still counts', () => {
    const cut: Fault = faultOf(
      { kind: 'client-link', client: 'c0', direction: 'request', servers: ['n1'] },
      { forUs: 400_000 },
    );
    const delay: Fault = faultOf(
      { kind: 'delay', node: 'n0', ppm: 1_000_000, byUs: 44_000 },
      { id: 'f2', atUs: 1_500, forUs: 10_000 },
    );
    const run = ask(() => OK, undefined, { faults: [cut, delay] });
    expect(asked(run)).toEqual(['2000 n0 1']);
    expect(run.operations).toMatchObject([{ outcome: 'ok', endUs: 47_000 }]);
  });

  test('without resending ends in info, and the next operation goes to the next server', () => {
    const run = ask(silentFirst, { resend: false }, { program: each(1, 2) });
    expect(asked(run)).toEqual(['2000 n0 1', '52000 n1 2']);
    expect(outcomesOf(run)).toEqual({ 1: 'info', 2: 'ok' });
  });
});

describe('without resending', () => {
  test('a refusal still leads on', () => {
    const run = ask((name) => (name === 'n2' ? OK : notHere('n2')), { resend: false });
    expect(asked(run)).toEqual(['2000 n0 1', '5000 n2 1']);
  });

  test('the wait after a refusal of one operation never sends the next one twice', () => {
    // Operation 1 is refused 1 ms before it times out: its wait reaches into operation 2.
    const answers = (name: string, id: number): Answer | undefined => {
      if (id === 2) return undefined;
      return name === 'n0' ? notHere('n1') : OK;
    };
    const run = ask(answers, { resend: false }, { program: each(1, 2), timeoutUs: 2_500 });
    expect(asked(run).filter((line) => line.endsWith(' 2'))).toHaveLength(1);
  });
});
