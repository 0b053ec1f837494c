/**
 * Watched runs are the first ones of the campaign, and what a page draws of them.
 */

import { expect, test } from 'vitest';
import { campaignOutcome } from '../../src/report/campaign-summary.js';
import { pageData } from '../../src/report/page/build.js';
import type { Section } from '../../src/report/page/page-data.js';
import { runCampaign } from '../../src/run/campaign.js';
import { measureSystem } from '../../src/run/measure.js';
import { WATCHED_MAX, watchRuns } from '../../src/run/watch-runs.js';
import { abd } from '../../src/systems/abd.js';
import { registerWorkload } from '../../workloads/register.js';

const CAMPAIGN = { system: abd, workload: registerWorkload, seed: 3, scenariosMax: 12 };

test('watching, measuring and a campaign run the same scenarios', async () => {
  const watched = await watchRuns(CAMPAIGN);
  const { samples, summary } = await measureSystem(CAMPAIGN);
  const campaign = await runCampaign({ ...CAMPAIGN, measureOdds: false });
  expect(watched).toHaveLength(12);
  expect(samples).toEqual(watched);
  expect(summary).toEqual(campaign.summary);
  const outcomes = watched.flatMap(({ operations }) => operations.map(({ outcome }) => outcome));
  const count = (wanted: string): number => outcomes.filter((one) => one === wanted).length;
  expect({ ok: count('ok'), fail: count('fail'), info: count('info') }).toEqual(summary.operations);
});

test('a shard is watched as it runs, and no more than are needed', async () => {
  const shard = { index: 2, count: 3 };
  const all = await watchRuns(CAMPAIGN);
  const part = await watchRuns({ ...CAMPAIGN, shard });
  expect(part).toEqual([1, 4, 7, 10].map((at) => all[at]));
  expect(await watchRuns({ ...CAMPAIGN, explore: 'bounded' })).toEqual([]);
  expect(await watchRuns({ ...CAMPAIGN, scenariosMax: 1_000 })).toHaveLength(WATCHED_MAX);
  expect(await watchRuns({ ...CAMPAIGN, ran: 5 })).toEqual(all.slice(0, 5));
  expect(await watchRuns({ ...CAMPAIGN, ran: 2, shard })).toEqual([1, 4].map((at) => all[at]));
  expect(await watchRuns({ ...CAMPAIGN, ran: 0 })).toEqual([]);
  let asked = 0;
  expect(await watchRuns({ ...CAMPAIGN, shouldStop: () => asked++ === 2 })).toHaveLength(2);
});

test('the page of a campaign has the figures and the plots of its samples', async () => {
  const samples = await watchRuns(CAMPAIGN);
  const { summary } = await measureSystem(CAMPAIGN);
  const { sections, outcome } = pageData({ kind: 'campaign', summary, samples }, '0.0.0');
  expect(outcome).toBe(campaignOutcome(summary));
  const of = <Kind extends Section['kind']>(kind: Kind): Extract<Section, { kind: Kind }>[] =>
    sections.filter(
      (section): section is Extract<Section, { kind: Kind }> => section.kind === kind,
    );
  expect(of('counts').map(({ title }) => title)).toEqual([
    'What the campaign tested',
    'Measured',
    'Messages per operation',
  ]);
  const [plots] = of('plots');
  const dots = plots?.latencies.reduce((sum, { atMs }) => sum + atMs.length, 0) ?? 0;
  const operations = samples.reduce((sum, sample) => sum + sample.operations.length, 0);
  expect(dots).toBeGreaterThan(0.8 * operations);
  expect(plots?.bands.length).toBeGreaterThan(0);
  for (const { beginMs, endMs, share } of plots?.bands ?? []) {
    expect(beginMs).toBeLessThan(endMs);
    expect(endMs).toBeLessThanOrEqual(plots!.endMs);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThanOrEqual(1);
  }
});
