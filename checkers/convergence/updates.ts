/**
 * What is written and read in histories that are asked whether replicas converge: registers, or
 * sets that only grow, key by key.
 */

import { columnsOf } from '../../src/history/columns/columnar-history.js';
import { operationAt } from '../../src/history/columns/operation-columns.js';
import { canonicalKey } from '../../src/history/equality.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import { describeCall, reference } from '../describe.js';
import { ModelError } from '../model.js';

/** Reads and updates of one key, in order of call; what failed is left out. */
export interface KeyUpdates {
  readonly key?: Value;
  readonly reads: readonly Operation[];
  readonly updates: readonly Operation[];
  /** Whether the values read are collections of what was added. */
  readonly isCollection: boolean;
}

const READS: readonly string[] = ['read', 'get'];
const WRITES: readonly string[] = ['write', 'put'];
const ADD = 'add';

/**
 * Reads with an answer and updates that may have happened, key by key. Linear.
 * @throws ModelError for a function other than `read`, `get`, `write`, `put` and `add`, and for a
 * key that is both written and added to.
 */
export function updatesOf(history: History): KeyUpdates[] {
  const keys = new Map<string, { key?: Value; reads: Operation[]; updates: Operation[] }>();
  const columns = columnsOf(history);
  for (let at = 0; at < columns.size; at++) {
    const operation = operationAt(columns, at);
    const isRead = READS.includes(operation.f);
    if (!isRead && operation.f !== ADD && !WRITES.includes(operation.f)) throw refused(operation);
    if (operation.outcome === 'fail' || (isRead && operation.outcome === 'info')) continue;
    const name = operation.key === undefined ? '' : canonicalKey(operation.key);
    let ofKey = keys.get(name);
    if (ofKey === undefined) {
      ofKey = {
        ...(operation.key === undefined ? {} : { key: operation.key }),
        reads: [],
        updates: [],
      };
      keys.set(name, ofKey);
    }
    (isRead ? ofKey.reads : ofKey.updates).push(operation);
  }
  return [...keys.values()].map((ofKey) => {
    const adds = ofKey.updates.filter(({ f }) => f === ADD).length;
    if (adds > 0 && adds < ofKey.updates.length) {
      throw new ModelError('convergence takes keys that are either written or added to, not both');
    }
    return { ...ofKey, isCollection: adds > 0 || readsCollections(ofKey) };
  });
}

/** Whether all that is known of a key are reads of sets or lists. */
function readsCollections({ reads, updates }: Pick<KeyUpdates, 'reads' | 'updates'>): boolean {
  if (updates.length > 0) return false;
  return reads.every(({ output }) => output instanceof Set || Array.isArray(output));
}

/** The elements of a collection that was read: a set or a list; `null` is the empty one. */
export function elementsOf(read: Operation): readonly Value[] {
  const { output } = read;
  if (output === null) return [];
  if (output instanceof Set) return [...(output as ReadonlySet<Value>)];
  if (Array.isArray(output)) return output as readonly Value[];
  throw new ModelError(
    `${reference(read.id)} must have read a set or a list of what was added; it read another value`,
  );
}

/** The same text for equal values that were read; the order of elements does not matter. */
export function contentOf({ isCollection }: KeyUpdates, read: Operation): string {
  if (!isCollection) return canonicalKey(read.output);
  return [...new Set(elementsOf(read).map(canonicalKey))].sort().join(',');
}

function refused(operation: Operation): ModelError {
  return new ModelError(
    `convergence knows ${[...READS, ...WRITES, ADD].join(', ')}; operation ` +
      `${reference(operation.id)} is ${describeCall(operation)}`,
  );
}
