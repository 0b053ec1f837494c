/**
 * The shrinker's only hold on the world: whether a smaller scenario still fails the same way, and
 * what became of its messages. It comes in as a value, so that shrinking knows no simulator, system
 * or workload.
 */

import type { Value } from '../history/value.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';

/** What an operation asks, without id, client and time. */
export interface Question {
  readonly f: string;
  readonly key?: Value;
  readonly value: Value;
}

/** Simpler forms of an operation (a write becomes a read), simplest first. */
export type Simplify = (ask: Question) => readonly Question[];

/**
 * Answers by simulation, at once or later; each answer must depend on the scenario alone. A
 * rejection ends the search.
 */
export interface ShrinkOracle {
  /** Whether this scenario shows the same anomaly kind of the same checker. One simulation. */
  reproduces(scenario: Scenario): boolean | Promise<boolean>;
  /** All messages of the scenario's run, for making lateness explicit. One simulation. */
  postings(scenario: Scenario): readonly Posting[] | Promise<readonly Posting[]>;
  readonly simplify?: Simplify;
}
