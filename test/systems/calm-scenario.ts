/**
 * Scenarios in which nothing goes wrong but what a test adds: messages take 1 ms, syncs 0.5 ms.
 */

import type { Fault } from '../../src/scenario/fault.js';
import type { ProgramOperation, Scenario } from '../../src/scenario/scenario.js';
import type { Run } from '../../src/simulator/simulate.js';

/** What a test asks: client, start in milliseconds, function, value; ids count from 1. */
export type Asked = readonly [client: string, atMs: number, f: string, value?: string | string[]];

export interface Calm {
  readonly system: string;
  readonly bugs?: readonly string[];
  readonly servers?: number;
  readonly asked: readonly Asked[];
  readonly faults?: readonly Fault[];
  readonly healAtMs?: number;
}

/** All operations are on key x. */
export function calmScenario(calm: Calm): Scenario {
  const { system, bugs = [], servers = 3, asked, faults = [], healAtMs = 2_000 } = calm;
  const program = asked.map(([client, atMs, f, value], at): ProgramOperation => ({
    id: at + 1,
    client,
    atUs: atMs * 1_000,
    f,
    key: 'x',
    value: value ?? null,
  }));
  const clients = Math.max(...program.map(({ client }) => Number(client.slice(1)))) + 1;
  return {
    version: 1,
    system: { name: system, bugs },
    workload: 'key-value',
    topology: { servers, clients },
    network: {
      latency: { kind: 'fixed', us: 1_000 },
      lossPpm: 0,
      duplicationPpm: 0,
      reorderingPpm: 0,
      reorderingUs: 0,
    },
    disk: { syncMinUs: 500, syncMaxUs: 500 },
    timeoutUs: 400_000,
    healAtUs: healAtMs * 1_000,
    program,
    faults,
    deviations: [],
    seed: 11,
  };
}

/** What each operation came to, in the order of their ids: its answer, or how it failed. */
export function answersOf(run: Run): unknown[] {
  return run.history.operations
    .map(({ outcome, output, error }, at) => ({
      id: run.operations[at]?.id ?? 0,
      outcome,
      output,
      error,
    }))
    .sort((left, right) => left.id - right.id)
    .map(({ outcome, output, error }) => (outcome === 'ok' ? output : [outcome, error]));
}
