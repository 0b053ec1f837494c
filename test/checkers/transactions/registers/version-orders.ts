/**
 * Serializability and snapshot isolation by their definitions, with a say in the order of versions:
 * every interleaving of begins and commits is tried in which all read what they read, and one
 * counts when no key goes back to an older version in an order that is given. Exponential.
 */

import {
  keysWritten,
  predecessorsOf,
  readsAgree,
  stateAfter,
  type OracleOrder,
  type OracleState,
  type OracleTransaction,
} from '../../oracle/transactions/transactions.js';

/** What is asked: an axiom, what commits respect, and what the versions of each key respect. */
export interface Question {
  readonly axiom: 'serializable' | 'snapshot-isolation';
  readonly commits: OracleOrder;
  readonly versions: readonly OracleOrder[];
}

/** Whether there is such an interleaving. */
export function hasOrder(history: readonly OracleTransaction[], question: Question): boolean {
  const before = predecessorsOf(history, question.commits);
  const keys = history.map(keysWritten);
  const begun = history.map(() => -1);
  const commits: number[] = [];
  const search = (state: OracleState): boolean => {
    if (history.every(({ outcome }, at) => outcome !== 'ok' || commits.includes(at))) {
      return question.versions.every((order) => neverGoesBack(history, commits, order));
    }
    const commit = (at: number): boolean => {
      const conflicts = commits
        .slice(begun[at])
        .some((other) => [...keys[other]!].some((key) => keys[at]!.has(key)));
      if (conflicts) return false;
      commits.push(at);
      const found = search(stateAfter(history[at]!, state));
      commits.pop();
      return found;
    };
    return history.some((transaction, at) => {
      if (transaction.outcome === 'fail' || commits.includes(at)) return false;
      if (begun[at]! >= 0) return commit(at);
      if (!before[at]!.every((earlier) => commits.includes(earlier))) return false;
      if (!readsAgree(transaction, state)) return false;
      begun[at] = commits.length;
      const found = question.axiom === 'serializable' ? commit(at) : search(state);
      begun[at] = -1;
      return found;
    });
  };
  return search(new Map());
}

/** Whether the versions that transactions leave are no newer than those that later ones find. */
function neverGoesBack(
  history: readonly OracleTransaction[],
  commits: readonly number[],
  order: OracleOrder,
): boolean {
  const before = predecessorsOf(history, order);
  const allKeys = new Set(history.flatMap(({ micros }) => micros.map(({ key }) => key)));
  return [...allKeys].every((key) => {
    const ages = new Map<number | null, number>([[null, 0]]);
    for (const [age, at] of commits.entries()) {
      const value = lastWrite(history[at]!, key);
      if (value !== undefined) ages.set(value, age + 1);
    }
    const isTouched = (at: number): boolean =>
      commits.includes(at) && found(history[at]!, key) !== undefined;
    return commits.every(
      (later) =>
        !isTouched(later) ||
        before[later]!.every(
          (earlier) =>
            !isTouched(earlier) ||
            ages.get(left(history[earlier]!, key)!)! <= ages.get(found(history[later]!, key)!)!,
        ),
    );
  });
}

function lastWrite({ micros }: OracleTransaction, key: number): number | undefined {
  return micros.findLast((micro) => micro.f !== 'r' && micro.key === key)?.value as number;
}

/** The version of a key that a transaction found, else the one it made; `undefined` for neither. */
function found(transaction: OracleTransaction, key: number): number | null | undefined {
  const first = transaction.micros.find(
    (micro) => micro.key === key && (micro.f !== 'r' || transaction.outcome === 'ok'),
  );
  if (first?.f === 'r') return first.value as number | null;
  return first && lastWrite(transaction, key);
}

/** The version of a key that a transaction left. */
function left(transaction: OracleTransaction, key: number): number | null | undefined {
  return lastWrite(transaction, key) ?? found(transaction, key);
}
