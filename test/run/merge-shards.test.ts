/**
 * A campaign in shards comes to what the campaign comes to in one piece: the same counts, the same
 * violation, the same counterexample. Shards that do not belong together are refused.
 */

import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderCampaign } from '../../src/report/campaign-report.js';
import { renderText } from '../../src/report/text-report.js';
import { CampaignFold } from '../../src/run/campaign-fold.js';
import { hunt } from '../../src/run/hunt.js';
import type { HuntOptions } from '../../src/run/hunt.js';
import { mergeShards } from '../../src/run/merge-shards.js';
import type { NamedShard } from '../../src/run/merge-shards.js';
import { OutcomeRecorder } from '../../src/run/outcome-columns.js';
import type { ScenarioOutcome } from '../../src/run/scenario-outcome.js';
import { parseShard, ShardError } from '../../src/run/shard-file.js';
import type { ShardResult } from '../../src/run/shard-file.js';
import { abd } from '../../src/systems/abd.js';
import { primaryBackup } from '../../src/systems/primary-backup/primary-backup.js';
import { raft } from '../../src/systems/raft/raft.js';
import { workloads } from '../../workloads/index.js';
import { HUNT, huntedCounterexample } from './hunted.js';
import { registers } from './registers.js';
import { huntInShards, shardsOf, shardText } from './sharded.js';

const COUNTS = [1, 2, 4, 7];

/** Enough to make the likelihood of a small run cheap, and no more. */
const BRIEF = { simulationsMax: 150 };

function workloadOf({ workloads: [name] }: { readonly workloads: readonly string[] }) {
  const workload = workloads.find((one) => one.name === name);
  if (workload === undefined) throw new Error(`there is no workload ${name}`);
  return workload;
}

describe('shards come to what one campaign comes to', () => {
  test.each<[string, readonly number[], HuntOptions]>([
    ['abd, nothing to find', COUNTS, { ...HUNT, bugs: [], scenariosMax: 30 }],
    ['abd without write-back', [4], { ...HUNT, ...BRIEF, scenariosMax: 130, measureOdds: true }],
    [
      'abd without write-back, another seed',
      [7],
      { ...HUNT, ...BRIEF, seed: 9, scenariosMax: 40, measureOdds: true },
    ],
    [
      'abd, by priorities',
      [3],
      { ...HUNT, ...BRIEF, explore: 'pct', depth: 2, scenariosMax: 60, measureOdds: true },
    ],
    [
      'primary-backup that acknowledges too early',
      [2],
      {
        ...BRIEF,
        system: primaryBackup,
        workload: workloadOf(primaryBackup),
        bugs: [primaryBackup.bugs[0]?.name ?? ''],
        seed: 3,
        scenariosMax: 30,
      },
    ],
    [
      'raft, with marks',
      [2, 4],
      { ...BRIEF, system: raft, workload: workloadOf(raft), seed: 2, scenariosMax: 24 },
    ],
    ['fewer scenarios than shards', COUNTS, { ...HUNT, bugs: [], scenariosMax: 3 }],
  ])('%s', async (_name, counts, options) => {
    const whole = await hunt(options);
    // Where a bug is switched on there is a violation to compare.
    expect(whole.discovery === undefined).toBe((options.bugs ?? []).length === 0);
    for (const count of counts) {
      const { summary, discovery, counterexample, cutShort } = await huntInShards(options, count);
      expect(summary).toEqual(whole.summary);
      expect(discovery).toEqual(whole.discovery);
      expect(counterexample).toEqual(whole.counterexample);
      expect(cutShort).toEqual([]);
      expect(renderCampaign(summary)).toBe(renderCampaign(whole.summary));
      if (counterexample !== undefined && whole.counterexample !== undefined) {
        expect(renderText(counterexample)).toBe(renderText(whole.counterexample));
      }
    }
  });
});

/** What made-up scenarios come to. */
const outcomes = fc.array(
  fc.record({
    ok: fc.nat(9),
    fail: fc.nat(9),
    info: fc.nat(9),
    hasFaults: fc.boolean(),
    overlaps: fc.boolean(),
    isUnknown: fc.boolean(),
    // Rare, so that there is something on both sides of the first one.
    violates: fc.nat(60).map((one) => one === 0),
    marks: fc.dictionary(fc.constantFrom('a', 'b', '__proto__', '10'), fc.integer({ min: 1 })),
  }),
  // Long enough that campaigns end before their last scenario.
  { minLength: 1, maxLength: 400, size: 'max' },
);

