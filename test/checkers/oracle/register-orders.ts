/**
 * The oracle for consistency models of registers, first half: histories as a few reads and writes,
 * all ways in which crashed writes may have happened and reads may have got their values, and all
 * orders that respect a relation. It has no code in common with the checkers.
 */

import type { History, Operation } from '../../../src/history/operation.js';

/** A history with everything decided that a model may not decide otherwise. */
export interface Reading {
  readonly operations: readonly Operation[];
  /** For each read the write whose value it returned; `undefined` for the initial value. */
  readonly writer: ReadonlyMap<Operation, Operation | undefined>;
}

export const isWrite = ({ f }: Operation): boolean => f === 'write' || f === 'put';

/** The same key. */
export const isShared = (one: Operation, other: Operation): boolean =>
  text(one.key) === text(other.key);

/** All readings of a history: each choice of crashed writes, and of writers of equal values. */
export function readingsOf(history: History, initial: unknown = null): Reading[] {
  const counted = history.operations.filter(
    (each) => each.outcome === 'ok' || (each.outcome === 'info' && isWrite(each)),
  );
  return subsets(counted).flatMap((operations) => {
    const reads = operations.filter((each) => !isWrite(each));
    let partial: (readonly (readonly [Operation, Operation | undefined])[])[] = [[]];
    for (const read of reads) {
      const sources: (Operation | undefined)[] = operations.filter(
        (each) => isWrite(each) && isShared(each, read) && text(each.input) === text(read.output),
      );
      if (text(read.output) === text(initial)) sources.push(undefined);
      partial = partial.flatMap((known) =>
        sources.map((source) => [...known, [read, source] as const]),
      );
    }
    return partial.map((writer) => ({ operations, writer: new Map(writer) }));
  });
}

function subsets(operations: readonly Operation[]): Operation[][] {
  let all: Operation[][] = [[]];
  for (const each of operations) {
    const withIt = all.map((chosen) => [...chosen, each]);
    all = each.outcome === 'info' ? [...all, ...withIt] : withIt;
  }
  return all;
}

/** The order of each process; nothing follows a crashed operation. */
export function inSession(one: Operation, other: Operation): boolean {
  return one.process === other.process && one.outcome === 'ok' && one.call < other.call;
}

/** The order of real time. */
export function inTime(one: Operation, other: Operation): boolean {
  return one.return < other.call;
}

/** Pairs of operations, as a set of `one>other`. */
export type Relation = (one: Operation, other: Operation) => boolean;

/** The transitive closure of a relation on some operations. */
export function closure(operations: readonly Operation[], relation: Relation): Relation {
  const size = operations.length;
  const related = operations.map((one) => operations.map((other) => relation(one, other)));
  for (let via = 0; via < size; via++) {
    for (let from = 0; from < size; from++) {
      for (let to = 0; to < size; to++) {
        if (related[from]![via]! && related[via]![to]!) related[from]![to] = true;
      }
    }
  }
  return (one, other) => related[operations.indexOf(one)]![operations.indexOf(other)]!;
}

/** Whether some order of all operations respects the relation and satisfies `accepts`. */
export function someOrder(
  operations: readonly Operation[],
  relation: Relation,
  accepts: (order: readonly Operation[]) => boolean,
): boolean {
  const order: Operation[] = [];
  const extend = (): boolean => {
    if (order.length === operations.length) return accepts(order);
    return operations.some((next) => {
      if (order.includes(next)) return false;
      if (
        operations.some((each) => !order.includes(each) && each !== next && relation(each, next))
      ) {
        return false;
      }
      if (relation(next, next)) return false;
      order.push(next);
      const found = extend();
      order.pop();
      return found;
    });
  };
  return extend();
}

/** The write that a read at its place of an order returns; `undefined` before the first. */
export function lastWriteBefore(
  order: readonly Operation[],
  read: Operation,
): Operation | undefined {
  return order
    .slice(0, order.indexOf(read))
    .findLast((each) => isWrite(each) && isShared(each, read));
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
