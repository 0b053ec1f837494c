/**
 * Jepsen's checkers: judges of events, the lenient form of a history. Each answers twice. `result`
 * is the map that Jepsen's checker of the same name returns, so that people who know Jepsen find
 * what they look for. `verdict` is ours, and more careful: it says `unknown` where Jepsen's rule
 * could blame a history that is as it should be, such as a queue that nobody drained.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import type { Verdict } from '../verdict.js';

/** Judges events with the semantics of one of Jepsen's checkers. */
export interface EventChecker {
  readonly name: string;
  /**
   * Never changes the events.
   * @throws HistoryError that names the event, when the history is none this checker understands.
   */
  check(events: readonly Event[]): JepsenAnswer;
}

/** What a checker of events answers. */
export interface JepsenAnswer {
  readonly verdict: Verdict;
  /** Jepsen's result map, field for field, `valid?` included. */
  readonly result: JepsenResult;
}

/** Jepsen's three answers. */
export type Validity = boolean | 'unknown';

/**
 * A result map as a value. Sets are `Set`s, maps with keys that are no names are `Map`s, multisets
 * are arrays with repetitions, operations are maps of Jepsen's fields (`index`, `type`, `f`, ...).
 */
export interface JepsenResult {
  readonly 'valid?': Validity;
  readonly [field: string]: Value;
}

/** The worst of several answers: `true`, then `unknown`, then `false`; `true` for none. */
export function mergeValidity(answers: Iterable<Validity>): Validity {
  let worst: Validity = true;
  for (const answer of answers) {
    if (answer === false) return false;
    if (answer === 'unknown') worst = answer;
  }
  return worst;
}
