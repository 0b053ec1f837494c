/**
 * The same scenario gives the same run: twice in one process, in another process, on another Node,
 * and tomorrow. The pinned hashes change when a protocol or the kernel does; `vitest -u` rewrites
 * them, and the change log says so, because no saved counterexample reproduces across such a
 * change.
 */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import type { Profile } from '../../src/scenario/profile.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { scenarioSchema } from '../../src/scenario/schema.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import { systems } from '../../src/systems/index.js';
import { ALL_FAULTS, drawnScenarios } from './drawn-scenarios.js';

const fixtures = new URL('../fixtures/', import.meta.url);
const PINNED = fileURLToPath(new URL('trace-hashes.json', fixtures));

/** All that a run says, but for the trace, which its hash stands for. */
function wordsOf({ trace, events, operations, faults, marks, messages, endUs }: Run): unknown {
  const { hash, length, notes } = trace;
  return { hash, length, notes, events, operations, faults, marks, messages, endUs };
}

/** Faults that no system claims to stand may keep one busy for ever. */
const LIMIT = { eventsMax: 100_000 };

/** Of the drawn scenarios of each system, as far as the tests have run them already. */
const known = new Map<string, string>();

function hashOf(traceHashes: readonly string[]): string {
  const all = createHash('sha256');
  for (const hash of traceHashes) all.update(hash);
  return all.digest('hex');
}

describe.each(systems)('$name', (system) => {
  const severe: Profile = {
    ...system.profile,
    faults: { min: 4, max: 10 },
    faultWeights: ALL_FAULTS,
  };

  test.each<[string, Profile, number]>([
    ['scenarios of its own profile', system.profile, 200],
    ['scenarios with all kinds of faults', severe, 60],
  ])('%s give the same run twice', (_name, profile, count) => {
    const hashes = new Set<string>();
    for (const scenario of drawnScenarios(system, count, { seed: 3, profile })) {
      const text = JSON.stringify(scenario);
      const first = simulate(scenario, system, LIMIT);
      const second = simulate(JSON.parse(text) as Scenario, system, LIMIT);
      const isSame = isDeepStrictEqual(wordsOf(second), wordsOf(first));
      if (!isSame) expect(wordsOf(second)).toEqual(wordsOf(first));
      expect(isSame).toBe(true);
      expect(JSON.stringify(scenario)).toBe(text);
      // Garbled messages and disks may make a server throw that never claimed to stand them.
      if (profile === system.profile) expect(first.failure).toBeUndefined();
      hashes.add(first.trace.hash);
    }
    expect(hashes.size).toBe(count);
    if (profile === system.profile) known.set(system.name, hashOf([...hashes]));
  });

  test('whoever watches a run does not change it', () => {
    for (const scenario of drawnScenarios(system, 20, { seed: 4, profile: severe })) {
      let seen = 0;
      const watched = simulate(scenario, system, {
        observe: () => seen++,
        onPosting: () => seen++,
      });
      expect(seen).toBeGreaterThan(0);
      expect(watched.trace.hash).toBe(simulate(scenario, system).trace.hash);
    }
  });

  test('another seed gives another run', () => {
    for (const scenario of drawnScenarios(system, 20, { seed: 5 })) {
      const reseeded = { ...scenario, seed: scenario.seed ^ 1 };
      const { hash } = simulate(scenario, system).trace;
      expect(simulate(reseeded, system).trace.hash).not.toBe(hash);
    }
  });
});

function hashesOfFixtures(): Record<string, string> {
  const folder = new URL('scenarios/', fixtures);
  const entries = readdirSync(folder).map((file): [string, string] => {
    const scenario = scenarioSchema.parse(
      JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown,
    );
    const system = systems.find(({ name }) => name === scenario.system.name);
    if (system === undefined) throw new Error(`${file} names no bundled system`);
    return [file.replace('.json', ''), simulate(scenario, system).trace.hash];
  });
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

test('hashes of saved scenarios are pinned', async () => {
  const hashes = hashesOfFixtures();
  expect(Object.keys(hashes).length).toBeGreaterThanOrEqual(6);
  await expect(`${JSON.stringify(hashes, null, 2)}\n`).toMatchFileSnapshot(PINNED);
});

/** For every system one hash over the traces of 200 drawn scenarios, as the script takes it. */
function drawnHashes(): Record<string, string> {
  const runAll = (system: System): string =>
    hashOf(drawnScenarios(system, 200, { seed: 3 }).map((one) => simulate(one, system).trace.hash));
  return Object.fromEntries(
    systems.map((system) => [system.name, known.get(system.name) ?? runAll(system)]),
  );
}

describe('in another process', () => {
  const { CI = '', SKERRY_OTHER_NODE: other } = process.env;
  const isRequired = CI !== '' && CI !== 'false';
  const who =
    other === undefined
      ? 'this Node (SKERRY_OTHER_NODE names no other one)'
      : 'the Node that SKERRY_OTHER_NODE names';

  test(`${who} gives the pinned hashes with the built package`, async () => {
    if (isRequired && other === undefined) {
      throw new Error('in CI, SKERRY_OTHER_NODE must name the binary of another version of Node');
    }
    const script = fileURLToPath(new URL('hash-scenarios.mjs', fixtures));
    const { stdout } = await execa(other ?? process.execPath, [script]);
    const { node, hashes, drawn } = JSON.parse(stdout) as {
      node: string;
      hashes: unknown;
      drawn: unknown;
    };
    if (other === undefined) expect(node).toBe(process.version);
    else expect(node).not.toBe(process.version);
    const pinned = JSON.parse(readFileSync(PINNED, 'utf8')) as unknown;
    expect(hashes, 'is dist stale? `npm run build` renews it').toEqual(pinned);
    expect(drawn, 'is dist stale? `npm run build` renews it').toEqual(drawnHashes());
  });
});
