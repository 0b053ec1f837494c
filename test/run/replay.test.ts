/**
 * Hunting and replaying: a counterexample carries all that a replay needs, and a replay says what
 * became of it.
 */

import { beforeAll, describe, expect, test } from 'vitest';
import type { Counterexample } from '../../src/report/counterexample.js';
import { DeterminismError } from '../../src/run/confirm.js';
import { hunt } from '../../src/run/hunt.js';
import { likelihoodCurve } from '../../src/run/likelihood.js';
import { replay } from '../../src/run/replay.js';
import { tellStory } from '../../src/run/story.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import { abd } from '../../src/systems/abd.js';
import { HUNT, huntedCounterexample } from './hunted.js';
import { registers, restless } from './registers.js';

let found: Counterexample;

beforeAll(async () => {
  found = await huntedCounterexample();
});

describe('a hunt', () => {
  test('ends in a counterexample that fails as it was found to, and is smaller', () => {
    const { scenario, original, statistics, findings, fingerprint } = found;
    expect(scenario.program.length).toBeLessThan(original.program.length);
    expect(statistics.shrunk.operations).toBe(scenario.program.length);
    expect(statistics.original.operations).toBe(original.program.length);
    expect(statistics.simulations).toBeGreaterThan(0);
    expect(findings).toMatchObject([{ checker: fingerprint.checker, kind: 'illegal' }]);
    const run = simulate(scenario, abd);
    expect(run.trace.hash).toBe(found.traceHash);
    expect(found.name).toBe(`abd-${found.traceHash.slice(0, 6)}`);
  });

  test('twice gives the same counterexample', async () => {
    expect(await huntedCounterexample()).toEqual(found);
  });

  test('that finds nothing has none', async () => {
    const { counterexample, discovery } = await hunt({ ...HUNT, bugs: [], scenariosMax: 50 });
    expect([counterexample, discovery]).toEqual([undefined, undefined]);
  });
});

describe('its story', () => {
  test('tells the operations in the order of the history, and ends with the run', () => {
    const { story, scenario } = found;
    const { history, operations, endUs } = simulate(scenario, abd);
    expect(story.endUs).toBe(endUs);
    expect(story.operations.map(({ number }) => number)).toEqual(
      history.operations.map((_, at) => at + 1),
    );
    expect(story.operations.map(({ programId }) => programId)).toEqual(
      operations.map(({ id }) => id),
    );
    expect(story.servers).toHaveLength(scenario.topology.servers);
    expect(story.states.length).toBeGreaterThan(0);
  });

  test('names the messages that deviated, whatever the order of their fields', async () => {
    const sent: string[] = [];
    const late = found.original.program.find(({ f }) => f === 'read');
    const message = {
      nth: 1,
      to: 'n1',
      from: late?.client ?? '',
      type: 'query',
      cause: `op ${late?.id}`,
    };
    const scenario = {
      ...found.original,
      network: { ...found.original.network, latency: { kind: 'fixed', us: 1_000 } as const },
      faults: [],
      deviations: [{ kind: 'late', byUs: 5, message }] as const,
    };
    for (const one of (await tellStory(scenario, abd)).messages) {
      if (one.kind === 'late') sent.push(`${one.message.cause} ${one.byUs}`);
    }
    expect(sent).toEqual([`op ${late?.id} 5`]);
  });
});

describe('the likelihood', () => {
  test('at the end is certain, because nothing can change any more', async () => {
    const { endUs } = simulate(found.scenario, abd);
    const points = await likelihoodCurve(found.scenario, abd, endUs, {
      network: found.original.network,
      isViolation: ({ history }) => registers.checkers[0]?.check(history).kind === 'illegal',
      pointsMax: 3,
      branches: 8,
    });
    expect(points.map(({ runs }) => runs)).toEqual(points.map(() => 8));
    expect(points.at(0)?.atUs).toBe(0);
    expect(points.at(0)?.violations).toBeLessThan(8);
  });
});

describe('a replay', () => {
  test('reproduces: same run, same failure', async () => {
    const { outcome, difference, counterexample } = await replay(found, abd, registers);
    expect({ outcome, difference }).toEqual({ outcome: 'reproduced', difference: '' });
    expect(counterexample).toEqual(found);
  });

  test('passes once the mistake is gone', async () => {
    const corrected: System = {
      ...abd,
      build: (setup) => abd.build({ ...setup, bugs: new Set() }),
    };
    const { outcome, counterexample } = await replay(found, corrected, registers);
    expect(outcome).toBe('passes');
    expect(counterexample.findings).toMatchObject([{ kind: 'legal' }]);
    expect(counterexample.statistics).toEqual(found.statistics);
  });

  test('diverges when another run fails the same way, and names the first difference', async () => {
    const noted: System = {
      ...abd,
      build: (setup) => {
        const cluster = abd.build(setup);
        return {
          server: (name) => {
            const node = cluster.server(name);
            node.start = (ctx) => ctx.note('new', {});
            return node;
          },
          client: (name) => cluster.client?.(name) ?? {},
        };
      },
    };
    const { outcome, difference, counterexample } = await replay(found, noted, registers);
    expect(outcome).toBe('diverged');
    expect(difference).toBe(`record 0: ${found.trace[0]}; now 0 us note n0 new #0`);
    expect(counterexample.traceHash).not.toBe(found.traceHash);
  });

  test('diverges beyond the records that were kept, too', async () => {
    const saved = { ...found, traceHash: '0123456789abcdef' };
    expect(await replay(saved, abd, registers)).toMatchObject({
      outcome: 'diverged',
      difference: `a record after the first ${found.trace.length}, or the content of one`,
    });
  });

  test('of a system that does not repeat itself is an error', async () => {
    const saved = { ...found, scenario: { ...found.scenario, system: { name: 'x', bugs: [] } } };
    await expect(replay(saved, restless, registers)).rejects.toThrow(DeterminismError);
  });
});
