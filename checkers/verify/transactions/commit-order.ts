/**
 * Rechecks an order of commits: that it holds every transaction that must be there, respects the
 * order of processes or of real time where the model asks for it, and explains every read.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_CALL } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import type { CommitOrderCertificate, Order } from '../../certificate.js';
import type { Problem } from '../specification.js';
import { claimedModel } from './claimed-model.js';
import type { PlainHistory } from './plain-history.js';
import { replaySerial } from './replay-serial.js';
import { replaySnapshots } from './replay-snapshots.js';
import { checkSeen } from './seen-axioms.js';

/** An order with the place of every transaction in it. */
export interface ClaimedOrder {
  readonly order: Order;
  /** -1 for what is not in it. */
  readonly position: Int32Array;
  /** How many commits each had seen when it began; by position. */
  readonly seen: (position: number) => number;
}

/** Problems of an order of commits; empty when it shows that the model holds. */
export function verifyCommitOrder(
  history: PlainHistory,
  { model, order, snapshots }: CommitOrderCertificate,
): Problem[] {
  const { columns } = history;
  const claim = claimedModel(model);
  if (claim === undefined) return [{ message: `no order of commits shows ${model}` }];
  const isSnapshot = claim.axiom === 'prefix' || claim.axiom === 'snapshot-isolation';
  if (isSnapshot !== (snapshots !== undefined)) {
    const what = isSnapshot ? 'needs the snapshot of each transaction' : 'has no snapshots';
    return [{ message: `an order for ${model} ${what}` }];
  }
  const position = new Int32Array(columns.size).fill(-1);
  const misplaced = place(columns, order, position);
  if (misplaced !== undefined) return [misplaced];
  const seen = (at: number): number => (snapshots === undefined ? at : snapshots[at]!);
  if (snapshots !== undefined && snapshots.length !== order.length) {
    return [{ message: `${order.length} commits have ${snapshots.length} snapshots` }];
  }
  for (let at = 0; at < order.length; at++) {
    if (!(seen(at) >= 0 && seen(at) <= at)) {
      return [{ message: `#${order[at]} cannot have seen ${seen(at)} commits before its own` }];
    }
  }
  const claimed = { order, position, seen };
  const late =
    (claim.order === 'none' ? undefined : sessionProblem(columns, claimed)) ??
    (claim.order === 'realtime' ? realtimeProblem(columns, claimed) : undefined);
  if (late !== undefined) return [late];
  if (claim.axiom === 'serializable') return replaySerial(columns, order);
  if (isSnapshot) return replaySnapshots(columns, claimed, claim.axiom === 'snapshot-isolation');
  return checkSeen(history, claimed, claim);
}

/** Every transaction that is ok stands once in the order, and none that failed. */
function place(
  { size, outcome }: TransactionColumns,
  order: Order,
  position: Int32Array,
): Problem | undefined {
  for (let at = 0; at < order.length; at++) {
    const id = order[at]!;
    if (!(id >= 0 && id < size)) return { message: `there is no transaction #${id}` };
    if (position[id] !== -1) return { message: `#${id} stands twice in the order` };
    if (outcome[id] === OUTCOME.fail) return { message: `#${id} failed, and stands in the order` };
    position[id] = at;
  }
  for (let id = 0; id < size; id++) {
    if (outcome[id] === OUTCOME.ok && position[id] === -1) {
      return { message: `#${id} is ok, and stands not in the order` };
    }
  }
  return undefined;
}

/** Each follows what its process did before and got an answer to. */
function sessionProblem(
  { size, outcome, process }: TransactionColumns,
  { position, seen }: ClaimedOrder,
): Problem | undefined {
  const before = new Map<number, number>();
  for (let id = 0; id < size; id++) {
    const at = position[id]!;
    if (at === -1) continue;
    const earlier = before.get(process[id]!);
    if (earlier !== undefined && position[earlier]! >= seen(at)) {
      return { message: `#${id} does not follow #${earlier} of the same process` };
    }
    if (outcome[id] === OUTCOME.ok) before.set(process[id]!, id);
  }
  return undefined;
}

/** What had returned before a call has committed before; one sweep from the end. */
function realtimeProblem(
  { call, return: returned }: TransactionColumns,
  { order, seen }: ClaimedOrder,
): Problem | undefined {
  // The transaction that returned first among those from a position on.
  const earliest = new Int32Array(order.length);
  for (let at = order.length - 1; at >= 0; at--) {
    const id = order[at]!;
    const after = at + 1 < order.length ? earliest[at + 1]! : id;
    earliest[at] = returned[id]! <= returned[after]! ? id : after;
  }
  for (let at = 0; at < order.length; at++) {
    const id = order[at]!;
    if (call[id] === NO_CALL || seen(at) >= order.length) continue;
    const other = earliest[seen(at)]!;
    if (returned[other]! < call[id]!) {
      return { message: `#${other} returned before #${id} was called, and does not precede it` };
    }
  }
  return undefined;
}
