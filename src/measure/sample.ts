/**
 * What is measured of one run: each operation with its times and the phases it belongs to, the
 * messages it cost, and how the run recovered.
 */

import type { History } from '../history/operation.js';
import type { Value } from '../history/value.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';

/**
 * Operations by when they were due and ended: `calm` met no fault, `faulty` met one, `healed` was
 * due after the heal; and by the kind of each fault that acted in that time.
 */
export type Phase = string;

/** All operations. */
export const WHOLE: Phase = 'all';

/** One operation as measurements see it. */
export interface OperationSample {
  /** What was asked for. */
  readonly f: string;
  /** `info`: nobody knows, or it was never answered. */
  readonly outcome: 'ok' | 'fail' | 'info';
  /**
   * When it was due. A client that still waited for its last answer started it later; latencies
   * count from here, or a system that hangs would hide the operations it kept from being asked
   * (coordinated omission).
   */
  readonly dueUs: number;
  readonly startUs: number;
  /** When it was answered or given up. */
  readonly endUs: number;
  /** It got the answer it asked for, be that `no`; a refusal for want of a server is none. */
  readonly isAnswered: boolean;
  readonly phases: ReadonlySet<Phase>;
}

/** What is needed of a run. */
export interface MeasuredRun {
  readonly scenario: Scenario;
  readonly history: History;
  /** `operations[i]` is `history.operations[i]` as the simulator saw it. */
  readonly operations: readonly {
    readonly id: number;
    readonly startUs: number;
    readonly endUs: number;
    readonly outcome: 'open' | 'ok' | 'fail' | 'info';
    readonly final: boolean;
  }[];
  /** When each fault acted; -1 where it never began or never ended. */
  readonly faults: readonly {
    readonly kind: string;
    readonly beganUs: number;
    readonly endedUs: number;
  }[];
  readonly endUs: number;
}

/** Messages of one type. */
export interface Traffic {
  readonly messages: number;
  readonly bytes: number;
}

/** One run, measured. */
export interface RunSample {
  readonly operations: readonly OperationSample[];
  readonly traffic: ReadonlyMap<string, Traffic>;
  /** When each fault acted; -1 where it never began or never ended. */
  readonly faults: readonly {
    readonly kind: string;
    readonly beganUs: number;
    readonly endedUs: number;
  }[];
  readonly healAtUs: number;
  readonly endUs: number;
  /** After so long a client gives up. */
  readonly timeoutUs: number;
}

/** Answers that only say that nobody served. */
const REFUSALS: ReadonlySet<string> = new Set(['not-here', 'unreachable', 'connection refused']);

/** Measures one run, watched through `onPosting`. Linear in operations times faults. */
export function sampleOf(run: MeasuredRun, postings: readonly Posting[]): RunSample {
  const due = new Map(run.scenario.program.map(({ id, atUs }) => [id, atUs]));
  const { healAtUs } = run.scenario;
  const operations = run.operations.map((operation, at): OperationSample => {
    const { startUs, outcome, final } = operation;
    const endUs = Math.min(operation.endUs, run.endUs);
    const dueUs = Math.min(startUs, Math.max(due.get(operation.id) ?? 0, final ? healAtUs : 0));
    const isHealed = dueUs >= healAtUs;
    return {
      f: run.history.operations[at]?.f ?? '',
      outcome: outcome === 'open' ? 'info' : outcome,
      dueUs,
      startUs,
      endUs,
      isAnswered:
        outcome === 'ok' || (outcome === 'fail' && !isRefusal(run.history.operations[at]?.error)),
      phases: new Set([WHOLE, ...(isHealed ? ['healed'] : phasesDuring(run, dueUs, endUs))]),
    };
  });
  const { timeoutUs } = run.scenario;
  const faults = run.faults.map(({ kind, beganUs, endedUs }) => ({ kind, beganUs, endedUs }));
  const traffic = trafficOf(postings);
  return { operations, traffic, faults, healAtUs, endUs: run.endUs, timeoutUs };
}

function isRefusal(error: Value | undefined): boolean {
  const [code] = Array.isArray(error) ? (error as readonly Value[]) : [error ?? null];
  return typeof code === 'string' && REFUSALS.has(code);
}

function phasesDuring(run: MeasuredRun, dueUs: number, endUs: number): Phase[] {
  const kinds = run.faults
    .filter(({ beganUs, endedUs }) => {
      const untilUs = endedUs < 0 ? run.endUs : endedUs;
      return beganUs >= 0 && beganUs <= endUs && untilUs >= dueUs;
    })
    .map(({ kind }) => kind);
  return kinds.length === 0 ? ['calm'] : ['faulty', ...kinds];
}

function trafficOf(postings: readonly Posting[]): Map<string, Traffic> {
  const traffic = new Map<string, Traffic>();
  for (const { message, bytes } of postings) {
    const known = traffic.get(message.type) ?? { messages: 0, bytes: 0 };
    traffic.set(message.type, {
      messages: known.messages + 1,
      bytes: known.bytes + bytes,
    });
  }
  return traffic;
}
