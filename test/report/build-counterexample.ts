/**
 * Builders of counterexamples for the report tests.
 */

import type { Anomaly } from '../../checkers/verdict.js';
import type {
  Counterexample,
  Finding,
  Statistics,
  Story,
  StoryMessage,
  StoryOperation,
} from '../../src/report/counterexample.js';
import type { Scenario } from '../../src/scenario/scenario.js';

const SCENARIO: Scenario = {
  version: 1,
  system: { name: 'abd', bugs: [] },
  workload: 'register',
  topology: { servers: 3, clients: 2 },
  network: {
    latency: { kind: 'fixed', us: 1000 },
    lossPpm: 0,
    duplicationPpm: 0,
    reorderingPpm: 0,
    reorderingUs: 0,
  },
  disk: { syncMinUs: 100, syncMaxUs: 100 },
  timeoutUs: 100_000,
  healAtUs: 200_000,
  program: [],
  faults: [],
  deviations: [],
  seed: 7,
};

/** Of a find that is not rare. */
export const STATISTICS: Statistics = {
  foundIn: 15,
  scenarios: 500,
  violations: 33,
  original: { operations: 100, faults: 10, deviations: 412, servers: 3, clients: 4 },
  shrunk: { operations: 3, faults: 0, deviations: 3, servers: 3, clients: 2 },
  simulations: 678,
  minimality: '1-minimal',
};

export function operation(
  number: number,
  client: string,
  f: string,
  parts: Partial<StoryOperation>,
): StoryOperation {
  return {
    number,
    programId: number + 10,
    client,
    f,
    input: null,
    output: null,
    outcome: 'ok',
    startUs: 0,
    final: false,
    ...parts,
  };
}

export function stray(
  kind: StoryMessage['kind'],
  sentUs: number,
  cause: string,
  route: readonly [type: string, from: string, to: string],
  byUs = 0,
): StoryMessage {
  const [type, from, to] = route;
  return { kind, sentUs, byUs, message: { cause, type, from, to, nth: 1 } };
}

export function states(
  ...changes: readonly (readonly [atUs: number, node: string, state: string])[]
): Story['states'] {
  return changes.map(([atUs, node, state]) => ({ atUs, node, state }));
}

export function held(...checkers: readonly string[]): Finding[] {
  return checkers.map((checker) => ({ checker, kind: 'legal', anomalies: [] }));
}

export function violated(checker: string, anomaly: Anomaly): Finding {
  return { checker, kind: 'illegal', anomalies: [anomaly] };
}

/** A counterexample around a story; the first illegal finding gives the fingerprint. */
export function counterexample(
  name: string,
  system: Scenario['system'],
  story: Story,
  findings: readonly Finding[],
  parts: Partial<Counterexample> = {},
): Counterexample {
  const culprit = findings.find(({ kind }) => kind === 'illegal');
  const scenario = { ...SCENARIO, system };
  return {
    version: 1,
    skerry: '0.1.0',
    name,
    scenario,
    original: scenario,
    fingerprint: {
      checker: culprit?.checker ?? 'linearizability',
      anomaly: culprit?.anomalies[0]?.kind ?? 'non-linearizable',
    },
    traceHash: '3f9a0123456789ab',
    trace: [],
    findings,
    story,
    likelihood: [],
    statistics: STATISTICS,
    ...parts,
  };
}