test('any outcomes, in any number of shards, are folded as in one piece', async () => {
  const template = await huntedCounterexample();
  const property = fc.property(outcomes, fc.integer({ min: 1, max: 9 }), (drawn, count) => {
    const all = drawn.map(({ isUnknown, violates, marks, ...activity }, at): ScenarioOutcome => {
      const violation = {
        scenario: template.original,
        fingerprint: template.fingerprint,
        traceHash: template.traceHash,
      };
      return {
        number: at + 1,
        activity,
        isUnknown,
        marks: new Map(Object.entries(marks)),
        ...(violates ? { violation } : {}),
      };
    });
    const identity = { system: 'abd', bugs: [], workload: 'register', seed: 1, declared: ['a'] };
    const whole = new CampaignFold(identity);
    let foundIn: number | undefined;
    for (const outcome of all) {
      if (whole.add(outcome)) foundIn = outcome.number;
      if (whole.isEnough(outcome.number)) break;
    }
    const shards = Array.from({ length: count }, (_, at): NamedShard => {
      const recorder = new OutcomeRecorder();
      const alone = new CampaignFold(identity);
      let first: number | undefined;
      for (const outcome of all) {
        if ((outcome.number - 1) % count !== at) continue;
        recorder.add(outcome);
        if (alone.add(outcome)) first = outcome.number;
        if (alone.isEnough(outcome.number)) break;
      }
      const { statistics } = template;
      const result: ShardResult = {
        ...blank(all.length),
        shard: { index: at + 1, count },
        outcomes: recorder.columns(),
        counterexample:
          first === undefined
            ? null
            : { ...template, statistics: { ...statistics, foundIn: first } },
      };
      const path = `${at}`;
      return { path, result: parseShard(shardText(result), path) };
    });
    const merged = mergeShards(shards);
    expect(merged.summary).toEqual(whole.summary());
    expect(merged.discovery?.foundIn).toBe(foundIn);
    expect(merged.cutShort).toEqual([]);
  });
  fc.assert(property, { seed: 11, numRuns: 30, endOnFailure: true });
});

function blank(scenariosMax: number): ShardResult {
  return {
    question: {
      skerry: '1',
      system: 'abd',
      bugs: [],
      workload: 'register',
      seed: 1,
      scenariosMax,
      explore: 'random',
      depth: null,
      faults: null,
      profile: '',
      marks: ['a'],
    },
    shard: { index: 1, count: 1 },
    systemPath: null,
    outcomes: new OutcomeRecorder().columns(),
    wasInterrupted: false,
    regressions: null,
    counterexample: null,
  };
}

test('a hundred thousand scenarios take less than thirty bytes each', () => {
  const recorder = new OutcomeRecorder();
  for (let number = 1; number <= 100_000; number++) {
    const activity = { ok: 23, fail: 0, info: 4, hasFaults: true, overlaps: number % 2 === 0 };
    const marks = new Map(['elected', 'replicas disagreed', 'snapshot'].map((mark) => [mark, 12]));
    recorder.add({ number, activity, isUnknown: false, marks });
  }
  const result = { ...blank(100_000), outcomes: recorder.columns() };
  const text = shardText(result);
  expect(text.length).toBeLessThan(3_000_000);
  expect(parseShard(text, 'large')).toEqual(result);
});

describe('shards that are not one campaign are refused', () => {
  let shards: readonly [NamedShard, NamedShard, NamedShard];

  beforeAll(async () => {
    const options = { ...HUNT, workload: registers, system: abd, bugs: [], scenariosMax: 9 };
    shards = (await shardsOf(options, 3)) as [NamedShard, NamedShard, NamedShard];
  });

  function changed(change: Partial<ShardResult>): NamedShard[] {
    const [first, second, third] = shards;
    return [first, { path: 'other.json', result: { ...second.result, ...change } }, third];
  }

  function asked(change: Partial<ShardResult['question']>): NamedShard[] {
    return changed({ question: { ...shards[1].result.question, ...change } });
  }

  test.each<[string, () => readonly NamedShard[], RegExp]>([
    ['none at all', () => [], /no shards/],
    ['one missing', () => shards.slice(0, 2), /^of 3 shards 3 is missing$/],
    ['two missing', () => shards.slice(1, 2), /^of 3 shards 1, 3 are missing$/],
    [
      'one twice',
      () => [...shards, { ...shards[1], path: 'copy.json' }],
      /^shard 2 of 3 is given twice: shard-2\.json and copy\.json$/,
    ],
    [
      'another seed',
      () => asked({ seed: 77 }),
      /other\.json is of another campaign.*seed 77, not 1/,
    ],
    ['other bugs', () => asked({ bugs: ['no-write-back'] }), /bugs \["no-write-back"\], not \[\]/],
    ['other faults', () => asked({ faults: ['crash'] }), /faults \["crash"\], not null/],
    ['another version', () => asked({ skerry: '9.9.9' }), /skerry "9\.9\.9"/],
    ['another profile', () => asked({ profile: 'x' }), /profile "x"/],
    ['another strategy', () => asked({ explore: 'pct' }), /explore "pct", not "random"/],
    ['more scenarios', () => asked({ scenariosMax: 10 }), /scenariosMax 10, not 9/],
    [
      'another count',
      () => changed({ shard: { index: 2, count: 4 } }),
      /other\.json is of another campaign than shard-1\.json: shards 4, not 3/,
    ],
    [
      'another corpus',
      () => changed({ regressions: { passed: 1, leftOut: 0, outdated: 0 } }),
      /regressions \{"passed":1/,
    ],
  ])('%s', (_name, make, message) => {
    expect(() => mergeShards(make())).toThrow(ShardError);
    expect(() => mergeShards(make())).toThrow(message);
  });

  test('one that was stopped is merged and named', () => {
    const [first, second, third] = shards;
    const none = new OutcomeRecorder().columns();
    const stopped = { ...second.result, outcomes: none, wasInterrupted: true };
    const merged = mergeShards([first, { path: 'cut.json', result: stopped }, third]);
    expect(merged.cutShort).toEqual([{ path: 'cut.json', scenarios: 0 }]);
    expect(merged.wasInterrupted).toBe(true);
    expect(merged.summary.scenarios).toBe(6);
  });
});
