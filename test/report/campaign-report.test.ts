/**
 * The table of a campaign, and when finding nothing means nothing.
 */

import { describe, expect, test } from 'vitest';
import { renderCampaign } from '../../src/report/campaign-report.js';
import {
  campaignOutcome,
  vacuityReasons,
  type CampaignSummary,
} from '../../src/report/campaign-summary.js';

const CLEAN: CampaignSummary = {
  system: 'abd',
  bugs: [],
  workload: 'register',
  scenarios: 500,
  operations: { ok: 20_000, fail: 0, info: 1234 },
  scenariosWithFaults: 450,
  scenariosOverlapping: 444,
  unknown: 0,
  violations: 0,
  marks: new Map([
    ['write-back', 0],
    ['retry', 12],
  ]),
  seed: 7,
};

const VIOLATED = { ...CLEAN, bugs: ['no-write-back'], violations: 33, marks: new Map() };
const VACUOUS = {
  ...CLEAN,
  system: 'raft',
  operations: { ok: 3, fail: 100, info: 0 },
  scenariosOverlapping: 0,
};

describe('renderCampaign', () => {
  test('one', () => {
    expect(`\n${renderCampaign(CLEAN)}`).toMatchInlineSnapshot(`
      "
      system  workload  scenarios    ok  faults hit  violations  verdict
      abd     register        500  94 %        99 %           0  clean
        reached retry (12)
        missed  never reached: write-back
        seed    7
      "
    `);
  });

  test('several', () => {
    const all = [CLEAN, VIOLATED, VACUOUS, { ...CLEAN, unknown: 2 }];
    expect(`\n${renderCampaign(all, { columns: 90 })}`).toMatchInlineSnapshot(`
      "
      system              workload  scenarios    ok  faults hit  violations  verdict
      abd                 register        500  94 %        99 %           0  clean
      abd +no-write-back  register        500  94 %        99 %          33  violation
      raft                register        500   3 %         0 %           0  vacuous
      abd                 register        500  94 %        99 %           0  unknown
        reached abd: retry (12)
        missed  abd: never reached: write-back
        vacuous raft: only 3 % of the operations succeeded and no operation was open while a
                  fault made a difference: that nothing was found says little
        reached raft: retry (12)
        missed  raft: never reached: write-back
        unknown abd: 2 scenarios could not be decided
        reached abd: retry (12)
        missed  abd: never reached: write-back
        seed    7
      "
    `);
  });

  test('keeps to a narrow page', () => {
    const text = renderCampaign(
      { ...VIOLATED, system: 'x'.repeat(70) },
      { columns: 80, ascii: true },
    );
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });
});

describe('vacuity', () => {
  test.each<[Partial<CampaignSummary>, string[]]>([
    [{}, []],
    [{ scenarios: 0 }, ['no scenario ran']],
    [{ operations: { ok: 0, fail: 0, info: 0 } }, ['no client did anything']],
    [{ operations: { ok: 0, fail: 1, info: 1 } }, ['none of 2 operations succeeded']],
    [{ operations: { ok: 9, fail: 91, info: 0 } }, ['only 9 % of the operations succeeded']],
    [
      { scenariosOverlapping: 45 },
      ['faults made a difference to operations in only 10 % of the faulty scenarios'],
    ],
    [{ scenariosWithFaults: 0, scenariosOverlapping: 0 }, []],
    [{ scenariosOverlapping: 0 }, ['no operation was open while a fault made a difference']],
  ])('%j', (change, reasons) => {
    expect(vacuityReasons({ ...CLEAN, ...change })).toEqual(reasons);
  });

  test('a violation stands whatever else was the case', () => {
    const outcomes = [CLEAN, VACUOUS, { ...VACUOUS, unknown: 1 }, { ...VACUOUS, violations: 1 }];
    expect(outcomes.map(campaignOutcome)).toEqual(['clean', 'vacuous', 'unknown', 'violation']);
  });
});
