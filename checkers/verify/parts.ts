/**
 * The verifier's own view of a history: which operations count, and which belong together.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import type { ObservedFailure, Specification } from './specification.js';

/** One part of the history: the operations an order must or may hold, in order of call. */
export interface VerifiedPart {
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly failureOf: (operation: Operation) => ObservedFailure | undefined;
}

/** The name under which parts are compared; a history without keys has one part without a name. */
export function partName(key: Value | undefined): string {
  return key === undefined ? '' : canonicalKey(key);
}

/**
 * The parts of a history by name. Failed operations stay only where the specification reads what
 * they saw.
 */
export function splitIntoParts(
  history: History,
  specification: Specification,
): Map<string, VerifiedPart> {
  const failureOf = (operation: Operation): ObservedFailure | undefined =>
    operation.outcome === 'fail' ? specification.failureOf?.(operation) : undefined;
  const operations = new Map<string, Operation[]>();
  for (const operation of history.operations) {
    if (operation.outcome === 'fail' && failureOf(operation) === undefined) continue;
    const name = partName(specification.partOf?.(operation) ?? operation.key);
    const part = operations.get(name) ?? [];
    part.push(operation);
    operations.set(name, part);
  }
  return new Map(
    [...operations].map(([name, members]) => [name, { name, operations: members, failureOf }]),
  );
}
