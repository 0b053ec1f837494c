/**
 * States of servers in the timeline of a story: one for each server and moment, the server's own
 * where it shows one as it restarts.
 */

import { expect, test } from 'vitest';
import { storyTimeline } from '../../src/report/story-timeline.js';
import { states } from './build-counterexample.js';
import { drawn } from './page/drawn-counterexample.js';

test('a server that shows what it lost as it restarts is not shown as it was before', () => {
  const story = { ...drawn.story, states: states([1000, 'n2', 'x=1'], [11_000, 'n2', 'x=0']) };
  const { states: told } = storyTimeline(story, {
    ascii: false,
    culprit: undefined,
    healAtUs: drawn.scenario.healAtUs,
  });
  const of = told.filter(({ node }) => node === 'n2').map(({ position, text }) => [position, text]);
  expect(of.toSorted(([one], [two]) => Number(one) - Number(two))).toEqual([
    [1000, 'x=1'],
    [9000, 'down'],
    [11_000, 'x=0'],
  ]);
});
