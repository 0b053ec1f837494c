/**
 * The quorum store with siblings: its switches, its correct twin, and how versions replace others.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/simulator/simulate.js';
import { dynamo } from '../../src/systems/dynamo/dynamo.js';
import {
  joinedClock,
  reconciled,
  valuesOf,
  withVersion,
  type Version,
} from '../../src/systems/dynamo/versions.js';
import { covers } from '../../src/systems/version-vector.js';
import { testSwitches } from '../fixtures/switches.js';
import { answersOf, calmScenario, type Asked } from './calm-scenario.js';

testSwitches({
  system: dynamo,
  budgets: {
    'sloppy-quorum': 8,
    'clock-not-merged': 4,
    'sibling-dropped': 8,
    'repair-to-one': 12,
    'tombstone-dropped': 90,
  },
  twins: 500,
});

/** Versions of which equal clocks have equal values, as in the store. */
const version: fc.Arbitrary<Version> = fc
  .tuple(fc.nat(2), fc.nat(2), fc.nat(2))
  .filter((counts) => counts.some((count) => count > 0))
  .map(([c0, c1, c2]) => ({
    clock: { c0, c1, c2 },
    value: `${c0}${c1}${c2}`,
    isTombstone: c0 === 2,
  }));

const versions = fc.array(version, { maxLength: 6 });

const RUNS = { seed: 5, numRuns: 500 };

function textOf(held: readonly Version[]): string[] {
  return held.map((each) => JSON.stringify(each)).sort();
}

/** By definition: no other version has seen what this one has. */
function newest(all: readonly Version[]): string[] {
  const isNewest = ({ clock }: Version): boolean =>
    all.every((other) => !covers(other.clock, clock) || covers(clock, other.clock));
  return [...new Set(textOf(all.filter(isNewest)))];
}

describe('versions (DeCandia et al., section 4.4)', () => {
  test('those that nobody replaced are kept, in whatever order they come', () => {
    fc.assert(
      fc.property(versions, fc.nat(5), (all, cut) => {
        expect(textOf(reconciled([all]))).toEqual(newest(all));
        expect(textOf(reconciled([all.slice(cut), all.slice(0, cut)]))).toEqual(newest(all));
        expect(textOf(reconciled([[...all].reverse(), all]))).toEqual(newest(all));
      }),
      RUNS,
    );
  });

  test('one that says nothing new changes nothing', () => {
    fc.assert(
      fc.property(versions, (all) => {
        const held = reconciled([all]);
        for (const each of all) expect(withVersion(held, each)).toBe(held);
      }),
      RUNS,
    );
  });

  test('one that covers all of them is left alone', () => {
    fc.assert(
      fc.property(versions, (all) => {
        const clock = { ...joinedClock(all), writer: 1 };
        const last = { clock, value: 'last', isTombstone: false };
        expect(withVersion(reconciled([all]), last)).toEqual([last]);
      }),
      RUNS,
    );
  });

  test('tombstones show nothing', () => {
    const put = { clock: { c0: 1 }, value: 'a', isTombstone: false };
    const gone = { clock: { c1: 1 }, value: null, isTombstone: true };
    expect(valuesOf([gone, put])).toEqual(['a']);
    expect(valuesOf([gone])).toEqual([]);
  });
});

describe('a store', () => {
  function answers(asked: readonly Asked[], bugs: readonly string[] = []): unknown[] {
    return answersOf(simulate(calmScenario({ system: 'dynamo', bugs, asked }), dynamo));
  }

  test('keeps what was put concurrently, until somebody puts who has seen it', () => {
    const asked: readonly Asked[] = [
      ['c0', 0, 'put', 'a'],
      ['c1', 0, 'put', 'b'],
      ['c0', 100, 'get'],
      ['c0', 200, 'put', 'c'],
      ['c1', 300, 'get'],
    ];
    expect(answers(asked)).toEqual([[], [], ['a', 'b'], ['a', 'b'], ['c']]);
    // Its own earlier value it covers without merging.
    expect(answers(asked, ['clock-not-merged'])[4]).toEqual(['b', 'c']);
    expect(answers(asked, ['sibling-dropped'])[2]).toHaveLength(1);
  });

  test('deletes what was seen, not what is put meanwhile', () => {
    expect(
      answers([
        ['c0', 0, 'put', 'a'],
        ['c0', 100, 'delete'],
        ['c1', 100, 'put', 'b'],
        ['c1', 200, 'get'],
        ['c0', 300, 'delete'],
        ['c1', 400, 'get'],
      ]),
    ).toEqual([[], ['a'], ['a'], ['b'], ['b'], []]);
  });
});
