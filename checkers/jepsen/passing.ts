/**
 * Jepsen's checkers that judge nothing, so that what is composed for Jepsen can be composed here.
 */

import { HistoryError } from '../../src/history/history-error.js';
import type { EventChecker } from './event-checker.js';
import { answer } from './judgement.js';

/** Looks at nothing. */
export function noop(): EventChecker {
  return passing('noop');
}

/** Everything is as it should be. */
export function unbridledOptimism(): EventChecker {
  return passing('unbridled-optimism');
}

/**
 * At most `limit` checks by `checker` at once. Ours run one after the other, so this is the checker
 * itself.
 * @throws HistoryError when the limit is no positive integer.
 */
export function concurrencyLimit(limit: number, checker: EventChecker): EventChecker {
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new HistoryError(-1, -1, `the limit is a positive integer, not ${String(limit)}`);
  }
  return checker;
}

function passing(name: string): EventChecker {
  const check: EventChecker['check'] = () =>
    answer(name, { judged: 0, result: { 'valid?': true }, findings: [] });
  return { name, check };
}
