/**
 * The story of a counterexample holds what a drawing needs: every message with its way, what befell
 * the servers, how it was before shrinking, and how far the operations can be ordered.
 */

import { beforeAll, describe, expect, test } from 'vitest';
import type { Counterexample } from '../../src/report/counterexample.js';
import { parseCounterexample } from '../../src/run/store.js';
import { tellOriginalStory, tellStory } from '../../src/run/story.js';
import { encodeJson } from '../../src/history/codecs/index.js';
import type { Fault } from '../../src/scenario/fault.js';
import { simulate } from '../../src/simulator/simulate.js';
import { abd } from '../../src/systems/abd.js';
import { huntedCounterexample } from './hunted.js';

let found: Counterexample;

beforeAll(async () => {
  found = await huntedCounterexample();
});

describe('the arrows of a story', () => {
  test('are the messages of the run, with when they arrived', () => {
    const { arrows = [], arrowsOmitted } = found.story;
    const run = simulate(found.scenario, abd);
    expect(arrows).toHaveLength(run.messages.sent);
    expect(arrowsOmitted).toBe(0);
    expect(arrows.filter(({ arrivedUs }) => arrivedUs !== undefined)).toHaveLength(
      run.messages.delivered,
    );
    for (const { sentUs, arrivedUs = Infinity } of arrows) {
      expect(arrivedUs).toBeGreaterThanOrEqual(sentUs);
    }
  });

  test('say what became of a message that was lost or cut', async () => {
    const { message } = found.story.arrows?.[0] ?? expect.fail('there is no arrow');
    const lost = await tellStory(
      { ...found.scenario, deviations: [{ message, kind: 'drop', byUs: 0 }] },
      abd,
    );
    expect(lost.arrows?.[0]).toMatchObject({ message, fate: 'lost' });
    expect(lost.arrows?.[0]?.arrivedUs).toBeUndefined();
  });
});

test('repetitions tell when they arrived, apart from the messages that they repeat', async () => {
  const fault: Fault = {
    id: 'f1',
    kind: 'replay',
    node: 'n0',
    ppm: 1_000_000,
    byUs: 1_000,
    atUs: 0,
    forUs: 50_000,
  };
  const { messages } = await tellStory(
    { ...found.scenario, faults: [fault], healAtUs: 60_000 },
    abd,
  );
  const repeated = messages.filter(({ kind }) => kind === 'repeated');
  expect(repeated.length).toBeGreaterThan(0);
  const arrived = repeated.filter(({ arrivedUs = -1, sentUs }) => arrivedUs > sentUs);
  expect(arrived.length).toBeGreaterThan(0);
});

test('marks tell what befell the servers, in order of time', async () => {
  const faults: Fault[] = [
    { id: 'f1', kind: 'clock-offset', node: 'n1', byUs: 3_000, atUs: 1_000, forUs: 4_000 },
    { id: 'f2', kind: 'crash', node: 'n0', atUs: 2_000, forUs: 3_000, disk: 'synced' },
  ];
  const { marks = [] } = await tellStory({ ...found.scenario, faults, healAtUs: 60_000 }, abd);
  expect(marks.map(({ atUs }) => atUs)).toEqual(
    marks.map(({ atUs }) => atUs).sort((left, right) => left - right),
  );
  expect(marks).toEqual(
    expect.arrayContaining([
      { atUs: 1_000, node: 'n1', kind: 'clock', text: 'clock 3 ms ahead' },
      { atUs: 2_000, node: 'n0', kind: 'crash', text: '' },
      { atUs: 5_000, node: 'n0', kind: 'restart', text: '' },
      { atUs: 5_000, node: 'n1', kind: 'clock', text: 'clock right again' },
    ]),
  );
});

test('the scenario as it was found has a story of its own', async () => {
  const original = await tellOriginalStory(found.original, abd);
  expect(found.originalStory).toEqual(original);
  expect(original.operations.length).toBeGreaterThan(found.story.operations.length);
  expect(original.arrows).toBeUndefined();
});

test('the log of shrinking leads from the one to the other', () => {
  const { shrinkLog = [], statistics } = found;
  expect(shrinkLog.at(-1)?.size).toEqual(statistics.shrunk);
  const spent = shrinkLog.map(({ simulations }) => simulations);
  expect(spent).toEqual(spent.toSorted((left, right) => left - right));
});

test('an illegal history tells how far its operations can be ordered', () => {
  const { partialOrder } = found.findings.find(({ kind }) => kind === 'illegal') ?? {};
  const placed = new Set(partialOrder?.order.map(({ operation }) => operation));
  const answered = found.story.operations.filter(({ outcome }) => outcome === 'ok');
  expect(answered.some(({ number }) => !placed.has(number - 1))).toBe(true);
  expect(partialOrder?.stuck[0]?.because).toMatch(/but the register holds/);
});

test('all of it survives the file', () => {
  expect(parseCounterexample(encodeJson(found), 'a file')).toEqual(found);
});
