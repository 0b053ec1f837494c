/**
 * What a part does with some of the values of a container: the ground of all rules about
 * containers.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { VerifiedPart } from '../parts.js';

/** Which functions put values in, by their input, and which take them out, by their answer. */
export interface ContainerFunctions {
  readonly inserts: readonly string[];
  readonly removes: readonly string[];
}

/** The operations of one value; failed ones did not happen and are not among them. */
export interface ValueUses {
  readonly inserts: readonly Operation[];
  /** Those that answered it. */
  readonly removes: readonly Operation[];
}

/** What the whole part does, as far as the values asked about go. */
export interface ContainerUses {
  of(value: Value): ValueUses;
  /** In order of call. */
  readonly crashedRemoves: readonly Operation[];
}

interface Collected {
  readonly inserts: Operation[];
  readonly removes: Operation[];
}

/**
 * The uses of `values`. `undefined` when the part inserts `null`, which as an answer stands for an
 * empty container, or calls a function that the container does not have. Linear in the part.
 */
export function containerUses(
  part: VerifiedPart,
  functions: ContainerFunctions,
  values: readonly Value[],
): ContainerUses | undefined {
  const collected = new Map<string, Collected>();
  for (const value of values) collected.set(canonicalKey(value), { inserts: [], removes: [] });
  const crashedRemoves: Operation[] = [];
  for (const operation of part.operations) {
    const { f, input, output, outcome } = operation;
    if (outcome === 'fail') continue;
    if (functions.inserts.includes(f)) {
      if (input === null) return undefined;
      collected.get(canonicalKey(input))?.inserts.push(operation);
    } else if (!functions.removes.includes(f)) return undefined;
    else if (outcome === 'info') crashedRemoves.push(operation);
    else collected.get(canonicalKey(output))?.removes.push(operation);
  }
  crashedRemoves.sort((a, b) => a.call - b.call);
  return {
    of: (value) => collected.get(canonicalKey(value)) ?? { inserts: [], removes: [] },
    crashedRemoves,
  };
}

/** Whether an operation was answered by taking `null` for "empty", or by a value. */
export function isAnswered(operation: Operation, functions: ContainerFunctions): boolean {
  return operation.outcome === 'ok' && functions.removes.includes(operation.f);
}

/** Whether `operations` is `operation` alone. */
export function isOnly(operations: readonly Operation[], operation: Operation): boolean {
  return operations.length === 1 && operations[0]!.id === operation.id;
}

/** Whether `operation` is one of `operations`; those that are cut short are copies. */
export function isAmong(operations: readonly Operation[], operation: Operation): boolean {
  return operations.some(({ id }) => id === operation.id);
}
