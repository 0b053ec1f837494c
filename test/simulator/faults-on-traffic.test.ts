/**
 * Faults of how messages travel: garbled, held, slow by distance or by width, too big; and faults
 * of link quality for one type of message or one link.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import type { Node } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import { sizeOf } from '../../src/simulator/size.js';
import { COUNT, EVERY_US, FIRST_US, heard, item, recordsOf, stream } from './message-streams.js';
import { activityOf, clusterOf, faultOf, notesOf, scenarioOf } from './small-cluster.js';

const IN_ORDER = Array.from({ length: COUNT }, (_, number) => number);
const numbersOf = (run: Run): number[] => heard(run).map(({ body }) => body.number);

test('without a fault every message comes as it was sent, after a millisecond', () => {
  const run = stream([]);
  expect(heard(run).map(({ body }) => body)).toEqual(IN_ORDER.map(item));
  expect(heard(run).map(({ atUs }) => atUs)).toEqual(
    IN_ORDER.map((number) => FIRST_US + EVERY_US * number + 1_000),
  );
});

describe('corruption', () => {
  const corrupt = (ppm: number, field?: string): Fault =>
    faultOf({ kind: 'corruption', node: 'n1', ppm, ...(field === undefined ? {} : { field }) });

  /** Names of the fields in which a message is not what was sent; the order stays. */
  const differences = (run: Run): string[][] =>
    heard(run).map(({ body }, at) => {
      const sent = item(at) as unknown as Record<string, unknown>;
      return Object.entries(body).flatMap(([name, value]) =>
        JSON.stringify(value) === JSON.stringify(sent[name]) ? [] : [name],
      );
    });

  test('garbles one field of each message it hits, and says which in the trace', () => {
    const run = stream([corrupt(400_000)]);
    const hit = differences(run).filter(({ length }) => length > 0);
    expect(heard(run)).toHaveLength(COUNT);
    expect(hit.every(({ length }) => length === 1)).toBe(true);
    expect(new Set(hit.flat())).toEqual(new Set(['number', 'text', 'flag', 'inner']));
    expect(hit.length).toBeGreaterThan(COUNT / 5);
    expect(hit.length).toBeLessThan((COUNT * 3) / 5);
    const changes = recordsOf(run, 'change');
    expect(changes).toHaveLength(hit.length);
    expect(activityOf(run).effects).toBe(hit.length);
    for (const { name, node, peer } of changes) {
      expect(name).toMatch(/^f1 [\w.]+: .* became .*$/);
      expect([node, peer]).toEqual(['n0', 'n1']);
    }
  });

  test('keeps to one field if told so, and never touches the type', () => {
    const run = stream([corrupt(1_000_000, 'list')]);
    expect(new Set(differences(run).flat())).toEqual(new Set(['inner']));
    expect(heard(run).map(({ body }) => body.type)).toEqual(IN_ORDER.map((at) => item(at).type));
  });

  test('a smaller share hits some of the same messages', () => {
    const hits = (ppm: number): number[] =>
      differences(stream([corrupt(ppm)])).flatMap(({ length }, at) => (length > 0 ? [at] : []));
    const [many, few] = [hits(500_000), hits(100_000)];
    expect(few.length).toBeGreaterThan(0);
    expect(few.length).toBeLessThan(many.length);
    expect(many).toEqual(expect.arrayContaining(few));
  });
});

describe('hold', () => {
  test('keeps what arrives until its end, then hands it over in order', () => {
    const run = stream([faultOf({ kind: 'hold', from: ['n0'], to: ['n1', 'n2'] })]);
    expect(numbersOf(run)).toEqual(IN_ORDER);
    expect(new Set(heard(run).map(({ atUs }) => atUs))).toEqual(new Set([105_000]));
    expect(recordsOf(run, 'hold')).toHaveLength(COUNT);
    expect(activityOf(run).effects).toBe(COUNT);
  });

  test('of one type lets the other pass', () => {
    const run = stream([faultOf({ kind: 'hold', from: ['n0'], to: ['n1'], type: 'odd' })]);
    const held = heard(run).filter(({ atUs }) => atUs === 105_000);
    expect(held.map(({ body }) => body.number)).toEqual(IN_ORDER.filter((at) => at % 2 === 1));
    expect(numbersOf(run).slice(0, COUNT / 2)).toEqual(IN_ORDER.filter((at) => at % 2 === 0));
  });

  test('in the other direction holds nothing', () => {
    const run = stream([faultOf({ kind: 'hold', from: ['n1'], to: ['n0'] })]);
    expect(activityOf(run).effects).toBe(0);
    expect(run.trace.length).toBe(stream([]).trace.length + 2);
  });

  test('sorts by sending what overtook on the way', () => {
    const network = { ...scenarioOf().network, latency: slow };
    const hold = faultOf({ kind: 'hold', from: ['n0'], to: ['n1'] });
    expect(numbersOf(stream([], item, { network }))).not.toEqual(IN_ORDER);
    expect(numbersOf(stream([hold], item, { network }))).toEqual(IN_ORDER);
  });

  test('the heal ends it too', () => {
    const hold = faultOf({ kind: 'hold', from: ['n0'], to: ['n1'] }, { forUs: 900_000 });
    const run = stream([hold], item, { healAtUs: 50_000, program: later });
    expect(new Set(heard(run).map(({ atUs }) => atUs))).toEqual(new Set([50_000]));
  });
});

