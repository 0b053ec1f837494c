/**
 * The bounded search against an enumerator that shares no code with it: the same number of
 * executions, nothing smaller than what it finds, and nothing at all in a correct register.
 */

import { describe, expect, test } from 'vitest';
import { levelsUpTo } from '../../src/explore/bounded.js';
import type { DeviationKind } from '../../src/explore/places.js';
import { smallPrograms } from '../../src/explore/small-programs.js';
import { boundedCampaign, runBounded } from '../../src/run/bounded-campaign.js';
import type { BoundedResult } from '../../src/run/bounded-campaign.js';
import { judgeRun } from '../../src/run/judge.js';
import type { Deviation, ProgramOperation, Scenario } from '../../src/scenario/scenario.js';
import { simulate } from '../../src/simulator/simulate.js';
import { abd } from '../../src/systems/abd.js';
import { registers } from '../run/registers.js';

interface Level {
  readonly operations: number;
  readonly deviations: number;
}

function search(
  operations: number,
  deviations: number,
  { kinds = ['late'], bugs = [] }: { kinds?: DeviationKind[]; bugs?: string[] } = {},
): Promise<BoundedResult> {
  const scope = { operations, deviations, kinds };
  return runBounded({ system: abd, workload: registers, bugs, scope });
}

/** Programs of one or two operations, written out. */
function programsOf(count: number): ProgramOperation[][] {
  const reads = [true, false];
  const operation = (id: number, isRead: boolean, client: string, atUs: number) => ({
    id,
    client,
    atUs,
    key: 'x',
    ...(isRead ? { f: 'read', value: null } : { f: 'write', value: id }),
  });
  const first = reads.map((isRead) => operation(1, isRead, 'c0', 0));
  if (count === 1) return first.map((one) => [one]);
  const second = reads.flatMap((isRead) =>
    ['c0', 'c1'].flatMap((client) =>
      [0, 3_000, 6_000].map((atUs) => operation(2, isRead, client, atUs)),
    ),
  );
  return first.flatMap((one) => second.map((other) => [one, other]));
}

function scenarioOf(
  program: ProgramOperation[],
  deviations: Deviation[],
  bugs: string[],
): Scenario {
  return {
    version: 1,
    system: { name: 'abd', bugs },
    workload: 'register',
    topology: { servers: 3, clients: new Set(program.map(({ client }) => client)).size },
    network: {
      latency: { kind: 'fixed', us: 1_000 },
      lossPpm: 0,
      duplicationPpm: 0,
      reorderingPpm: 0,
      reorderingUs: 0,
    },
    disk: { syncMinUs: 0, syncMaxUs: 0 },
    timeoutUs: 1_000_000,
    healAtUs: 10_000_000,
    program,
    faults: [],
    deviations,
    seed: 0,
  };
}

/**
 * Tries all sets of deviations, by adding any message to any set whatever the order, and counts
 * those all of whose messages are really sent.
 */
function enumerate(
  { operations, deviations }: Level,
  kinds: Deviation['kind'][],
  bugs: string[] = [],
): { executions: number; violations: number } {
  let executions = 0;
  let violations = 0;
  for (const program of programsOf(operations)) {
    let sets = new Map<string, Deviation[]>([['', []]]);
    for (let size = 0; size <= deviations; size++) {
      const larger = new Map<string, Deviation[]>();
      for (const set of sets.values()) {
        const sent = new Map<string, Deviation['message']>();
        const run = simulate(scenarioOf(program, set, bugs), abd, {
          onPosting: ({ message }) => void sent.set(JSON.stringify(message), message),
        });
        const deviating = new Set(set.map(({ message }) => JSON.stringify(message)));
        if (size === deviations && [...deviating].every((text) => sent.has(text))) {
          executions++;
          if (judgeRun(run, registers).some(({ kind }) => kind === 'illegal')) violations++;
        }
        for (const [text, message] of sent) {
          if (deviating.has(text)) continue;
          for (const kind of kinds) {
            const next: Deviation[] = [
              ...set,
              { message, kind, byUs: kind === 'drop' ? 0 : 9_000 },
            ];
            const key = next.map((deviation) => JSON.stringify(deviation)).sort();
            larger.set(key.join(), next);
          }
        }
      }
      sets = larger;
    }
  }
  return { executions, violations };
}

function enumerateUpTo(level: Level, kinds: Deviation['kind'][]): number {
  let executions = 0;
  for (let operations = 1; operations <= level.operations; operations++) {
    for (let deviations = 0; deviations <= level.deviations; deviations++) {
      executions += enumerate({ operations, deviations }, kinds).executions;
    }
  }
  return executions;
}

