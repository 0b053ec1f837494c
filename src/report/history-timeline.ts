/**
 * The timeline of a recorded history: the operations of an anomaly and what happened close to them.
 * Positions are ranks; times are shown, from the first invocation on, where all of these operations
 * have them.
 */

import type { Anomaly } from '../../checkers/verdict.js';
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
  const times = timesOf(chosen, history.operations[0]?.callNs);
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

/**
 * The operations involved and the nearest others, in order of call; of very many involved the last.
 */
function chooseOperations({ operations }: History, anomaly: Anomaly): Operation[] {
  const roleOf = rolesIn(anomaly);
  const involved = anomaly.operations.slice(-INVOLVED_MAX).flatMap((id) => operations[id] ?? []);
  const near: { readonly operation: Operation; readonly distance: number }[] = [];
  for (const operation of operations) {
    if (roleOf(operation.id, operation.key) !== 'related') continue;
    const distance = distanceTo(operation, involved);
    if (distance <= REACH) near.push({ operation, distance });
  }
  near.sort(
    (left, right) => left.distance - right.distance || right.operation.id - left.operation.id,
  );
  const context = near.slice(0, CONTEXT_MAX).map(({ operation }) => operation);
  const chosen = new Set([...involved, ...context]);
  return [...chosen].sort((left, right) => left.call - right.call);
}

/** Ranks between an operation and the nearest of the others; 0 where they overlap. */
function distanceTo(operation: Operation, others: readonly Operation[]): number {
  let nearest = Infinity;
  for (const other of others) {
    const before = other.call - lastKnown(operation);
    const after = operation.call - lastKnown(other);
    nearest = Math.min(nearest, Math.max(0, before, after));
  }
  return nearest;
}

/** A crashed operation overlaps all that follows; as context it counts where it began. */
function lastKnown(operation: Operation): number {
  return operation.return === Infinity ? operation.call : operation.return;
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

function laneName(process: number | string, ascii: boolean): string {
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

function toMicroseconds(ns: number | bigint, originNs: number | bigint): number {
  const elapsed =
    typeof ns === 'bigint' && typeof originNs === 'bigint'
      ? Number(ns - originNs)
      : Number(ns) - Number(originNs);
  return Math.floor(elapsed / 1000);
}
