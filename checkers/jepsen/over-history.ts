/**
 * Checkers of events as checkers of strict histories, for workloads and matchers.
 */

import { toEvents } from '../../src/history/history.js';
import type { Checker } from '../checker.js';
import type { EventChecker } from './event-checker.js';

/** Judges the events of a strict history; of the two answers the verdict. */
export function overHistory(checker: EventChecker): Checker {
  return {
    name: checker.name,
    check: (history) => checker.check(toEvents(history)).verdict,
  };
}
