/**
 * Faults on links: each cuts, loses, doubles or holds back exactly the messages it is for.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import type { Node } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import { activityOf, clusterOf, faultOf, notesOf, scenarioOf } from './small-cluster.js';
import type { Numbered } from './small-cluster.js';

const NODES = ['n0', 'n1', 'n2', 'n3', 'n4', 'c0', 'c1'];

/** Every node greets every other at 10 ms, within the window of the faults, and again at 200 ms. */
function greeter(): Node {
  return {
    start(ctx) {
      ctx.setTimer('early', 10_000);
      ctx.setTimer('late', 200_000);
    },
    timer(ctx, name) {
      for (const node of NODES) if (node !== ctx.self) ctx.send(node, { type: name });
    },
    message: (ctx, from, { type }) => ctx.note(type, { link: `${from}->${ctx.self}` }),
    request: (ctx, _client, { id }) => ctx.reply(ctx.self, id, { type: 'ok', value: null }),
  };
}

function greet(fault: Fault): Run {
  const topology = { servers: 5, clients: 2 };
  return simulate(scenarioOf({ topology, faults: [fault] }), clusterOf(greeter, greeter));
}

function linksOf(run: Run, label: string): string[] {
  return notesOf(run, label).map(({ data }) => String(data['link']));
}

const ALL_LINKS = NODES.flatMap((from) =>
  NODES.filter((to) => to !== from).map((to) => `${from}->${to}`),
);

/** The links over which nothing came during the fault. */
function silent(run: Run): string[] {
  const heard = new Set(linksOf(run, 'early'));
  return ALL_LINKS.filter((link) => !heard.has(link)).sort();
}

function bothWays(left: readonly string[], right: readonly string[]): string[] {
  return left.flatMap((a) => right.flatMap((b) => [`${a}->${b}`, `${b}->${a}`])).sort();
}

function expectWhole(run: Run): void {
  expect(linksOf(run, 'late').sort()).toEqual([...ALL_LINKS].sort());
}

const partition = (shape: 'halves' | 'isolate' | 'bridge', groups: string[][]): Fault =>
  faultOf({ kind: 'partition', shape, groups });

describe('cuts', () => {
  test('without a fault everybody hears everybody', () => {
    const run = simulate(
      scenarioOf({ topology: { servers: 5, clients: 2 } }),
      clusterOf(greeter, greeter),
    );
    expect(silent(run)).toEqual([]);
  });

  test.each<[string, Fault, string[]]>([
    [
      'halves part two groups, clients with one of them',
      partition('halves', [
        ['n0', 'n1', 'c0'],
        ['n2', 'n3', 'n4'],
      ]),
      bothWays(['n0', 'n1', 'c0'], ['n2', 'n3', 'n4']),
    ],
    [
      'isolate parts one server; clients in no group reach all',
      partition('isolate', [['n3'], ['n0', 'n1', 'n2', 'n4']]),
      bothWays(['n3'], ['n0', 'n1', 'n2', 'n4']),
    ],
    [
      'a bridge talks to both sides, which do not talk to each other',
      partition('bridge', [
        ['n2', 'n0', 'n1'],
        ['n2', 'n3', 'n4'],
      ]),
      bothWays(['n0', 'n1'], ['n3', 'n4']),
    ],
    [
      'one-way cuts one direction',
      faultOf({ kind: 'one-way', from: ['n0'], to: ['n1', 'c1'] }),
      ['n0->c1', 'n0->n1'],
    ],
    [
      'client-link request cuts the way to the server',
      faultOf({ kind: 'client-link', client: 'c1', direction: 'request', servers: ['n0', 'n4'] }),
      ['c1->n0', 'c1->n4'],
    ],
    [
      'client-link reply cuts the way back',
      faultOf({ kind: 'client-link', client: 'c1', direction: 'reply', servers: ['n0'] }),
      ['n0->c1'],
    ],
    [
      'client-link both cuts both',
      faultOf({ kind: 'client-link', client: 'c1', direction: 'both', servers: ['n0'] }),
      ['c1->n0', 'n0->c1'],
    ],
    [
      'certain loss silences a node in both directions',
      faultOf({ kind: 'loss', node: 'n1', ppm: 1_000_000, byUs: 0 }),
      bothWays(
        ['n1'],
        NODES.filter((node) => node !== 'n1'),
      ),
    ],
  ])('%s', (_name, fault, expected) => {
    const run = greet(fault);
    expect(silent(run)).toEqual(expected);
    expect(activityOf(run)).toMatchObject({
      beganUs: 5_000,
      endedUs: 105_000,
      effects: expected.length,
      firstEffectUs: 10_000,
      lastEffectUs: 10_000,
    });
    expectWhole(run);
  });

  test('a cut meets what is already on its way', () => {
    const fault = faultOf({ kind: 'one-way', from: ['n0'], to: ['n1'] }, { atUs: 10_500 });
    const run = greet(fault);
    expect(silent(run)).toEqual(['n0->n1']);
    expect(activityOf(run)).toMatchObject({ effects: 1, firstEffectUs: 11_000 });
  });

  test('two cuts of one link end one after the other', () => {
    const cut = { kind: 'one-way', from: ['n0'], to: ['n1'] } as const;
    const faults = [faultOf(cut), faultOf(cut, { id: 'f2', forUs: 300_000 })];
    const topology = { servers: 5, clients: 2 };
    const run = simulate(scenarioOf({ topology, faults }), clusterOf(greeter, greeter));
    expect(linksOf(run, 'late')).not.toContain('n0->n1');
    expect([activityOf(run, 0).effects, activityOf(run, 1).effects]).toEqual([1, 2]);
  });
});

