/**
 * Priorities: scenarios that say all of their schedule, delays that depend on cause, link and
 * moment alone, and mistakes that are found by them and shrunk to a list of late messages.
 */

import { expect, test } from 'vitest';
import { scenarioArbitrary } from '../../src/generate/scenarios.js';
import { withPriorities } from '../../src/explore/pct.js';
import { exploreRandom } from '../../src/explore/random.js';
import { hunt } from '../../src/run/hunt.js';
import { scenarioSchema } from '../../src/scenario/schema.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { LinkPriorities } from '../../src/simulator/priorities.js';
import { simulate } from '../../src/simulator/simulate.js';
import { abd } from '../../src/systems/abd.js';
import { registers } from '../run/registers.js';

async function drawn(depth: number, scenariosMax: number): Promise<Scenario[]> {
  const scenarios: Scenario[] = [];
  const source = scenarioArbitrary({
    system: { name: 'abd', bugs: [] },
    source: registers,
    profile: abd.profile,
  });
  await exploreRandom({
    scenarios: withPriorities(source, depth),
    seed: 3,
    scenariosMax,
    visit: (scenario) => {
      scenarios.push(scenario);
      return 'continue';
    },
    pause: () => Promise.resolve(),
  });
  return scenarios;
}

test('a scenario with priorities is plain data, and repeats itself', async () => {
  for (const scenario of await drawn(3, 5)) {
    const read = scenarioSchema.parse(JSON.parse(JSON.stringify(scenario)));
    expect(read).toEqual(scenario);
    expect(simulate(read, abd).trace.hash).toBe(simulate(scenario, abd).trace.hash);
  }
});

test('the schedule matters, and so does its depth', async () => {
  const [scenario] = await drawn(6, 1);
  if (scenario?.network.schedule === undefined) throw new Error('nothing was drawn');
  const { schedule, ...plain } = scenario.network;
  const shallow = { ...schedule, depth: 1 };
  const hashes = [plain, { ...plain, schedule }, { ...plain, schedule: shallow }].map(
    (network) => simulate({ ...scenario, network }, abd).trace.hash,
  );
  expect(new Set(hashes).size).toBe(3);
});

test('a link falls at most depth - 1 times, and stays there', () => {
  const settings = { kind: 'pct', holdUs: 64_000, untilUs: 1_000 } as const;
  for (let seed = 0; seed < 50; seed++) {
    const shallow = new LinkPriorities({ ...settings, depth: 1 }, seed, 5);
    const deep = new LinkPriorities({ ...settings, depth: 4 }, seed, 5);
    const held = (priorities: LinkPriorities, atUs: number): number[] =>
      Array.from({ length: 25 }, (_, link) =>
        priorities.holdUs(Math.floor(link / 5), link % 5, atUs, 7),
      );
    expect(held(shallow, 2_000)).toEqual(held(shallow, 0));
    const before = held(shallow, 0);
    const fallen = held(deep, 2_000).filter((us, link) => us !== before[link]);
    expect(fallen.length).toBeLessThanOrEqual(3);
    expect(fallen.every((us) => us === 64_000)).toBe(true);
    expect(held(deep, 9_000)).toEqual(held(deep, 2_000));
  }
});

test('finds a mistake, and the shrunk scenario names its late messages', async () => {
  const { counterexample } = await hunt({
    system: abd,
    workload: registers,
    bugs: ['sloppy-quorum'],
    seed: 1,
    scenariosMax: 100,
    explore: 'pct',
    measureOdds: false,
  });
  expect(counterexample?.original.network.schedule).toMatchObject({ kind: 'pct', depth: 3 });
  expect(counterexample?.scenario.network).not.toHaveProperty('schedule');
  expect(counterexample?.scenario.program.length).toBeLessThanOrEqual(3);
});
