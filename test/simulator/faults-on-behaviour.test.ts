/**
 * Servers that leave out messages, or lie in each of the ways.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import type { ByzantineBehaviour } from '../../src/scenario/faults/behaviour.js';
import type { Body, Node } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import { COUNT, heard, item, recordsOf, stream } from './message-streams.js';
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

const ALL = 1_000_000;

const numbersOf = (run: Run): number[] => heard(run).map(({ body }) => body.number);

describe('omission', () => {
  test.each<[string, Fault, boolean]>([
    ['the sender', faultOf({ kind: 'omission', node: 'n0', direction: 'send', ppm: ALL }), true],
    [
      'the receiver',
      faultOf({ kind: 'omission', node: 'n1', direction: 'receive', ppm: ALL }),
      true,
    ],
    [
      'a sender who only fails to receive',
      faultOf({ kind: 'omission', node: 'n0', direction: 'receive', ppm: ALL }),
      false,
    ],
    [
      'a receiver who only fails to send',
      faultOf({ kind: 'omission', node: 'n1', direction: 'send', ppm: ALL }),
      false,
    ],
  ])('%s leaves out the type it is told to', (_who, fault, acts) => {
    const only = { ...fault, type: 'odd' } as Fault;
    expect(numbersOf(stream([fault]))).toHaveLength(acts ? 0 : COUNT);
    const run = stream([only]);
    expect(numbersOf(run).filter((number) => number % 2 === 1)).toHaveLength(acts ? 0 : COUNT / 2);
    expect(numbersOf(run).filter((number) => number % 2 === 0)).toHaveLength(COUNT / 2);
    expect(activityOf(run).effects).toBe(acts ? COUNT / 2 : 0);
  });

  test('hits its share, and says so in the trace', () => {
    for (const [node, direction, why] of [
      ['n0', 'send', 'lost'],
      ['n1', 'receive', 'omitted'],
    ] as const) {
      const run = stream([faultOf({ kind: 'omission', node, direction, ppm: 300_000 })]);
      const left = COUNT - numbersOf(run).length;
      expect(left).toBeGreaterThan(COUNT / 10);
      expect(left).toBeLessThan(COUNT / 2);
      expect(recordsOf(run, 'drop').map(({ name }) => name)).toEqual(Array(left).fill(why));
    }
  });
});

function byzantine(behaviour: ByzantineBehaviour, ppm = ALL): Fault {
  return faultOf({ kind: 'byzantine', node: 'n0', behaviour, ppm });
}

/** n0 tells n1 and n2 the same at 10, 11, ... ms; both note it. */
function telling(make: (round: number) => Body, parts: Partial<Node> = {}): System {
  return clusterOf((name) => {
    let round = 0;
    return {
      start: (ctx) => (name === 'n0' ? ctx.setTimer('tell', 10_000) : undefined),
      timer(ctx) {
        const body = make(round++);
        for (const to of ['n1', 'n2']) ctx.send(to, body);
        if (round < 20) ctx.setTimer('tell', 1_000);
      },
      message: (ctx, _from, body) => ctx.note('heard', { body: JSON.stringify(body) }),
      ...parts,
    };
  });
}

/** What each of n1 and n2 heard. */
function told(behaviour: ByzantineBehaviour, make: (round: number) => Body): unknown[][] {
  const run = simulate(scenarioOf({ faults: [byzantine(behaviour)] }), telling(make));
  return ['n1', 'n2'].map((name) =>
    notesOf(run, 'heard')
      .filter(({ node }) => node === name)
      .map(({ data }) => JSON.parse(String(data['body'])) as unknown),
  );
}

const state = (round: number): Body =>
  ({ type: 'state', operation: round, stamp: { number: round, writer: 'c0' }, value: 1 }) as Body;