const COUNT = 200;

/** n0 sends n1 numbered messages, one each 100 us from 10 ms on; n1 notes their numbers. */
function stream(parts: Parameters<typeof scenarioOf>[0]): Run {
  const system = clusterOf((name) => {
    let sent = 0;
    return {
      start: (ctx) => (name === 'n0' ? ctx.setTimer('next', 10_000) : undefined),
      timer(ctx) {
        ctx.send('n1', { type: 'item', number: sent++ } as Numbered);
        if (sent < COUNT) ctx.setTimer('next', 100);
      },
      message: (ctx, _from, body) => ctx.note('item', { number: (body as Numbered).number }),
    };
  });
  return simulate(scenarioOf(parts), system);
}

function numbersOf(run: Run): number[] {
  return notesOf(run, 'item').map(({ data }) => Number(data['number']));
}

const IN_ORDER = Array.from({ length: COUNT }, (_, number) => number);

describe('link quality', () => {
  test('without a fault all messages come once, in order, after the latency', () => {
    const run = stream({});
    expect(numbersOf(run)).toEqual(IN_ORDER);
    expect(notesOf(run, 'item').map(({ atUs }) => atUs)).toEqual(
      IN_ORDER.map((number) => 11_000 + 100 * number),
    );
  });

  test('loss hits about its share, and counts what it hit', () => {
    const run = stream({
      faults: [faultOf({ kind: 'loss', node: 'n1', ppm: 500_000, byUs: 0 })],
    });
    const lost = COUNT - numbersOf(run).length;
    expect(lost).toBeGreaterThan(COUNT / 4);
    expect(lost).toBeLessThan((COUNT * 3) / 4);
    expect(activityOf(run).effects).toBe(lost);
  });

  test('duplication brings messages a second time', () => {
    const run = stream({
      faults: [faultOf({ kind: 'duplication', node: 'n0', ppm: 1_000_000, byUs: 2_000 })],
    });
    expect(numbersOf(run).sort((a, b) => a - b)).toEqual(
      IN_ORDER.flatMap((number) => [number, number]),
    );
    expect(activityOf(run).effects).toBe(COUNT);
  });

  test('reordering holds messages back, at most by its time, and loses none', () => {
    const run = stream({
      faults: [faultOf({ kind: 'reordering', node: 'n1', ppm: 500_000, byUs: 5_000 })],
    });
    const numbers = numbersOf(run);
    expect(numbers).not.toEqual(IN_ORDER);
    expect([...numbers].sort((a, b) => a - b)).toEqual(IN_ORDER);
    const heldUs = notesOf(run, 'item').map(
      ({ atUs, data }) => atUs - 11_000 - 100 * Number(data['number']),
    );
    expect(Math.min(...heldUs)).toBe(0);
    expect(Math.max(...heldUs)).toBeLessThanOrEqual(5_000);
    expect(activityOf(run).effects).toBeGreaterThan(COUNT / 4);
    expect(activityOf(run).effects).toBeLessThan((COUNT * 3) / 4);
  });

  test('delay makes every message later by exactly its time', () => {
    const run = stream({
      faults: [faultOf({ kind: 'delay', node: 'n0', ppm: 1_000_000, byUs: 7_000 })],
    });
    expect(notesOf(run, 'item').map(({ atUs }) => atUs)).toEqual(
      IN_ORDER.map((number) => 18_000 + 100 * number),
    );
    expect(activityOf(run).effects).toBe(COUNT);
  });

  test('a fault on one node leaves the links of others alone', () => {
    const run = stream({
      faults: [faultOf({ kind: 'loss', node: 'n2', ppm: 1_000_000, byUs: 0 })],
    });
    expect(numbersOf(run)).toEqual(IN_ORDER);
    expect(activityOf(run).effects).toBe(0);
  });
});

describe('the network of the scenario', () => {
  const network = scenarioOf().network;

  test('loses its share', () => {
    const lost = COUNT - numbersOf(stream({ network: { ...network, lossPpm: 300_000 } })).length;
    expect(lost).toBeGreaterThan(COUNT / 10);
    expect(lost).toBeLessThan(COUNT / 2);
  });

  test('doubles its share', () => {
    const settings = { ...network, duplicationPpm: 300_000, reorderingUs: 5_000 };
    const extra = numbersOf(stream({ network: settings })).length - COUNT;
    expect(extra).toBeGreaterThan(COUNT / 10);
    expect(extra).toBeLessThan(COUNT / 2);
  });

  test('holds back its share', () => {
    const settings = { ...network, reorderingPpm: 300_000, reorderingUs: 5_000 };
    const numbers = numbersOf(stream({ network: settings }));
    expect(numbers).toHaveLength(COUNT);
    expect(numbers).not.toEqual(IN_ORDER);
  });

  test('does none of it after the heal', () => {
    const settings = {
      ...network,
      lossPpm: 900_000,
      duplicationPpm: 900_000,
      reorderingPpm: 900_000,
      reorderingUs: 5_000,
    };
    const program = [{ ...scenarioOf().program[0]!, atUs: 200_000 }];
    const run = stream({ network: settings, healAtUs: 10_000, program });
    expect(numbersOf(run)).toEqual(IN_ORDER);
  });
});
