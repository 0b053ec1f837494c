/**
 * The timeline of a recorded history: the operations of an anomaly and what happened close to them.
 * Positions are ranks; times are shown, from the first invocation on, where all of these operations
 * have them.
 */

import type { Anomaly } from '../../checkers/verdict.js';
import { columnsOf, operationOf, sizeOf } from '../history/columns/columnar-history.js';
import { OPEN, type OperationColumns } from '../history/columns/operation-columns.js';
import { NO_VALUE } from '../history/columns/value-table.js';
import type { History, Operation } from '../history/operation.js';
import { rolesIn } from './culprit.js';
import { escapeText } from './escape.js';
import { describeCall, describeResult } from './operations.js';
import type { Role, Span, Timeline } from './timeline.js';

const CONTEXT_MAX = 8;
const INVOLVED_MAX = 40;
/** Ranks around the anomaly's operations in which context is looked for. */
const REACH = 48;

/** What happened around an anomaly. Linear in the history. */
export function historyTimeline(
  history: History,
  anomaly: Anomaly,
  { ascii }: { readonly ascii: boolean },
): Timeline {
  const roleOf = rolesIn(anomaly);
  const chosen = chooseOperations(history, anomaly);
  const spans = chosen.map((operation) =>
    spanOf(operation, roleOf(operation.id, operation.key), ascii),
  );
  const times = timesOf(chosen, originNs(history));
  return {
    lanes: lanesOf(chosen).map((process) => laneName(process, ascii)),
    nodes: [],
    spans,
    states: [],
    notes: [],
    focus: undefined,
    timeUs: (position) => times.get(position),
  };
}

function originNs(history: History): number | bigint | undefined {
  return sizeOf(history) === 0 ? undefined : operationOf(history, 0).callNs;
}

/**
 * The operations involved and the nearest others, in order of call; of very many involved the last.
 */
function chooseOperations(history: History, anomaly: Anomaly): Operation[] {
  const columns = columnsOf(history);
  const shown = anomaly.operations.slice(-INVOLVED_MAX).filter((id) => id < columns.size);
  const near = nearest(columns, shown, relatedTo(columns, anomaly));
  const chosen = new Set([...shown, ...near.slice(0, CONTEXT_MAX)]);
  return [...chosen]
    .map((id) => operationOf(history, id))
    .sort((left, right) => left.call - right.call);
}

/** Tells whether an operation may be context: not involved itself, and of no other key. */
function relatedTo(columns: OperationColumns, anomaly: Anomaly): (id: number) => boolean {
  const involved = new Set(anomaly.operations);
  const key = anomaly.key === undefined ? NO_VALUE : columns.values.codeOf(anomaly.key);
  return (id) => {
    const own = columns.key[id]!;
    return (key === NO_VALUE || own === NO_VALUE || own === key) && !involved.has(id);
  };
}

/** Operations within reach of one of the involved, the nearest first, of equals the latest. */
function nearest(
  columns: OperationColumns,
  involved: readonly number[],
  isRelated: (id: number) => boolean,
): number[] {
  const near: number[] = [];
  const distances = new Map<number, number>();
  for (let id = 0; id < columns.size; id++) {
    const distance = distanceTo(columns, id, involved);
    if (distance > REACH || !isRelated(id)) continue;
    near.push(id);
    distances.set(id, distance);
  }
  return near.sort((left, right) => distances.get(left)! - distances.get(right)! || right - left);
}

/** Ranks between an operation and the nearest of the others; 0 where they overlap. */
function distanceTo(columns: OperationColumns, id: number, others: readonly number[]): number {
  const { call } = columns;
  const last = lastKnown(columns, id);
  let least = Infinity;
  for (const other of others) {
    const before = call[other]! - last;
    const after = call[id]! - lastKnown(columns, other);
    least = Math.min(least, Math.max(0, before, after));
  }
  return least;
}

/** A crashed operation overlaps all that follows; as context it counts where it began. */
function lastKnown(columns: OperationColumns, id: number): number {
  const returned = columns.return[id]!;
  return returned === OPEN ? columns.call[id]! : returned;
}

function spanOf(operation: Operation, role: Role, ascii: boolean): Span {
  return {
    number: operation.id + 1,
    lane: laneName(operation.process, ascii),
    label: `#${operation.id + 1} ${describeCall(operation, { ascii })}`,
    result: operation.return === Infinity ? '' : describeResult(operation, { ascii }),
    role,
    begin: operation.call,
    end: operation.return,
  };
}

function lanesOf(operations: readonly Operation[]): (number | string)[] {
  const processes = [...new Set(operations.map(({ process }) => process))];
  const numbers = processes.filter((process) => typeof process === 'number');
  const names = processes.filter((process) => typeof process === 'string');
  return [...numbers.sort((left, right) => left - right), ...names];
}

/** How the lane of a process is called: `p0`, or its name. */
export function laneName(process: number | string, ascii: boolean): string {
  if (typeof process === 'number') return `p${process}`;
  return escapeText(process, { ascii, lengthMax: 40 });
}

/** Microseconds by rank; nothing where a time is missing, for half a time column misleads. */
function timesOf(
  operations: readonly Operation[],
  originNs: number | bigint | undefined,
): Map<number, number> {
  const times = new Map<number, number>();
  if (originNs === undefined) return times;
  for (const { call, callNs, return: returned, returnNs } of operations) {
    if (callNs === undefined) return new Map();
    times.set(call, toMicroseconds(callNs, originNs));
    if (returned === Infinity) continue;
    if (returnNs === undefined) return new Map();
    times.set(returned, toMicroseconds(returnNs, originNs));
  }
  return times;
}

/** Whole microseconds from one time to another, what is below cut off. */
export function toMicroseconds(ns: number | bigint, originNs: number | bigint): number {
  const elapsed =
    typeof ns === 'bigint' && typeof originNs === 'bigint'
      ? Number(ns - originNs)
      : Number(ns) - Number(originNs);
  return Math.floor(elapsed / 1000);
}
