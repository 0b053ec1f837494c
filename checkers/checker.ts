/**
 * The two kinds of judges: a checker reads the history that clients saw, an invariant reads the
 * trace of what happened inside. Both are pure functions with a budget in counts; wall-clock
 * deadlines arrive as `shouldStop` from outside.
 */

import type { History } from '../src/history/operation.js';
import type { Trace } from '../src/trace/trace.js';
import type { PartialOrder } from './linearizability/partial-order.js';
import type { Anomaly, Verdict } from './verdict.js';

/** What a check may spend. */
export interface CheckOptions {
  /** Configurations a search may visit before it answers `unknown`; default 2,000,000. */
  readonly configurationsMax?: number;
  /** Bytes that searches may keep before they answer `unknown`; default 256 MiB. */
  readonly bytesMax?: number;
  /** Asked every few thousand configurations; `true` ends the search with `unknown`. */
  readonly shouldStop?: () => boolean;
  /**
   * Judge every part, usually every key, even when one is illegal: an anomaly for each. Default:
   * the first violation ends the check.
   */
  readonly everyPart?: boolean;
  /** Told every few thousand configurations, and each time a part is done, how far the check is. */
  readonly onProgress?: (progress: CheckProgress) => void;
}

/** How far a check is. */
export interface CheckProgress {
  /** Parts, usually keys, that are judged, of how many. */
  readonly partsJudged: number;
  readonly parts: number;
  readonly configurations: number;
}

/** Judges a strict history. Never calls a legal history illegal. */
export interface Checker {
  readonly name: string;
  check(history: History, options?: CheckOptions): Verdict;
  /**
   * For a report: how far the operations around an anomaly it found can be ordered; `undefined`
   * where there are too many. Only checkers that look for one order have it.
   */
  partialOrder?(history: History, anomaly: Anomaly): PartialOrder | undefined;
}

/** Judges a trace, such as election safety or log matching. */
export interface Invariant {
  readonly name: string;
  check(trace: Trace): Verdict;
}

/** All that must hold of one run. */
export interface Judges {
  readonly checkers: readonly Checker[];
  readonly invariants: readonly Invariant[];
}
