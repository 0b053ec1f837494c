/**
 * Small hand-made clusters for tests of the simulator: a node is an object literal, a scenario is
 * what differs from a calm one with three servers, one client and messages that take a millisecond.
 */

import type { Fault } from '../../src/scenario/fault.js';
import type { ProgramOperation, Scenario } from '../../src/scenario/scenario.js';
import type { FaultActivity } from '../../src/simulator/fault-actor.js';
import type { Body, Context, Node } from '../../src/simulator/node.js';
import type { Run } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import type { Note } from '../../src/trace/trace.js';
import { abd } from '../../src/systems/abd.js';

/** A message with a number in it. */
export interface Numbered extends Body {
  readonly number: number;
}

/** A client that answers each operation itself, at once, with what was asked. */
function selfAnswering(): Node {
  return {
    request: (ctx, _client, { id, value }) => ctx.reply(ctx.self, id, { type: 'ok', value }),
  };
}

/** A system of these nodes; its profile is that of a bundled system. */
export function clusterOf(
  server: (name: string) => Node,
  client: ((name: string) => Node) | undefined = selfAnswering,
): System {
  return {
    name: 'small',
    summary: 'made for a test',
    source: '',
    bugs: [],
    workloads: [],
    profile: abd.profile,
    build: () => ({ server, client }),
  };
}

/** A system of these nodes with the default client, which sends requests to the servers. */
export function serversOf(server: (name: string) => Node): System {
  return { ...clusterOf(server), build: () => ({ server }) };
}

/** An operation of c0 that waits for the heal, so that a run lasts until then. */
export const LAST: ProgramOperation = {
  id: 99,
  client: 'c0',
  atUs: 0,
  f: 'noop',
  value: null,
  phase: 'final',
};

/** A calm scenario that lasts until its heal at 500 ms, with these differences. */
export function scenarioOf(parts: Partial<Scenario> = {}): Scenario {
  return {
    version: 1,
    system: { name: 'small', bugs: [] },
    workload: 'none',
    topology: { servers: 3, clients: 1 },
    network: {
      latency: { kind: 'fixed', us: 1_000 },
      lossPpm: 0,
      duplicationPpm: 0,
      reorderingPpm: 0,
      reorderingUs: 0,
    },
    disk: { syncMinUs: 100, syncMaxUs: 100 },
    timeoutUs: 50_000,
    healAtUs: 500_000,
    program: [LAST],
    faults: [],
    deviations: [],
    seed: 7,
    ...parts,
  };
}

/** An operation of c0. */
export function operation(id: number, parts: Partial<ProgramOperation> = {}): ProgramOperation {
  return { id, client: 'c0', atUs: 1_000, f: 'ask', value: id, ...parts };
}

type WithoutWindow<Each> = Each extends Fault ? Omit<Each, 'id' | 'atUs' | 'forUs'> : never;

/** A fault from 5 ms on for 100 ms, unless `window` says otherwise. */
export function faultOf(
  fault: WithoutWindow<Fault>,
  window: Partial<Pick<Fault, 'id' | 'atUs' | 'forUs'>> = {},
): Fault {
  return { id: 'f1', atUs: 5_000, forUs: 100_000, ...window, ...fault };
}

/** What nodes said under `label`, in order. */
export function notesOf(run: Run, label: string): Note[] {
  return run.trace.notes.filter((note) => note.label === label);
}

/** Times of the notes under `label`. */
export function timesOf(run: Run, label: string): number[] {
  return notesOf(run, label).map(({ atUs }) => atUs);
}

/** What fault `index` of the schedule did. */
export function activityOf(run: Run, index = 0): FaultActivity {
  const activity = run.faults[index];
  if (activity === undefined) throw new Error(`there is no fault ${index}`);
  return activity;
}

/** Outcomes of the operations by their ids. */
export function outcomesOf(run: Run): Record<number, string> {
  return Object.fromEntries(run.operations.map(({ id, outcome }) => [id, outcome]));
}

/** Server n0 runs `script` when it starts; all nodes note what they hear. */
export function scripted(script: (ctx: Context) => void, others: Partial<Node> = {}): System {
  return clusterOf((name) => ({
    start(ctx) {
      if (name === 'n0') script(ctx);
    },
    message: (ctx, from, { type }) => ctx.note(type, { from }),
    ...others,
  }));
}
