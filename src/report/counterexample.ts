/**
 * The counterexample: everything a report says and a replay needs, as versioned plain data in one
 * file. It carries its statistics, so that the report can be printed again, to the byte, without
 * the campaign that found it.
 */

import type { PartialOrder } from '../../checkers/linearizability/partial-order.js';
import type { Anomaly } from '../../checkers/verdict.js';
import type { Value } from '../history/value.js';
import type { Outcome } from '../history/operation.js';
import type { Fault } from '../scenario/fault.js';
import type { MessageIdentity, Scenario } from '../scenario/scenario.js';

/** The version of the format that this code writes. */
export const COUNTEREXAMPLE_VERSION = 1;

/** How many trace records a counterexample keeps in words. */
export const TRACE_LINES_MAX = 2_000;

/** What shrinking keeps: the same kind of anomaly, said by the same checker. */
export interface Fingerprint {
  readonly checker: string;
  readonly anomaly: string;
}

/** One operation as the reader meets it. */
export interface StoryOperation {
  /** Its number in the report (#1, #2, ...): 1 + its id in the history, in order of invocation. */
  readonly number: number;
  /** Its id in the scenario's program. */
  readonly programId: number;
  readonly client: string;
  readonly f: string;
  readonly key?: Value;
  readonly input: Value;
  readonly output: Value;
  readonly outcome: Outcome;
  readonly error?: Value;
  readonly startUs: number;
  /** Absent while the client still waits when the run ends. */
  readonly endUs?: number;
  readonly final: boolean;
}

/** A server's visible state changed. */
export interface StoryState {
  readonly atUs: number;
  readonly node: string;
  readonly state: string;
}

/** A message that did not simply arrive. */
export interface StoryMessage {
  readonly message: MessageIdentity;
  readonly kind: 'late' | 'drop' | 'duplicate' | 'changed' | 'repeated' | 'forged' | 'held';
  readonly byUs: number;
  /** When it was sent; for what a fault did to it on arrival, when that was. */
  readonly sentUs: number;
  /**
   * When it arrived: for `duplicate`, `repeated` and `forged` the further message, not the one
   * whose identity it bears. Absent where it did not, or nobody saw it.
   */
  readonly arrivedUs?: number;
  /** For a changed message: `value: 1 became 3`. */
  readonly what?: string;
}

/** A message on its way, also one that simply arrived. */
export interface StoryArrow {
  readonly message: MessageIdentity;
  readonly sentUs: number;
  /** When it arrived; absent for one that never did. */
  readonly arrivedUs?: number;
  /** `lost` by the network or a deviation, `cut` by a fault on the link. */
  readonly fate: 'sent' | 'lost' | 'cut';
}

/** Something that happened to a server, beside messages and states. */
export interface StoryMark {
  readonly atUs: number;
  readonly node: string;
  readonly kind: 'sync' | 'crash' | 'restart' | 'clock' | 'disk' | 'admin';
  /** `2 keys durable`, `3 ms ahead`, `EIO`; may be empty. */
  readonly text: string;
}

/** A fault as it acted; `-1` for a time that never came. */
export interface StoryFault {
  readonly fault: Fault;
  readonly beganUs: number;
  readonly endedUs: number;
  readonly effects: number;
}

/** What happened in the shrunk run. */
export interface Story {
  readonly clients: readonly string[];
  readonly servers: readonly string[];
  readonly operations: readonly StoryOperation[];
  readonly states: readonly StoryState[];
  readonly messages: readonly StoryMessage[];
  readonly faults: readonly StoryFault[];
  readonly endUs: number;
  /** All messages in order of sending, the first of them where there are very many. */
  readonly arrows?: readonly StoryArrow[];
  /** How many messages `arrows` leaves out. */
  readonly arrowsOmitted?: number;
  readonly marks?: readonly StoryMark[];
}

/** One checker's or invariant's word on the shrunk run. */
export interface Finding {
  readonly checker: string;
  readonly kind: 'legal' | 'illegal' | 'unknown';
  /** Empty unless illegal. Operation ids are those of the history: number - 1. */
  readonly anomalies: readonly Anomaly[];
  /** When an invariant broke: the time of the last trace record of its evidence. */
  readonly atUs?: number;
  /** How far its operations can be ordered, where a model says so. */
  readonly partialOrder?: PartialOrder;
}

/** P(violation | new schedule from `atUs` on), in runs. */
export interface LikelihoodPoint {
  readonly atUs: number;
  readonly runs: number;
  readonly violations: number;
}

/** How it was found, and what shrinking made of it. */
export interface Statistics {
  /**
   * In which scenario of the campaign it was found, from 1; and in how many of how many it showed
   * in all.
   */
  readonly foundIn: number;
  readonly scenarios: number;
  readonly violations: number;
  /** Sizes before and after shrinking. */
  readonly original: Size;
  readonly shrunk: Size;
  /** Simulations the shrinker spent. */
  readonly simulations: number;
  /**
   * `1-minimal`: a last sweep showed that no operation, fault or deviation can be left out alone.
   */
  readonly minimality: '1-minimal' | 'budget';
}

/** One accepted step of shrinking. */
export interface ShrinkLogStep {
  readonly pass: string;
  readonly size: Size;
  /** Simulations spent when it was accepted. */
  readonly simulations: number;
}

/** How much there is of each thing that shrinking removes. */
export interface Size {
  readonly operations: number;
  readonly faults: number;
  readonly deviations: number;
  readonly servers: number;
  readonly clients: number;
}

/** One violation with all that is known of it: the content of a file under `.skerry/`. */
export interface Counterexample {
  readonly version: typeof COUNTEREXAMPLE_VERSION;
  /** Version of skerry that wrote it. */
  readonly skerry: string;
  /** Path-safe name: system, first digits of the trace hash. */
  readonly name: string;
  readonly scenario: Scenario;
  /** The scenario as it was found. */
  readonly original: Scenario;
  readonly fingerprint: Fingerprint;
  readonly traceHash: string;
  /**
   * The first records of its trace in words, to name the first that differs when a replay diverges.
   */
  readonly trace: readonly string[];
  readonly findings: readonly Finding[];
  readonly story: Story;
  /** What happened in the scenario as it was found, without arrows. */
  readonly originalStory?: Story;
  /** How it became smaller. */
  readonly shrinkLog?: readonly ShrinkLogStep[];
  readonly likelihood: readonly LikelihoodPoint[];
  readonly statistics: Statistics;
}
