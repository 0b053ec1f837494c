/**
 * Marks in a campaign's count: what was reached, and what a system declares and nobody reached.
 */

import { expect, test } from 'vitest';
import { runCampaign } from '../../src/run/campaign.js';
import { renderCampaign } from '../../src/report/campaign-report.js';
import type { System } from '../../src/simulator/system.js';
import { abd } from '../../src/systems/abd.js';
import { LIGHT, registers } from './registers.js';

/** The register, whose servers mark every message and declare one mark too many. */
const marking: System = {
  ...abd,
  marks: ['message', 'miracle'],
  build: (setup) => {
    const cluster = abd.build(setup);
    return {
      ...cluster,
      server: (name) => {
        const server = cluster.server(name);
        return {
          ...server,
          message: (ctx, from, body) => {
            ctx.sometimes('message');
            return server.message?.(ctx, from, body);
          },
        };
      },
    };
  },
};

test('marks are counted, and those never reached are named', async () => {
  const { summary } = await runCampaign({
    system: marking,
    workload: registers,
    profile: LIGHT,
    seed: 1,
    scenariosMax: 5,
  });
  expect(summary.marks.get('message')).toBeGreaterThan(100);
  expect(summary.marks.get('miracle')).toBe(0);
  const text = renderCampaign(summary);
  expect(text).toMatch(/reached +message \([\d,]+\)/);
  expect(text).toMatch(/missed +never reached: miracle/);
});

test('a bounded search counts them too', async () => {
  const { summary } = await runCampaign({
    system: marking,
    workload: registers,
    seed: 1,
    scenariosMax: 1,
    explore: 'bounded',
    scope: { operations: 1, deviations: 1 },
  });
  expect([...summary.marks.keys()].sort()).toEqual(['message', 'miracle']);
  expect(summary.marks.get('miracle')).toBe(0);
  expect(renderCampaign(summary)).toMatch(/covered +exhausted: all executions of abd/);
});
