/**
 * Asynchronous runs are as deterministic as synchronous ones, faults and all; and synchronous nodes
 * run the same under both.
 */

import { describe, expect, test } from 'vitest';
import type { Profile } from '../../src/scenario/profile.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { DiskFailure } from '../../src/simulator/asynchronous/context.js';
import type { AsyncContext, AsyncNode } from '../../src/simulator/asynchronous/node.js';
import { simulateAsync } from '../../src/simulator/asynchronous/simulate-async.js';
import type { Body, Request } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import { abd } from '../../src/systems/abd.js';
import { systems } from '../../src/systems/index.js';
import type { Posting } from '../../src/trace/posting.js';
import { ALL_FAULTS, drawnScenarios } from './drawn-scenarios.js';

interface Entry extends Body {
  readonly value?: unknown;
  readonly beat?: number;
}

/** Copies what it is told to every peer, waits for most of them, and beats in the background. */
class Copier implements AsyncNode<Entry> {
  private beats = 0;

  async start(ctx: AsyncContext<Entry>): Promise<void> {
    for (;;) {
      await ctx.sleep(10_000 + ctx.random(2_000));
      for (const peer of ctx.servers) await ctx.send(peer, { type: 'beat', beat: this.beats++ });
    }
  }

  async message(ctx: AsyncContext<Entry>, from: string, body: Entry): Promise<Entry | void> {
    if (body.type === 'beat') {
      ctx.note('beat', { from });
      return undefined;
    }
    await ctx.disk.write('value', body.value);
    try {
      await ctx.disk.sync();
    } catch (error) {
      if (error instanceof DiskFailure) return { type: error.code };
      throw error;
    }
    return { type: 'copied' };
  }

  async request(ctx: AsyncContext<Entry>, client: string, { id, value }: Request): Promise<void> {
    let copies = 0;
    const enough = new Promise<void>((resolve) => {
      for (const peer of ctx.servers) {
        void ctx.call(peer, { type: 'copy', value }, { timeoutUs: 30_000 }).then((response) => {
          if (response?.type === 'copied' && ++copies * 2 > ctx.servers.length) resolve();
        });
      }
    });
    await enough;
    ctx.sometimes('copied');
    ctx.reply(client, id, { type: 'ok', value: null });
  }

  inspect(): string {
    return `beat ${this.beats}`;
  }
}

const copiers: System = { ...abd, build: () => ({ server: () => new Copier() }) };
const severe: Profile = {
  ...abd.profile,
  operations: { min: 5, max: 15 },
  loadUs: { min: 20_000, max: 100_000 },
  faultUs: { min: 5_000, max: 50_000 },
  faults: { min: 3, max: 6 },
  faultWeights: ALL_FAULTS,
};

test('200 scenarios with all kinds of faults give the same run twice', async () => {
  const hashes = new Set<string>();
  let copied = 0;
  for (const scenario of drawnScenarios(copiers, 200, { seed: 11, profile: severe })) {
    const again = JSON.parse(JSON.stringify(scenario)) as Scenario;
    // Two at a time: turns of the host's loop are shared, runs are not.
    const [first, second] = await Promise.all([
      simulateAsync(scenario, copiers),
      simulateAsync(again, copiers),
    ]);
    expect(second.trace.hash).toBe(first.trace.hash);
    const wordsOf = ({ events, marks, stuck }: Run) => JSON.stringify([events, [...marks], stuck]);
    expect(wordsOf(second)).toBe(wordsOf(first));
    expect(first.failure?.message).toBeUndefined();
    hashes.add(first.trace.hash);
    copied += first.marks.get('copied') ?? 0;
  }
  expect(hashes.size).toBe(200);
  expect(copied).toBeGreaterThan(500);
});

test('every message of a run has an identity of its own', async () => {
  for (const scenario of drawnScenarios(copiers, 20, { seed: 12, profile: severe })) {
    const postings: Posting[] = [];
    await simulateAsync(scenario, copiers, { onPosting: (posting) => postings.push(posting) });
    const identities = new Set(postings.map(({ message }) => JSON.stringify(message)));
    expect(identities.size).toBe(postings.length);
    expect(postings.some(({ message }) => / start sleep \d+$/.test(message.cause))).toBe(true);
    expect(postings.some(({ message }) => /^op \d+$/.test(message.cause))).toBe(true);
  }
});

test('to leave out one operation re-rolls no dice of the others', async () => {
  const travelOf = async (scenario: Scenario): Promise<Map<string, number>> => {
    const delays = new Map<string, number>();
    await simulateAsync(scenario, copiers, {
      onPosting: ({ message, delayUs }) => delays.set(JSON.stringify(message), delayUs),
    });
    return delays;
  };
  const calm = { min: 0, max: 0 };
  const [scenario] = drawnScenarios(copiers, 1, { profile: { ...severe, faults: calm } });
  const { program } = scenario as Scenario;
  const whole = await travelOf(scenario as Scenario);
  const fewer = { ...(scenario as Scenario), program: program.slice(1) };
  const shared = [...(await travelOf(fewer))].filter(([message]) => whole.has(message));
  expect(shared.length).toBeGreaterThan(100);
  for (const [message, delayUs] of shared) expect(whole.get(message)).toBe(delayUs);
});

describe.each(systems)('$name, which is synchronous', (system) => {
  test('runs the same under simulate and simulateAsync', async () => {
    const profile = { ...system.profile, faultWeights: ALL_FAULTS };
    const eventsMax = 20_000;
    for (const scenario of drawnScenarios(system, 6, { seed: 13, profile })) {
      const [states, statesAsync]: [string[], string[]] = [[], []];
      const observe = (into: string[]) => (atUs: number, node: string, state: string) =>
        void into.push(`${atUs} ${node} ${state}`);
      const run = simulate(scenario, system, { eventsMax, observe: observe(states) });
      const other = await simulateAsync(scenario, system, {
        eventsMax,
        observe: observe(statesAsync),
      });
      expect(other.trace.hash).toBe(run.trace.hash);
      expect(JSON.stringify(other.events)).toBe(JSON.stringify(run.events));
      expect(statesAsync.join('\n')).toBe(states.join('\n'));
      expect(other.stuck).toEqual([]);
    }
  });
});
