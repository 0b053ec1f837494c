/**
 * The search for a smaller history: what is left of it, the verdict on that, and how many checks it
 * may still spend. Greedy: what is still illegal becomes the current history.
 */

import type { Checker, CheckOptions } from '../../../checkers/checker.js';
import type { IllegalVerdict } from '../../../checkers/verdict.js';
import { restrict } from '../../history/history.js';
import type { History, Operation } from '../../history/operation.js';

/** What the search may spend. */
export interface SearchBudget {
  readonly checksMax: number;
  /** For each check. */
  readonly check: CheckOptions;
  readonly onProgress: ((operations: number) => void) | undefined;
}

/** One search; every history it is offered must follow from the current one by a sound step. */
export class HistorySearch {
  checks = 0;
  /** Whether some check gave no answer, so that what it was asked about may be illegal. */
  hasDoubt = false;
  /** What is left, in order of call, each operation with the id it had at first. */
  operations: readonly Operation[];
  /** The same as a history of its own; a check that said why it is illegal. */
  history: History;

  constructor(
    history: History,
    public verdict: IllegalVerdict,
    private readonly checker: Checker,
    private readonly budget: SearchBudget,
  ) {
    this.history = history;
    this.operations = history.operations;
  }

  /** True when no check is left. */
  get isSpent(): boolean {
    return this.checks >= this.budget.checksMax || this.budget.check.shouldStop?.() === true;
  }

  /** Takes `smaller` over if it is illegal, and says whether it did. */
  offer(smaller: readonly Operation[]): boolean {
    if (smaller.length === 0 || this.isSpent) return false;
    this.checks += 1;
    const history = restrict({ operations: smaller }, () => true);
    const verdict = this.checker.check(history, this.budget.check);
    if (verdict.kind === 'unknown') this.hasDoubt = true;
    if (verdict.kind !== 'illegal') return false;
    this.operations = smaller;
    this.history = history;
    this.verdict = verdict;
    this.budget.onProgress?.(smaller.length);
    return true;
  }
}
