/**
 * The random strategy: draws until the visitor has enough, always the same, and hands on what the
 * visitor throws.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exploreRandom } from '../../src/explore/random.js';
import type { RandomExploration } from '../../src/explore/random.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { abd } from '../../src/systems/abd.js';
import { scenarioArbitrary } from '../../src/generate/scenarios.js';
import { touches } from '../generate/sources.js';

const scenarios = scenarioArbitrary({
  system: { name: 'abd', bugs: [] },
  source: touches,
  profile: abd.profile,
});

/** What was visited: number and scenario. */
async function explored(
  options: Partial<RandomExploration> = {},
  last = Infinity,
): Promise<[number, Scenario][]> {
  const visited: [number, Scenario][] = [];
  await exploreRandom({
    scenarios,
    seed: 5,
    scenariosMax: 40,
    visit: (scenario, number) => {
      visited.push([number, scenario]);
      return number >= last ? 'stop' : 'continue';
    },
    pause: () => Promise.resolve(),
    ...options,
  });
  return visited;
}

test('visits as many scenarios as it may, numbered from 1', async () => {
  const visited = await explored();
  expect(visited.map(([number]) => number)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
});

test('draws nothing at all when it may not', async () => {
  expect(await explored({ scenariosMax: 0 })).toEqual([]);
});

test('ends when the visitor has enough, without shrinking', async () => {
  expect((await explored({}, 7)).map(([number]) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('scenario k of a seed is always the same, however many are drawn', async () => {
  const all = await explored();
  expect(await explored({}, 7)).toEqual(all.slice(0, 7));
  expect(await explored({ scenariosMax: 20 })).toEqual(all.slice(0, 20));
  expect(await explored({ seed: 6 })).not.toEqual(all);
});

test('shards split the numbers, and their scenarios are those of the whole', async () => {
  const all = await explored();
  const shards = await Promise.all(
    [1, 2, 3].map((index) => explored({ shard: { index, count: 3 } })),
  );
  expect(shards.map((shard) => shard.map(([number]) => number % 3))).toEqual([
    Array(14).fill(1),
    Array(13).fill(2),
    Array(13).fill(0),
  ]);
  expect(shards.flat().sort(([left], [right]) => left - right)).toEqual(all);
});

test('goes on from any number as if it had drawn all before', async () => {
  expect(await explored({ from: 31 })).toEqual((await explored()).slice(30));
});

test('takes seeds above 31 bits', async () => {
  const [[, first] = []] = await explored({ seed: 0xffffffff, scenariosMax: 1 });
  const [[, second] = []] = await explored({ seed: 0xfffffffe, scenariosMax: 1 });
  expect(first).toBeDefined();
  expect(first).not.toEqual(second);
});

test('throws on what the visitor throws, as it is', async () => {
  const thrown = new Error('enough');
  let visits = 0;
  const visit = (): never => {
    visits++;
    throw thrown;
  };
  await expect(explored({ visit })).rejects.toBe(thrown);
  expect(visits).toBe(1);
});

test('gives the host its turn now and then', async () => {
  let pauses = 0;
  await explored({
    pause: () => {
      pauses++;
      return Promise.resolve();
    },
  });
  expect(pauses).toBe(2);
});

test('leaves fast-check as it was', async () => {
  const before = fc.readConfigureGlobal();
  await explored();
  expect(fc.readConfigureGlobal()).toEqual(before);
});