const slow = { kind: 'uniform', minUs: 2_000, maxUs: 9_000 } as const;
const later = [{ ...scenarioOf().program[0]!, atUs: 200_000 }];

describe('latency', () => {
  const of = (from: string[], to: string[]): Fault =>
    faultOf({ kind: 'latency', from, to, latency: slow });
  const tookUs = (run: Run): number[] =>
    heard(run).map(({ atUs, body }) => atUs - FIRST_US - EVERY_US * body.number);

  test('replaces that of the network on its links', () => {
    const took = tookUs(stream([of(['n0'], ['n1'])]));
    expect(took).toHaveLength(COUNT);
    expect(Math.min(...took)).toBeGreaterThanOrEqual(2_000);
    expect(Math.max(...took)).toBeLessThanOrEqual(9_000);
    expect(new Set(took).size).toBeGreaterThan(COUNT / 2);
  });

  test('leaves other links alone', () => {
    const run = stream([of(['n1'], ['n0'])]);
    expect(new Set(tookUs(run))).toEqual(new Set([1_000]));
    expect(activityOf(run).effects).toBe(0);
  });
});

const NODES = ['n0', 'n1', 'n2', 'n3', 'c0'];

/** Every node greets every other at 10 ms. */
function greeter(): Node {
  return {
    start: (ctx) => ctx.setTimer('greet', 10_000),
    timer(ctx) {
      for (const node of NODES) if (node !== ctx.self) ctx.send(node, { type: 'hello' });
    },
    message: (ctx, from) => ctx.note('hello', { link: `${from}->${ctx.self}` }),
    request: (ctx, _client, { id }) => ctx.reply(ctx.self, id, { type: 'ok', value: null }),
  };
}

/** When each greeting came, by its link. */
function greetings(...faults: Fault[]): Record<string, number> {
  const topology = { servers: 4, clients: 1 };
  const run = simulate(scenarioOf({ topology, faults }), clusterOf(greeter, greeter));
  const notes = notesOf(run, 'hello');
  return Object.fromEntries(notes.map(({ atUs, data }) => [String(data['link']), atUs]));
}

test('geography makes messages between regions later, and none within one', () => {
  const came = greetings(
    faultOf({
      kind: 'geography',
      groups: [['n0', 'n1'], ['n2'], ['c0']],
      betweenUs: [
        [0, 20_000, 7_000],
        [30_000, 0, 1_000],
        [5_000, 2_000, 0],
      ],
    }),
  );
  expect(came).toMatchObject({
    'n0->n1': 11_000,
    'n0->n2': 31_000,
    'n2->n0': 41_000,
    'n2->c0': 12_000,
    'c0->n1': 16_000,
    'c0->n2': 13_000,
    'n0->n3': 11_000,
    'n3->n2': 11_000,
  });
  expect(Object.keys(came)).toHaveLength(20);
});

describe('partitions', () => {
  const silent = (fault: Fault): string[] => {
    const came = greetings(fault);
    const all = NODES.flatMap((from) =>
      NODES.flatMap((to) => (to === from ? [] : [`${from}->${to}`])),
    );
    return all.filter((link) => came[link] === undefined);
  };

  test('in a ring each server reaches its neighbours only', () => {
    const groups = [
      ['n0', 'n1'],
      ['n1', 'n2'],
      ['n2', 'n3'],
      ['n3', 'n0'],
    ];
    const fault = faultOf({ kind: 'partition', shape: 'ring', groups });
    expect(silent(fault)).toEqual(['n0->n2', 'n1->n3', 'n2->n0', 'n3->n1']);
  });

  test('custom groups part what shares none', () => {
    const groups = [['n0', 'c0'], ['n1', 'n2'], ['n2', 'n0'], ['n3']];
    const fault = faultOf({ kind: 'partition', shape: 'custom', groups });
    const cut = silent(fault);
    expect(cut).not.toContain('n0->n2');
    expect(cut).not.toContain('n1->n2');
    expect(cut.filter((link) => link.startsWith('n3'))).toHaveLength(4);
    expect(cut.filter((link) => link.startsWith('c0'))).toEqual(['c0->n1', 'c0->n2', 'c0->n3']);
  });
});