describe('counts what a naive enumerator counts', () => {
  test('2 operations and 2 late messages', async () => {
    const { outcome, executions, simulations, statement } = await search(2, 2);
    expect(outcome).toBe('exhausted');
    expect(executions).toBe(enumerateUpTo({ operations: 2, deviations: 2 }, ['late']));
    expect(executions).toBe(7_106);
    expect(simulations).toBeLessThan(2 * executions);
    expect(statement).toBe(
      'exhausted: all executions of abd with at most 2 operations on one key ' +
        'and at most 2 late messages ' +
        '(each begins 0 or 3 or 6 ms after the first; late is by 9 ms): 7,106 executions',
    );
  }, 120_000);

  test('1 operation and 2 messages late, lost or doubled', async () => {
    const { executions } = await search(1, 2, { kinds: ['late', 'drop', 'duplicate'] });
    const level = { operations: 1, deviations: 2 };
    expect(executions).toBe(enumerateUpTo(level, ['late', 'drop', 'duplicate']));
  });
});

describe('on correct abd', () => {
  test('nothing is found with 3 operations and 1 late message', async () => {
    const { outcome, executions, unknown } = await search(3, 1);
    expect({ outcome, unknown }).toEqual({ outcome: 'exhausted', unknown: 0 });
    expect(executions).toBeGreaterThan(240 * 30);
  });

  test('nor with crashes', async () => {
    const { outcome, statement, operations } = await search(2, 1, { kinds: ['late', 'crash'] });
    expect(outcome).toBe('exhausted');
    expect(statement).toContain('at most 1 late message or server crash');
    expect(operations.info).toBe(0);
  });

  test('a search that is stopped says so', async () => {
    let asked = 0;
    const scope = { operations: 2, deviations: 1 };
    const shouldStop = (): boolean => ++asked > 3;
    const { outcome, statement } = await runBounded({
      system: abd,
      workload: registers,
      scope,
      shouldStop,
    });
    expect(outcome).toBe('stopped');
    expect(statement).toMatch(/^stopped early/);
  });
});

describe('on abd with a sloppy quorum', () => {
  const bugs = ['sloppy-quorum'];

  test('finds a smallest violation: with less there is none', async () => {
    const { outcome, violation } = await search(3, 3, { bugs });
    expect(outcome).toBe('violation');
    if (violation === undefined) throw new Error('nothing was found');
    const size = violation.program.length + violation.deviations.length;
    for (const level of levelsUpTo({ operations: 2, deviations: 2 })) {
      if (level.operations + level.deviations >= size) continue;
      expect(enumerate(level, ['late'], bugs).violations).toBe(0);
    }
  });

  test('it is an ordinary scenario, the same each time', async () => {
    const campaign = {
      system: abd,
      workload: registers,
      bugs,
      seed: 1,
      scope: { operations: 2, deviations: 2 },
    };
    const { summary, discovery } = await boundedCampaign(campaign);
    expect(await boundedCampaign(campaign)).toEqual({ summary, discovery });
    if (discovery === undefined) throw new Error('nothing was found');
    expect(summary).toMatchObject({ scenarios: discovery.foundIn, violations: 1 });
    expect(summary.coverage).toContain('smallest first');
    const run = simulate(discovery.scenario, abd);
    expect(judgeRun(run, registers).map(({ kind }) => kind)).toContain('illegal');
  });
});

describe('small programs', () => {
  const startsUs = [0, 1, 2];
  const forms = (serial: number) => [
    { f: 'read', value: null },
    { f: 'write', value: serial },
  ];
  const all = (operations: number) => [...smallPrograms({ operations, forms, startsUs })];

  test('there are as many as the formula says, no two alike', () => {
    // Forms to the nth, times the Bell number, times the ascending starts.
    expect([0, 1, 2, 3].map((count) => all(count).length)).toEqual([0, 2, 4 * 2 * 3, 8 * 5 * 6]);
    expect(new Set(all(3).map((program) => JSON.stringify(program))).size).toBe(240);
  });

  test('clients appear in order and starts ascend from the first', () => {
    for (const program of all(3)) {
      expect(program[0]).toMatchObject({ client: 'c0', atUs: 0 });
      const starts = program.map(({ atUs }) => atUs);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      const clients = program.map(({ client }) => Number(client.slice(1)));
      clients.forEach((client, at) => {
        expect(client).toBeLessThanOrEqual(Math.max(-1, ...clients.slice(0, at)) + 1);
      });
    }
  });

  test('levels go from small to large, each once', () => {
    const levels = levelsUpTo({ operations: 3, deviations: 2 });
    expect(levels).toHaveLength(3 * 3);
    const sums = levels.map(({ operations, deviations }) => operations + deviations);
    expect(sums).toEqual([...sums].sort((a, b) => a - b));
    expect(new Set(levels.map((level) => JSON.stringify(level))).size).toBe(9);
  });
});
