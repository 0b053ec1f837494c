/**
 * Deviations: late, drop and duplicate act on the message they name, and on no other.
 */

import { expect, test } from 'vitest';
import type { Deviation, MessageIdentity } from '../../src/scenario/scenario.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Posting } from '../../src/trace/posting.js';
import { clusterOf, notesOf, operation, scenarioOf } from './small-cluster.js';

/**
 * For each operation the client sends each server two `item` and one `other`; servers note what
 * they get.
 */
const system = clusterOf(
  () => ({
    message: (ctx, from, { type }) => ctx.note('got', { what: `${from}->${ctx.self} ${type}` }),
  }),
  () => ({
    request(ctx, _client, { id }) {
      for (const server of ctx.servers) {
        for (const type of ['item', 'other', 'item']) ctx.send(server, { type });
      }
      ctx.reply(ctx.self, id, { type: 'ok', value: null });
    },
  }),
);

const program = [operation(1), operation(2, { atUs: 100_000 })];
const NAMED: MessageIdentity = { cause: 'op 1', type: 'item', from: 'c0', to: 'n1', nth: 2 };

function received(deviations: readonly Deviation[]): [number, unknown][] {
  const last = { ...operation(3), phase: 'final' as const };
  const run = simulate(scenarioOf({ program: [...program, last], deviations }), system);
  return notesOf(run, 'got').map(({ atUs, data }) => [atUs, data['what']]);
}

const calm = received([]);
/** Of the two items to n1 that operation 1 causes the second: they arrive at the same time. */
const [hit] = calm.filter(([, what]) => what === 'c0->n1 item').slice(1, 2);
const others = calm.toSpliced(calm.indexOf(hit as [number, unknown]), 1);
const beforeFinal = ([atUs]: [number, unknown]): boolean => atUs < 500_000;

test('nothing deviates without a deviation', () => {
  expect(calm.filter(beforeFinal)).toHaveLength(18);
  expect(hit).toEqual([2_000, 'c0->n1 item']);
});

test('drop: it never arrives', () => {
  expect(received([{ message: NAMED, kind: 'drop', byUs: 0 }])).toEqual(others);
});

test('late: it arrives later by that much', () => {
  const late = received([{ message: NAMED, kind: 'late', byUs: 30_000 }]);
  expect(late).toContainEqual([32_000, 'c0->n1 item']);
  expect(late.filter(([atUs]) => atUs !== 32_000)).toEqual(others);
});

test('duplicate: it arrives, and once more that much later', () => {
  const doubled = received([{ message: NAMED, kind: 'duplicate', byUs: 30_000 }]);
  expect(doubled).toContainEqual([32_000, 'c0->n1 item']);
  expect(doubled.filter(([atUs]) => atUs !== 32_000)).toEqual(calm);
});

test('late and duplicate act on one message together', () => {
  const both = received([
    { message: NAMED, kind: 'late', byUs: 10_000 },
    { message: NAMED, kind: 'duplicate', byUs: 5_000 },
  ]);
  const times = both.filter(([, what]) => what === 'c0->n1 item').map(([atUs]) => atUs);
  expect(times.filter((atUs) => atUs < 100_000)).toEqual([2_000, 12_000, 17_000]);
});

test.each<[string, Partial<MessageIdentity>]>([
  ['cause', { cause: 'op 7' }],
  ['type', { type: 'thing' }],
  ['sender', { from: 'n2' }],
  ['receiver', { to: 'c0' }],
  ['number', { nth: 3 }],
  ['node', { to: 'n9' }],
])('a message with another %s does not exist, and nothing changes', (_what, differs) => {
  expect(received([{ message: { ...NAMED, ...differs }, kind: 'drop', byUs: 0 }])).toEqual(calm);
});

test('postings name every message, and say what became of it', () => {
  const postings: Posting[] = [];
  const deviations: Deviation[] = [
    { message: NAMED, kind: 'drop', byUs: 0 },
    { message: { ...NAMED, nth: 1 }, kind: 'late', byUs: 4 },
    { message: { ...NAMED, type: 'other', nth: 1 }, kind: 'duplicate', byUs: 9 },
  ];
  simulate(scenarioOf({ program, deviations }), system, {
    onPosting: (posting) => postings.push(posting),
  });
  const identities = postings.map(({ message }) => JSON.stringify(message));
  expect(identities).toHaveLength(18);
  expect(new Set(identities).size).toBe(18);
  const of = (nth: number, type = 'item') =>
    postings.find(
      ({ message: { cause, to, ...message } }) =>
        cause === 'op 1' && to === 'n1' && message.nth === nth && message.type === type,
    );
  expect(of(2)).toMatchObject({ fate: 'lost', sentUs: 1_000 });
  expect(of(1)).toMatchObject({ fate: 'sent', delayUs: 1_004, copyDelayUs: -1 });
  expect(of(1, 'other')).toMatchObject({ fate: 'sent', delayUs: 1_000, copyDelayUs: 9 });
});
