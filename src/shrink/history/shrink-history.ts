/**
 * Makes a recorded history that is not linearizable as small as sound steps make it: one part, the
 * beginning that shows the violation, and of that what cannot go without making it legal. Nothing
 * is run again, so every step has to leave legal histories legal (removal.ts says why each does);
 * the check after it only tells whether the violation is still there.
 */

import type { CheckOptions } from '../../../checkers/checker.js';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import type { LinearizableOptions } from '../../../checkers/linearizability/linearizable.js';
import type { Model } from '../../../checkers/model.js';
import type { IllegalVerdict, LegalVerdict, UnknownVerdict } from '../../../checkers/verdict.js';
import type { History, Operation } from '../../history/operation.js';
import { beginningOf } from './beginning.js';
import { evidenceOf, partOf, unrelatedTo } from './evidence.js';
import { HistorySearch } from './history-search.js';
import { isObserver, removalOf, type Removal } from './removal.js';
import { withoutBeginning } from './settled-beginning.js';

/** How histories are read, and what the search may spend. */
export interface ShrinkHistoryOptions {
  readonly linearizable?: LinearizableOptions;
  /** For each check. */
  readonly check?: CheckOptions;
  /** Checks at most; default 5,000. */
  readonly checksMax?: number;
  /** Told after each step how many operations are left. */
  readonly onProgress?: (operations: number) => void;
}

/** A history that is illegal, made smaller. */
export interface ShrunkHistory {
  readonly kind: 'shrunk';
  /** What is left, as a strict history of its own. */
  readonly history: History;
  /** On that history, with its certificate. */
  readonly verdict: IllegalVerdict;
  /** The id that each operation of it has in the history given. */
  readonly origins: readonly number[];
  /** Checks spent. */
  readonly checks: number;
  /** `1-minimal`: no operation can go, with what would have to go with it, or it were legal. */
  readonly minimality: '1-minimal' | 'budget';
}

/** There is nothing to make smaller, or nobody knows whether there is. */
export interface NotShrunk {
  readonly kind: 'legal' | 'unknown';
  readonly verdict: LegalVerdict | UnknownVerdict;
}

const CHECKS_MAX = 5_000;

/**
 * The smallest history that sound steps reach from `history`, which is strict. If that is not
 * linearizable, neither is the whole. Some dozens of checks where a monitor judges, of ever fewer
 * operations; where it takes a search, up to a few checks for each operation.
 * @throws ModelError as the checker does.
 */
export function shrinkHistory(
  history: History,
  model: Model,
  options: ShrinkHistoryOptions = {},
): ShrunkHistory | NotShrunk {
  const { checksMax = CHECKS_MAX, check = {}, onProgress } = options;
  const checker = linearizable(model, options.linearizable);
  const verdict = checker.check(history, check);
  if (verdict.kind !== 'illegal') return { kind: verdict.kind, verdict };
  const search = new HistorySearch(history, verdict, checker, { checksMax, check, onProgress });
  const removal = removalOf(model);
  // The rules speak of one part; without one there is nothing to go by.
  let size = keepOnePart(search, model, options) ? Infinity : 0;
  while (search.operations.length < size && !search.isSpent) {
    size = search.operations.length;
    keepBeginning(search, model);
    keepNamed(search, removal);
    for (const smaller of withoutBeginning(search.operations, model)) {
      if (search.offer(smaller)) break;
    }
    removeChunks(search, removal);
  }
  const isDone = size !== 0 && !search.isSpent && !search.hasDoubt;
  return {
    kind: 'shrunk',
    history: search.history,
    verdict: search.verdict,
    origins: search.operations.map(({ id }) => id),
    checks: search.checks,
    minimality: isDone ? '1-minimal' : 'budget',
  };
}

/**
 * Leaves the other parts out, and what tells nothing: failures, and observers that crashed. False
 * when the check of the one part gives no answer.
 */
function keepOnePart(
  search: HistorySearch,
  model: Model,
  { linearizable: reading }: ShrinkHistoryOptions,
): boolean {
  const evidence = evidenceOf(search.verdict.certificate);
  const culprit = evidence && search.operations[evidence.culprit];
  if (culprit === undefined) return false;
  const telling = search.operations.filter(
    (operation) =>
      operation.outcome === 'ok' ||
      (operation.outcome === 'fail'
        ? reading?.failures === 'observe'
        : !isObserver(operation, model)),
  );
  const part = partOf(telling, culprit, model);
  return part.length === search.operations.length || search.offer(part);
}

/** Leaves out what came after the operation that nobody could place. */
function keepBeginning(search: HistorySearch, model: Model): void {
  const evidence = evidenceOf(search.verdict.certificate);
  const until = evidence && search.history.operations[evidence.culprit]?.return;
  if (until === undefined || until === Infinity) return;
  // Ranks are those of the current history; ids are kept.
  const current = search.history.operations.map((operation, at) => ({
    ...operation,
    id: search.operations[at]!.id,
  }));
  const beginning = beginningOf(current, until, model);
  const returned = (operations: readonly Operation[]): number =>
    operations.filter((operation) => operation.return !== Infinity).length;
  if (returned(beginning) < returned(current)) search.offer(beginning);
}

/** Jumps to what the certificate names: usually all that is needed. */
function keepNamed(search: HistorySearch, removal: Removal): void {
  const evidence = evidenceOf(search.verdict.certificate);
  if (evidence === undefined) return;
  const { operations } = search;
  const named = evidence.named.map((at) => operations[at]!);
  const kept = new Set(named);
  const choices = [
    new Set(operations.filter((operation) => !kept.has(operation))),
    unrelatedTo(named, operations),
  ];
  for (const chosen of choices) {
    const smaller = removal(operations, chosen);
    if (smaller.length < operations.length && search.offer(smaller)) return;
  }
}

/**
 * Takes out ever smaller runs of operations until no single one can go; the place is kept after a
 * success, since what was tried before it seldom becomes possible.
 */
function removeChunks(search: HistorySearch, removal: Removal): void {
  for (let size = Math.ceil(search.operations.length / 2); size > 1; size = Math.ceil(size / 2)) {
    removeRuns(search, removal, size);
  }
  do search.hasDoubt = false;
  while (removeRuns(search, removal, 1));
}

/** Tries to take out each run of `size` operations, the last first; true when one went. */
function removeRuns(search: HistorySearch, removal: Removal, size: number): boolean {
  let hasChanged = false;
  for (let end = search.operations.length; end > 0 && !search.isSpent;) {
    const start = Math.max(0, end - size);
    const { operations } = search;
    const smaller = removal(operations, new Set(operations.slice(start, end)));
    if (smaller.length < operations.length && search.offer(smaller)) hasChanged = true;
    end = Math.min(start, search.operations.length);
  }
  return hasChanged;
}
