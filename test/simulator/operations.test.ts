/**
 * Operations of the program: one after the other, ended by an answer or by the timeout, whichever
 * comes first.
 */

import { describe, expect, test } from 'vitest';
import type { Answer, Node } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import { clusterOf, operation, outcomesOf, scenarioOf } from './small-cluster.js';

/** A client that answers each operation after as many microseconds as its value says. */
function answersAfter(answer: Answer = { type: 'ok', value: 'done' }): Node {
  return {
    request: (ctx, _client, { id, value }) => ctx.setTimer(`${id}`, Number(value)),
    timer: (ctx, name) => ctx.reply(ctx.self, Number(name), answer),
  };
}

const system = clusterOf(
  () => ({}),
  () => answersAfter(),
);

describe('an answer in time', () => {
  test.each<[Answer, object]>([
    [
      { type: 'ok', value: 'done' },
      { type: 'ok', value: 'done' },
    ],
    [
      { type: 'fail', error: 'no' },
      { type: 'fail', value: 10_000, error: 'no' },
    ],
    [
      { type: 'info', error: 'hm' },
      { type: 'info', value: 10_000, error: 'hm' },
    ],
  ])('%j ends the operation', (answer, event) => {
    const program = [operation(1, { value: 10_000, key: 'x' })];
    const run = simulate(
      scenarioOf({ program }),
      clusterOf(
        () => ({}),
        () => answersAfter(answer),
      ),
    );
    expect(run.events).toEqual([
      { index: 0, type: 'invoke', process: 0, f: 'ask', key: 'x', value: 10_000, timeNs: 1e6 },
      { index: 1, process: 0, f: 'ask', key: 'x', timeNs: 11e6, ...event },
    ]);
    expect(run.endUs).toBe(11_000);
  });
});

describe('no answer in time', () => {
  test('gives info at the timeout, and the client goes on as a new process', () => {
    const program = [
      operation(1, { value: 1_000_000 }),
      operation(2, { value: 10 }),
      operation(3, { value: 1_000_000 }),
      operation(4, { value: 20, client: 'c1' }),
    ];
    const run = simulate(scenarioOf({ program, topology: { servers: 1, clients: 2 } }), system);
    expect(outcomesOf(run)).toEqual({ 1: 'info', 2: 'ok', 3: 'info', 4: 'ok' });
    expect(run.operations.map(({ id, startUs, endUs }) => [id, startUs, endUs])).toEqual([
      [1, 1_000, 51_000],
      [4, 1_000, 1_020],
      [2, 51_000, 51_010],
      [3, 51_010, 101_010],
    ]);
    expect(run.history.operations.map(({ process }) => process)).toEqual([0, 1, 2, 2]);
    expect(run.events.find(({ type }) => type === 'info')).toMatchObject({ error: 'timeout' });
  });

  test('a late answer is ignored, also while the next operation is open', () => {
    const program = [operation(1, { value: 60_000 }), operation(2, { value: 40_000 })];
    const run = simulate(scenarioOf({ program }), system);
    expect(run.operations.map(({ id, outcome, endUs }) => [id, outcome, endUs])).toEqual([
      [1, 'info', 51_000],
      [2, 'ok', 91_000],
    ]);
  });
});

test('a second answer is ignored', () => {
  const twice: Node = {
    request(ctx, _client, { id }) {
      ctx.reply(ctx.self, id, { type: 'ok', value: 'first' });
      ctx.reply(ctx.self, id, { type: 'fail', error: 'second' });
    },
  };
  const run = simulate(
    scenarioOf({ program: [operation(1), operation(2)] }),
    clusterOf(
      () => ({}),
      () => twice,
    ),
  );
  expect(run.history.operations.map(({ output }) => output)).toEqual(['first', 'first']);
});

test('a client does its operations by time, then by id, and one at a time', () => {
  const program = [
    operation(3, { atUs: 2_000, value: 10 }),
    operation(1, { atUs: 9_000, value: 10 }),
    operation(2, { atUs: 2_000, value: 500 }),
  ];
  const run = simulate(scenarioOf({ program }), system);
  expect(run.operations.map(({ id, startUs }) => [id, startUs])).toEqual([
    [2, 2_000],
    [3, 2_500],
    [1, 9_000],
  ]);
});

test('operations of the run are those of the history, in its order', () => {
  const program = [4, 2, 7].map((id) => operation(id, { client: `c${id % 3}`, value: id }));
  const run = simulate(scenarioOf({ program, topology: { servers: 1, clients: 3 } }), system);
  expect(run.operations).toHaveLength(3);
  run.operations.forEach(({ id, startUs }, at) => {
    expect(run.history.operations[at]).toMatchObject({ input: id, callNs: startUs * 1_000 });
  });
});

test('a run that does not end is cut off, and says so', () => {
  const restless: Node = {
    start: (ctx) => ctx.setTimer('again', 0),
    timer: (ctx) => ctx.setTimer('again', 0),
  };
  const run = simulate(
    scenarioOf(),
    clusterOf(() => restless),
    { eventsMax: 5_000 },
  );
  expect(run.cutOff).toBe(true);
  expect(run.endUs).toBe(0);
  expect(simulate(scenarioOf(), system).cutOff).toBe(false);
});

test('a program without operations ends at once', () => {
  const run = simulate(scenarioOf({ program: [] }), system);
  expect(run).toMatchObject({ endUs: 0, cutOff: false, events: [], operations: [] });
});
