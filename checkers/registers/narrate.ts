/**
 * Sentences about operations on registers, as all models of this house's consistency checkers for
 * registers tell them.
 */

import { operationAt } from '../../src/history/columns/operation-columns.js';
import { describeKey, describeValue, reference } from '../describe.js';
import { INITIAL, type RegisterOperations } from './register-operations.js';

/** The token of one operation. */
export function nameOf({ accesses, access }: RegisterOperations, at: number): string {
  return reference(accesses.id[access[at]!]!);
}

/** `#3 read 1 of key "x"`, `#0 wrote 1 to key "x"`; a crashed write `may have` done so. */
export function tellDeed(operations: RegisterOperations, at: number): string {
  const { accesses, access } = operations;
  const operation = operationAt(accesses.columns, accesses.id[access[at]!]!);
  const value = operations.isWrite[at] === 1 ? operation.input : operation.output;
  const verb = operations.isWrite[at] === 1 ? 'wrote' : 'read';
  return `${nameOf(operations, at)} ${verb} ${describeValue(value)}${describeKey(operation.key)}`;
}

/** Tells who wrote what a read returned. */
export function tellSource(operations: RegisterOperations, read: number): string {
  const writer = operations.writer[read]!;
  if (writer === INITIAL) return 'the initial value';
  return `the value of ${nameOf(operations, writer)}`;
}

/** `process 3`, or the name of one that has a name. */
export function tellProcess({ accesses, access }: RegisterOperations, at: number): string {
  const { process } = operationAt(accesses.columns, accesses.id[access[at]!]!);
  return `process ${typeof process === 'number' ? process : describeValue(process)}`;
}
