/**
 * Replays transactions that read from snapshots: every read must return what had been committed by
 * then, or what the transaction itself wrote since.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE, NULL_CODE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import type { Problem } from '../specification.js';
import type { ClaimedOrder } from './commit-order.js';
import { fits } from './replay-serial.js';

interface Versions {
  /** Positions of the commits that wrote the key. */
  readonly commits: number[];
  /** Of registers the value, of lists the length that each commit left. */
  readonly states: number[];
}

/** Problems of an execution with these snapshots. Log-linear. */
export function replaySnapshots(
  columns: TransactionColumns,
  claimed: ClaimedOrder,
  refusesConflicts: boolean,
): Problem[] {
  const versions: Versions[] = columns.keys.map(() => ({ commits: [], states: [] }));
  for (let at = 0; at < claimed.order.length; at++) {
    const problem = commit(columns, claimed, at, versions, refusesConflicts);
    if (problem !== undefined) return [problem];
  }
  return [];
}

function commit(
  columns: TransactionColumns,
  { order, seen }: ClaimedOrder,
  at: number,
  versions: readonly Versions[],
  refusesConflicts: boolean,
): Problem | undefined {
  const { start, f, key, value, outcome, kind } = columns;
  const isList = kind === 'list-append';
  const id = order[at]!;
  const snapshot = seen(at);
  const own = new Map<number, number>();
  for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
    const on = key[micro]!;
    const code = value[micro]!;
    if (f[micro] === MICRO.write) {
      const before = own.get(on) ?? stateAt(versions[on]!, snapshot, isList);
      own.set(on, isList ? before + 1 : code);
    } else if (outcome[id] === OUTCOME.ok && code !== NO_VALUE) {
      if (code !== (own.get(on) ?? stateAt(versions[on]!, snapshot, isList))) {
        return { message: `#${id} read something else than its snapshot held` };
      }
      // Own appends are the end of what was read only if nobody else appended in between.
      if (isList && own.has(on) && !endsWithOwn(columns, id, micro)) {
        return { message: `#${id} read something else than its own appends at the end` };
      }
    }
  }
  for (const [on, state] of own) {
    const { commits, states } = versions[on]!;
    const last = commits.at(-1) ?? -1;
    if (refusesConflicts && last >= snapshot) {
      return { message: `#${id} and #${order[last]} overlap, and both wrote a key` };
    }
    commits.push(at);
    states.push(isList ? appended(columns, id, on, states.at(-1) ?? 0) : state);
    if (states.at(-1) === -1) return { message: `#${id} appends out of the order that was read` };
  }
  return undefined;
}

/** What a key held after so many commits. */
function stateAt({ commits, states }: Versions, seen: number, isList: boolean): number {
  let low = 0;
  let high = commits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (commits[middle]! < seen) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? (isList ? 0 : NULL_CODE) : states[low - 1]!;
}

/** The length of a list after the appends of a transaction; -1 when they do not fit the reads. */
function appended(
  { start, f, key, value, lists }: TransactionColumns,
  id: number,
  on: number,
  before: number,
): number {
  let length = before;
  for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
    if (f[micro] !== MICRO.write || key[micro] !== on) continue;
    if (!fits(lists, on, length++, value[micro]!)) return -1;
  }
  return length;
}

/** Whether the list that was read ends with what the transaction had appended to it. */
function endsWithOwn(
  { start, f, key, value, lists }: TransactionColumns,
  id: number,
  read: number,
): boolean {
  let place = lists.start[key[read]!]! + value[read]! - 1;
  for (let micro = read - 1; micro >= start[id]!; micro--) {
    if (f[micro] !== MICRO.write || key[micro] !== key[read]) continue;
    if (lists.elements[place--] !== value[micro]) return false;
  }
  return true;
}