describe('a Byzantine server', () => {
  test('lies about values, tells all the same lie, and keeps who and when', () => {
    const [first, second] = told('lie', state) as [{ value: number }[], { value: number }[]];
    expect(second).toEqual(first);
    expect(first.map((body) => ({ ...body, value: 1 }))).toEqual(
      Array.from({ length: 20 }, (_, round) => state(round)),
    );
    const lies = new Set(first.map(({ value }) => value));
    expect(lies.size).toBe(1);
    expect(lies).not.toContain(1);
  });

  test('equivocates: each hears another lie', () => {
    const [first, second] = told(
      'equivocate',
      (round) => ({ ...state(round), value: round }) as Body,
    );
    const values = (heardBy: unknown[]): number[] =>
      heardBy.map((body) => (body as { value: number }).value);
    const differing = values(first as unknown[]).filter(
      (value, at) => value !== values(second as unknown[])[at],
    );
    expect(differing.length).toBeGreaterThan(10);
  });

  test('forges an acknowledgement: every no becomes a yes', () => {
    const vote = (round: number): Body => ({ type: 'vote', term: round, granted: false }) as Body;
    for (const heardBy of told('forge-ack', vote)) {
      expect(heardBy).toEqual(
        Array.from({ length: 20 }, (_, term) => ({ type: 'vote', term, granted: true })),
      );
    }
  });

  test('votes as it did before, in the name of the question of today', () => {
    const [first] = told('stale-vote', (round) => ({ ...state(round), value: round }) as Body);
    const bodies = first as { operation: number; value: number }[];
    expect(bodies.map(({ operation: of }) => of)).toEqual(
      Array.from({ length: 20 }, (_, at) => at),
    );
    const stale = bodies.filter(({ operation: of, value }) => value < of);
    expect(stale.length).toBeGreaterThan(15);
    expect(bodies.every(({ operation: of, value }) => value <= of)).toBe(true);
  });

  test('replays: what arrives is older, whatever its type', () => {
    const mixed = (round: number): Body =>
      ({ type: round % 2 === 0 ? 'ping' : 'pong', operation: round }) as Body;
    const [first] = told('replay', mixed);
    const bodies = first as { type: string; operation: number }[];
    expect(bodies.filter(({ operation: of }, at) => of < at).length).toBeGreaterThan(15);
    expect(bodies.filter(({ type }, at) => type !== mixed(at).type).length).toBeGreaterThan(2);
  });

  test('answers a request without doing it', () => {
    const served: number[] = [];
    const system = serversOf(() => ({
      request(ctx, client, { id, value }) {
        served.push(id);
        ctx.reply(client, id, { type: 'ok', value });
      },
    }));
    const program = [operation(1, { atUs: 10_000 }), operation(2, { atUs: 200_000 })];
    const run = simulate(scenarioOf({ program, faults: [byzantine('forge-ack')] }), system);
    expect(outcomesOf(run)).toEqual({ 1: 'ok', 2: 'ok' });
    expect(served).toEqual([2]);
    expect(recordsOf(run, 'forge')).toHaveLength(1);
    expect(activityOf(run).effects).toBe(1);
  });

  test('turns a refusal into a done', () => {
    const system = serversOf(() => ({
      request: (ctx, client, { id }) => ctx.reply(client, id, { type: 'fail', error: 'no' }),
    }));
    const program = [operation(1, { atUs: 10_000 })];
    const scenario = scenarioOf({ program });
    expect(outcomesOf(simulate(scenario, system))).toEqual({ 1: 'fail' });
    const lying = { ...scenario, faults: [byzantine('forge-ack', 999_999)] };
    expect(outcomesOf(simulate(lying, system))).toEqual({ 1: 'ok' });
  });

  test('lies in its share of the messages only, and each lie is in the trace', () => {
    const run = stream([byzantine('lie', 300_000)]);
    const wrong = heard(run).filter(
      ({ body }, at) => JSON.stringify(body) !== JSON.stringify(item(at)),
    );
    expect(wrong.length).toBeGreaterThan(COUNT / 10);
    expect(wrong.length).toBeLessThan(COUNT / 2);
    expect(recordsOf(run, 'change')).toHaveLength(wrong.length);
    expect(activityOf(run).effects).toBe(wrong.length);
  });

  test('tells the lies of the protocol where the cluster knows some', () => {
    const seen: string[] = [];
    const system: System = {
      ...telling(state),
      build: (setup) => ({
        ...telling(state).build(setup),
        byzantine(behaviour, body, to, random) {
          seen.push(`${behaviour} ${to}`);
          if (to === 'n2') return body;
          return { ...body, value: `own ${random(1)}` } as Body;
        },
      }),
    };
    const run = simulate(scenarioOf({ faults: [byzantine('lie')] }), system);
    expect(new Set(seen)).toEqual(new Set(['lie n1', 'lie n2']));
    const values = notesOf(run, 'heard').map(({ node, data }) => [
      node,
      (JSON.parse(String(data['body'])) as { value: unknown }).value,
    ]);
    expect(new Set(values.map((pair) => pair.join(' ')))).toEqual(new Set(['n1 own 0', 'n2 1']));
    expect(activityOf(run).effects).toBe(20);
  });
});
