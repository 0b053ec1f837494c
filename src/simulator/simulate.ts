/**
 * Simulates one scenario: plain data in, everything that happened out. Synchronous and
 * deterministic.
 */

import type { Event } from '../history/event.js';
import { toHistory } from '../history/history.js';
import type { History } from '../history/operation.js';
import type { Network, Scenario } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';
import type { Trace } from '../trace/trace.js';
import type { FaultActivity } from './fault-actor.js';
import { Kernel } from './kernel.js';
import type { NodeFailure } from './kernel.js';
import type { RunOperation } from './program-driver.js';
import { requestClient } from './request-client.js';
import type { StuckHandler } from './asynchronous/turns.js';
import type { System } from './system.js';
import { Turns } from './turns.js';

/**
 * From `atUs` on the dice are thrown anew, on this network and without the scenario's deviations.
 */
export interface Reseed {
  readonly atUs: number;
  readonly seed: number;
  readonly network: Network;
}

/** What a run may be watched by, and where its dice are thrown anew. */
export interface SimulateOptions {
  /** A run that has not ended after so many events is cut off; default 2,000,000. */
  readonly eventsMax?: number;
  readonly reseed?: Reseed;
  /** Told whenever a server's `inspect()` shows something new. */
  readonly observe?: (atUs: number, node: string, state: string) => void;
  /** Told of every message as it is sent. */
  readonly onPosting?: (posting: Posting) => void;
}

/** Everything that came out of one run. */
export interface Run {
  readonly scenario: Scenario;
  readonly events: readonly Event[];
  readonly history: History;
  /** `operations[i]` is `history.operations[i]` as the simulator saw it. */
  readonly operations: readonly RunOperation[];
  readonly trace: Trace;
  readonly faults: readonly FaultActivity[];
  /** How often each `sometimes` mark was reached. */
  readonly marks: ReadonlyMap<string, number>;
  readonly messages: { readonly sent: number; readonly delivered: number };
  readonly endUs: number;
  /** The events ran out before the program did. */
  readonly cutOff: boolean;
  /** An exception out of a node's handler ended the run. */
  readonly failure: NodeFailure | undefined;
  /** Of asynchronous nodes: handlers that were left waiting for nothing that is simulated. */
  readonly stuck?: readonly StuckHandler[];
}

/**
 * Runs `scenario` on `system`, whose nodes are all synchronous. Time and memory are linear in the
 * events it takes.
 * @throws Error when the scenario names nodes or bugs that do not exist.
 */
export function simulate(scenario: Scenario, system: System, options: SimulateOptions = {}): Run {
  const kernel = prepare(scenario, system, options, (made) => new Turns(made));
  try {
    kernel.begin();
    while (kernel.step());
  } finally {
    kernel.cluster.end?.();
  }
  return outcomeOf(kernel);
}

/** The kernel that will run `scenario`. */
export function prepare(
  scenario: Scenario,
  system: System,
  options: SimulateOptions,
  makeTurns: (kernel: Kernel) => Turns,
): Kernel {
  const known = new Set(system.bugs.map(({ name }) => name));
  const unknown = scenario.system.bugs.find((bug) => !known.has(bug));
  if (unknown !== undefined) {
    throw new Error(
      `${system.name} has no bug "${unknown}"; it has ${[...known].join(', ') || 'none'}`,
    );
  }
  const { servers, clients } = scenario.topology;
  const cluster = system.build({
    servers: Array.from({ length: servers }, (_, index) => `n${index}`),
    clients: Array.from({ length: clients }, (_, index) => `c${index}`),
    bugs: new Set(scenario.system.bugs),
    workload: scenario.workload,
  });
  return new Kernel(
    scenario,
    {
      server: (name) => cluster.server(name),
      client: (name) => cluster.client?.(name) ?? requestClient(),
      usesHost: cluster.usesHost === true,
      authenticates: cluster.authenticates === true,
      byzantine: (...lie) => cluster.byzantine?.(...lie),
      end: () => cluster.end?.(),
    },
    options,
    makeTurns,
  );
}

/** What came out of a run that has ended. */
export function outcomeOf(kernel: Kernel): Run {
  const { scenario, driver, trace, faults, marks, post } = kernel;
  return {
    scenario,
    events: driver.events,
    history: toHistory(driver.events),
    operations: driver.operations,
    trace,
    faults: faults.activities,
    marks,
    messages: { sent: post.sent, delivered: kernel.messagesDelivered },
    endUs: kernel.nowUs,
    cutOff: !driver.isDone && kernel.failure === undefined,
    failure: kernel.failure,
  };
}
