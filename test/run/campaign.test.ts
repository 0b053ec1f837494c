/**
 * Campaigns: silent on a correct system, quick to find a bug, repeatable, and honest about what
 * they counted.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { register } from '../../checkers/models/register.js';
import { campaignOutcome, vacuityReasons } from '../../src/report/campaign-summary.js';
import type { CampaignSummary } from '../../src/report/campaign-summary.js';
import { runCampaign } from '../../src/run/campaign.js';
import type { CampaignOptions, CampaignResult } from '../../src/run/campaign.js';
import { DeterminismError } from '../../src/run/confirm.js';
import { NO_EXCEPTION } from '../../src/run/judge.js';
import { simulate } from '../../src/simulator/simulate.js';
import { abd } from '../../src/systems/abd.js';
import { isolated, LIGHT, refusing, registers, restless, throwing } from './registers.js';

function campaign(options: Partial<CampaignOptions> = {}): Promise<CampaignResult> {
  return runCampaign({ system: abd, workload: registers, seed: 1, scenariosMax: 100, ...options });
}

describe('on correct abd', () => {
  test('nothing is found, and much was tested', async () => {
    const { summary, discovery } = await campaign({ scenariosMax: 300 });
    expect(discovery).toBeUndefined();
    expect(summary).toMatchObject({
      system: 'abd',
      bugs: [],
      workload: 'register',
      seed: 1,
      scenarios: 300,
      violations: 0,
      unknown: 0,
    });
    const { ok, fail, info } = summary.operations;
    expect(ok + fail + info).toBeGreaterThan(300 * 20);
    expect(summary.scenariosWithFaults).toBeGreaterThan(150);
    expect(summary.scenariosOverlapping).toBeGreaterThan(100);
    expect(campaignOutcome(summary)).toBe('clean');
  });

  test('the same seed gives the same summary', async () => {
    const { summary } = await campaign({ scenariosMax: 30 });
    expect((await campaign({ scenariosMax: 30 })).summary).toEqual(summary);
    expect((await campaign({ scenariosMax: 30, seed: 2 })).summary).not.toEqual({
      ...summary,
      seed: 2,
    });
  });

  test('a budget too small for the checker is unknown, not legal', async () => {
    const { summary } = await campaign({
      workload: { ...registers, checkers: [linearizable(register(), { monitors: false })] },
      scenariosMax: 20,
      check: { configurationsMax: 0, shouldStop: () => true },
    });
    expect(summary.unknown).toBeGreaterThan(0);
    expect(campaignOutcome(summary)).toBe('unknown');
  });
});

describe('on abd without write-back', () => {
  const bugs = ['no-write-back'];

  test('the violation is found, in a scenario that shows it', async () => {
    const { summary, discovery } = await campaign({
      bugs,
      scenariosMax: 2_000,
      measureOdds: false,
    });
    if (discovery === undefined) throw new Error('nothing was found');
    expect(discovery.fingerprint.checker).toBe(registers.checkers[0]?.name);
    expect(summary).toMatchObject({ violations: 1, scenarios: discovery.foundIn, bugs });
    expect(campaignOutcome(summary)).toBe('violation');
    expect(discovery.scenario.system).toEqual({ name: 'abd', bugs });
    const { history } = simulate(discovery.scenario, abd);
    expect(registers.checkers[0]?.check(history).kind).toBe('illegal');
  });

  test('measuring the odds goes on for a while, and keeps the first discovery', async () => {
    const first = await campaign({ bugs, scenariosMax: 5_000, measureOdds: false });
    const { summary, discovery } = await campaign({ bugs, scenariosMax: 5_000 });
    expect(discovery).toEqual(first.discovery);
    const { foundIn } = first.discovery ?? { foundIn: NaN };
    expect(summary.scenarios).toBe(foundIn + Math.max(100, foundIn));
  });
});

describe('it ends', () => {
  test('when it is told to, with what it has', async () => {
    let asked = 0;
    const { summary } = await campaign({ shouldStop: () => ++asked > 5 });
    expect(summary.scenarios).toBe(5);
  });

  test('with the summary of its last progress', async () => {
    const seen: CampaignSummary[] = [];
    const { summary } = await campaign({
      scenariosMax: 10,
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.map(({ scenarios }) => scenarios)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(seen.at(-1)).toEqual(summary);
  });

  test('with what somebody threw', async () => {
    const onProgress = (): never => {
      throw new RangeError('no terminal');
    };
    await expect(campaign({ onProgress })).rejects.toThrow(RangeError);
  });
});

describe('systems that are no test', () => {
  test('one that refuses everything is vacuous', async () => {
    const { summary } = await campaign({ system: refusing, scenariosMax: 30 });
    expect(summary.operations.ok).toBe(0);
    expect(summary.operations.fail).toBeGreaterThan(100);
    expect(campaignOutcome(summary)).toBe('vacuous');
    expect(vacuityReasons(summary).join()).toMatch(/none of \d+ operations succeeded/);
  });

  test('faults that do nothing are vacuous', async () => {
    const profile = {
      ...LIGHT,
      faultWeights: { partition: 1, 'clock-offset': 1 },
      clients: { min: 1, max: 1 },
    };
    const { summary } = await campaign({ system: isolated, profile, scenariosMax: 30 });
    expect(summary).toMatchObject({ scenariosWithFaults: 30, scenariosOverlapping: 0 });
    expect(campaignOutcome(summary)).toBe('vacuous');
  });

  test('faults that act are not', async () => {
    const { summary } = await campaign({ profile: LIGHT, scenariosMax: 30 });
    expect(campaignOutcome(summary)).toBe('clean');
  });
});

describe('systems with mistakes of their own', () => {
  test('an exception is a violation', async () => {
    const { discovery } = await campaign({ system: throwing });
    expect(discovery?.fingerprint).toEqual({ checker: NO_EXCEPTION, anomaly: 'exception' });
  });

  test('chance from outside is reported in place of its violation', async () => {
    await expect(campaign({ system: restless })).rejects.toThrow(DeterminismError);
  });
});
