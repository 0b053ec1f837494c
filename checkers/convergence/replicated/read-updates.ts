/**
 * What a history says of replicated data: the updates of each key, with what each had seen where
 * that is known, and the reads.
 */

import { columnsOf } from '../../../src/history/columns/columnar-history.js';
import { operationAt } from '../../../src/history/columns/operation-columns.js';
import { canonicalKey } from '../../../src/history/equality.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { describeCall, reference } from '../../describe.js';
import { ModelError } from '../../model.js';

/** An update; what it had seen, and what it deleted, are known if it was answered. */
export interface Update {
  readonly operation: Operation;
  readonly argument: number;
  readonly context?: ReadonlySet<number>;
  readonly target?: number;
}

/** A read, with what it had seen. */
export interface Read {
  readonly operation: Operation;
  readonly seen: readonly number[];
  readonly counter: Value;
  readonly set: readonly Value[];
  readonly register: Value;
  readonly list: readonly Value[];
}

/** The operations of one key; updates by their serial numbers. */
export interface KeyUpdates {
  readonly updates: Map<number, Update>;
  readonly reads: Read[];
}

const UPDATES: readonly string[] = ['increment', 'add', 'remove', 'assign', 'insert', 'delete'];

/**
 * Operations key by key. Linear.
 * @throws ModelError for another function, or an answer of another shape.
 */
export function readUpdates(history: History): KeyUpdates[] {
  const keys = new Map<string, KeyUpdates>();
  const columns = columnsOf(history);
  for (let at = 0; at < columns.size; at++) {
    const operation = operationAt(columns, at);
    const { f, outcome } = operation;
    if (f !== 'read' && !UPDATES.includes(f)) throw refused(operation, 'does not know');
    if (outcome === 'fail' || (f === 'read' && outcome === 'info')) continue;
    const name = operation.key === undefined ? '' : canonicalKey(operation.key);
    let ofKey = keys.get(name);
    if (ofKey === undefined) keys.set(name, (ofKey = { updates: new Map(), reads: [] }));
    if (f === 'read') ofKey.reads.push(readOf(operation));
    else ofKey.updates.set(serialOf(operation), updateOf(operation));
  }
  return [...keys.values()];
}

function serialOf(operation: Operation): number {
  const [serial] = Array.isArray(operation.input) ? (operation.input as readonly Value[]) : [];
  if (typeof serial !== 'number') throw refused(operation, 'misses the serial number of');
  return serial;
}

function updateOf(operation: Operation): Update {
  const [, argument = 0] = operation.input as readonly number[];
  if (operation.outcome !== 'ok') return { operation, argument };
  const { seen, target } = answerOf(operation);
  const context = new Set(numbers(operation, seen));
  return typeof target === 'number'
    ? { operation, argument, context, target }
    : { operation, argument, context };
}

function readOf(operation: Operation): Read {
  const { seen, counter = null, set, register = null, list } = answerOf(operation);
  return {
    operation,
    counter,
    register,
    seen: numbers(operation, seen),
    set: numbers(operation, set),
    list: numbers(operation, list),
  };
}

function answerOf(operation: Operation): Partial<Record<string, Value>> {
  const { output } = operation;
  if (typeof output === 'object' && output !== null && !Array.isArray(output)) {
    return output as Record<string, Value>;
  }
  throw refused(operation, 'misunderstands the answer to');
}

function numbers(operation: Operation, value: Value | undefined): readonly number[] {
  if (Array.isArray(value)) return value as readonly number[];
  throw refused(operation, 'misunderstands the answer to');
}

function refused(operation: Operation, why: string): ModelError {
  return new ModelError(
    `replicated-data ${why} operation ${reference(operation.id)}, ${describeCall(operation)}`,
  );
}
