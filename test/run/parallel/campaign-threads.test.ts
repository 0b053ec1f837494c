/**
 * Campaigns and bounded searches on several threads come to what one thread comes to, shard or not.
 * The threads run compiled code, so this imports the built package; `npm test` builds it.
 */

import { beforeAll, expect, test } from 'vitest';
import type * as Catalogue from '../../../src/cli/catalogue.js';
import type * as Bounded from '../../../src/run/bounded-campaign.js';
import type * as Campaign from '../../../src/run/campaign.js';

const BUILT = new URL('../../../dist/src/', import.meta.url);
const MODULE = new URL('cli/catalogue.js', BUILT).href;

let runCampaign: typeof Campaign.runCampaign;
let runBounded: typeof Bounded.runBounded;
let catalogue: typeof Catalogue;

beforeAll(async () => {
  const load = async (path: string): Promise<unknown> => import(new URL(path, BUILT).href);
  ({ runCampaign } = (await load('run/campaign.js')) as typeof Campaign);
  ({ runBounded } = (await load('run/bounded-campaign.js')) as typeof Bounded);
  catalogue = (await load('cli/catalogue.js')) as typeof Catalogue;
});

function subject() {
  const system = catalogue.systemNamed('abd');
  return { system, workload: catalogue.workloadFor(system, undefined), module: MODULE };
}

test('without a violation: the same counts', async () => {
  const options = { ...subject(), seed: 3, scenariosMax: 230 };
  const alone = await runCampaign({ ...options, jobs: 1 });
  expect(alone.summary.scenarios).toBe(230);
  expect(await runCampaign({ ...options, jobs: 3 })).toEqual(alone);
}, 120_000);

test('with a violation: the first one, and the same odds', async () => {
  const options = { ...subject(), bugs: ['no-write-back'], seed: 20, scenariosMax: 2_000 };
  const alone = await runCampaign({ ...options, jobs: 1 });
  expect(alone.discovery).toBeDefined();
  expect(await runCampaign({ ...options, jobs: 2 })).toEqual(alone);
}, 120_000);

test('a shard is the same on one thread and on two', async () => {
  const options = { ...subject(), seed: 3, scenariosMax: 400, shard: { index: 2, count: 3 } };
  const alone = await runCampaign({ ...options, jobs: 1 });
  expect(alone.summary.scenarios).toBe(133);
  expect(await runCampaign({ ...options, jobs: 2 })).toEqual(alone);
}, 120_000);

test('what a thread throws ends the campaign', async () => {
  const options = { ...subject(), seed: 3, scenariosMax: 300, jobs: 2 };
  const module = 'data:text/javascript,export {}';
  await expect(runCampaign({ ...options, module })).rejects.toThrow('exports no cluster');
}, 120_000);

test('a bounded search that is stopped in its last part has exhausted nothing', async () => {
  const scope = { operations: 1, deviations: 0 };
  const { outcome } = await runBounded({ ...subject(), scope, jobs: 1, shouldStop: () => true });
  expect(outcome).toBe('stopped');
}, 120_000);

test('a bounded search is the same on one thread and on two', async () => {
  const options = { ...subject(), scope: { operations: 2, deviations: 2 } };
  const alone = await runBounded({ ...options, jobs: 1 });
  expect(alone.outcome).toBe('exhausted');
  expect(await runBounded({ ...options, jobs: 2 })).toEqual(alone);
}, 120_000);
