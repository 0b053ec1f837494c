/**
 * Scenarios and oracles made by hand for the shrinker's tests: the oracle is a predicate over the
 * scenario, so that a test says exactly what a failure needs.
 */

import type { Fault } from '../../src/scenario/fault.js';
import type { Deviation, ProgramOperation, Scenario } from '../../src/scenario/scenario.js';
import { compareCost } from '../../src/shrink/cost.js';
import type { ShrinkOracle } from '../../src/shrink/oracle.js';
import { START } from '../../src/shrink/passes/pass.js';
import type { Pass, Position } from '../../src/shrink/passes/pass.js';

export function operation(id: number, change: Partial<ProgramOperation> = {}): ProgramOperation {
  const write = id % 2 === 1;
  return {
    id,
    client: `c${id % 3}`,
    atUs: id * 1000,
    f: write ? 'write' : 'read',
    key: 'x',
    value: write ? id : null,
    ...change,
  };
}

export function crash(number: number, change: Partial<Fault> = {}): Fault {
  const window = { id: `f${number}`, atUs: number * 1000, forUs: 20_000 };
  return { ...window, kind: 'crash', node: `n${number % 3}`, ...change } as Fault;
}

export function late(cause: string, byUs = 5000, to = 'n0'): Deviation {
  return { message: { cause, type: 'store', from: 'c0', to, nth: 1 }, kind: 'late', byUs };
}

export function scenarioOf(change: Partial<Scenario> = {}): Scenario {
  return {
    version: 1,
    system: { name: 'none', bugs: [] },
    workload: 'register',
    topology: { servers: 3, clients: 3 },
    network: {
      latency: { kind: 'uniform', minUs: 500, maxUs: 20_000 },
      lossPpm: 0,
      duplicationPpm: 0,
      reorderingPpm: 0,
      reorderingUs: 0,
    },
    disk: { syncMinUs: 50, syncMaxUs: 2000 },
    timeoutUs: 100_000,
    healAtUs: 500_000,
    program: Array.from({ length: 30 }, (_, at) => operation(at + 1)),
    faults: Array.from({ length: 5 }, (_, at) => crash(at + 1)),
    deviations: [],
    seed: 1,
    ...change,
  };
}

/** An oracle that counts how often it is asked. */
export interface CountingOracle extends ShrinkOracle {
  readonly asked: Scenario[];
}

export function oracleOf(
  reproduces: (scenario: Scenario) => boolean,
  more: Partial<ShrinkOracle> = {},
): CountingOracle {
  const asked: Scenario[] = [];
  return {
    asked,
    reproduces(scenario) {
      asked.push(scenario);
      return reproduces(scenario);
    },
    postings: () => [],
    ...more,
  };
}

/** Whether all these operations are there, by the value they carry: ids may be renumbered. */
export function hasWrites(...values: number[]): (scenario: Scenario) => boolean {
  return ({ program }) => values.every((value) => program.some((each) => each.value === value));
}

export function hasFault(kind: Fault['kind'], node: string): (scenario: Scenario) => boolean {
  return ({ faults }) =>
    faults.some((each) => each.kind === kind && 'node' in each && each.node === node);
}

/** Drives one pass alone, as greedily as the shrinker does. */
export function drive(
  pass: Pass,
  scenario: Scenario,
  fails: (scenario: Scenario) => boolean,
  settings: Parameters<Pass['candidates']>[2] = { serversMin: 3 },
): { scenario: Scenario; tests: number } {
  let current = scenario;
  let position: Position = START;
  let tests = 0;
  for (let steps = 0; steps < 1000; steps++) {
    let found: readonly [Scenario, Position] | undefined;
    for (const candidate of pass.candidates(current, position, settings)) {
      if (compareCost(candidate[0], current, settings.simplify) >= 0) continue;
      tests++;
      if (!fails(candidate[0])) continue;
      found = candidate;
      break;
    }
    if (found === undefined) return { scenario: current, tests };
    [current, position] = found;
  }
  throw new Error(`${pass.name} does not end`);
}