describe('bandwidth', () => {
  const SIZE = sizeOf(item(10));
  const line = (overflow: 'drop' | 'block', queueBytes: number): Fault =>
    // One message a millisecond, where one is sent each 100 us.
    faultOf({
      kind: 'bandwidth',
      node: 'n0',
      bytesPerSecond: SIZE * 1_000,
      queueBytes,
      overflow,
    });

  test('block: all come, one after the other, as fast as the line lets them', () => {
    const run = stream([line('block', 0)], () => item(10));
    const times = heard(run).map(({ atUs }) => atUs);
    expect(times).toEqual(IN_ORDER.map((at) => FIRST_US + 1_000 * (at + 1) + 1_000));
  });

  test('drop: what finds too much waiting is lost', () => {
    const run = stream([line('drop', SIZE * 5)], () => item(10));
    const times = heard(run).map(({ atUs }) => atUs);
    expect(times.length).toBeGreaterThan(10);
    expect(times.length).toBeLessThan(20);
    expect(activityOf(run).effects).toBe(COUNT);
    expect(recordsOf(run, 'drop')).toHaveLength(COUNT - times.length);
  });

  test('a wide line is none', () => {
    const wide = { ...line('drop', SIZE), bytesPerSecond: 1_000_000_000 } as Fault;
    expect(numbersOf(stream([wide]))).toEqual(IN_ORDER);
  });
});

test('a limit on the size of messages drops the bigger ones', () => {
  const make = (number: number) => ({ type: 'text', number, text: 'x'.repeat(number) });
  const limit = (node: string): Fault =>
    faultOf({ kind: 'message-limit', node, maxBytes: sizeOf(make(40)) });
  for (const node of ['n0', 'n1']) {
    const run = stream([limit(node)], make);
    expect(numbersOf(run)).toEqual(IN_ORDER.filter((number) => number <= 40));
    expect(activityOf(run).effects).toBe(COUNT - 41);
  }
  expect(numbersOf(stream([limit('n2')], make))).toEqual(IN_ORDER);
});

describe('link quality for some messages only', () => {
  const whole = { node: 'n1', ppm: 1_000_000, byUs: 5_000 } as const;

  test.each<[string, Fault, (run: Run) => unknown, unknown]>([
    [
      'loss of one type',
      faultOf({ kind: 'loss', ...whole, type: 'odd' }),
      numbersOf,
      IN_ORDER.filter((at) => at % 2 === 0),
    ],
    [
      'loss on one link',
      faultOf({ kind: 'loss', ...whole, peer: 'n0' }),
      (run) => numbersOf(run).length,
      0,
    ],
    ['loss on another link', faultOf({ kind: 'loss', ...whole, peer: 'n2' }), numbersOf, IN_ORDER],
    [
      'duplication of one type',
      faultOf({ kind: 'duplication', ...whole, type: 'odd' }),
      (run) => numbersOf(run).length,
      COUNT + COUNT / 2,
    ],
    [
      'delay of one type',
      faultOf({ kind: 'delay', ...whole, type: 'even' }),
      (run) =>
        heard(run).filter(({ atUs, body }) => atUs === FIRST_US + EVERY_US * body.number + 6_000)
          .length,
      COUNT / 2,
    ],
    [
      'reordering on one link',
      faultOf({ kind: 'reordering', ...whole, peer: 'n0' }),
      (run) => [...numbersOf(run)].sort((a, b) => a - b).length === COUNT && isShuffled(run),
      true,
    ],
  ])('%s', (_name, fault, observe, expected) => {
    const run = stream([fault]);
    expect(observe(run)).toEqual(expected);
    expect(activityOf(run).effects > 0).toBe(fault !== undefined && !isElsewhere(fault));
  });

  const isShuffled = (run: Run): boolean => numbersOf(run).join() !== IN_ORDER.join();
  const isElsewhere = (fault: Fault): boolean => 'peer' in fault && fault.peer === 'n2';
});
