/**
 * The oracle for consistency models of registers, second half: each model literally as it is
 * defined, by trying all orders of at most seven operations.
 */

import type { History, Operation } from '../../../src/history/operation.js';
import {
  closure,
  inSession,
  inTime,
  isShared,
  isWrite,
  lastWriteBefore,
  readingsOf,
  someOrder,
  type Reading,
  type Relation,
} from './register-orders.js';

type Model = (reading: Reading) => boolean;

const causality = ({ operations, writer }: Reading): Relation =>
  closure(operations, (one, other) => inSession(one, other) || writer.get(other) === one);

const pastOf = (operations: readonly Operation[], order: Relation, of: Operation): Operation[] =>
  operations.filter((each) => each === of || order(each, of));

const isAcyclic = (operations: readonly Operation[], order: Relation): boolean =>
  operations.every((each) => !order(each, each));

const readsOf = (operations: readonly Operation[]): Operation[] =>
  operations.filter((each) => !isWrite(each));

/** All given reads return the last write before them. */
const explains =
  ({ writer }: Reading, reads: readonly Operation[]) =>
  (order: readonly Operation[]): boolean =>
    reads.every((read) => lastWriteBefore(order, read) === writer.get(read));

const isSequential: Model = (reading) =>
  someOrder(reading.operations, inSession, explains(reading, readsOf(reading.operations)));

const isLinearizable: Model = (reading) =>
  someOrder(reading.operations, inTime, explains(reading, readsOf(reading.operations)));

const isWeakCausal: Model = (reading) => {
  const order = causality(reading);
  const { operations } = reading;
  return (
    isAcyclic(operations, order) &&
    readsOf(operations).every((read) =>
      someOrder(pastOf(operations, order, read), order, explains(reading, [read])),
    )
  );
};

const isCausalMemory: Model = (reading) => {
  const order = causality(reading);
  const { operations } = reading;
  return (
    isAcyclic(operations, order) &&
    operations.every((last) => {
      const past = pastOf(operations, order, last);
      const own = readsOf(past).filter((each) => each === last || inSession(each, last));
      return someOrder(past, order, explains(reading, own));
    })
  );
};

const isConvergent: Model = (reading) => {
  const order = causality(reading);
  const { operations } = reading;
  return someOrder(operations, order, (arbitration) =>
    readsOf(operations).every((read) => {
      const past = arbitration.filter((each) => each === read || order(each, read));
      return (
        lastWriteBefore([...past.filter((each) => each !== read), read], read) ===
        reading.writer.get(read)
      );
    }),
  );
};

/** Each process by itself, with its operations and the writes of all. */
function forEachProcess(
  { operations }: Reading,
  holds: (own: readonly Operation[], seen: readonly Operation[]) => boolean,
): boolean {
  const processes = new Set(operations.map(({ process }) => process));
  return [...processes].every((process) => {
    const own = operations.filter((each) => each.process === process && each.outcome === 'ok');
    return holds(
      own,
      operations.filter((each) => isWrite(each) || own.includes(each)),
    );
  });
}

const isPipelined: Model = (reading) =>
  forEachProcess(reading, (own, seen) =>
    someOrder(seen, inSession, explains(reading, readsOf(own))),
  );

/** Whether a read has seen a write, by a guarantee. */
type Seen = (reading: Reading, write: Operation, read: Operation) => boolean;

const orSame = (one: Operation, other: Operation): boolean =>
  one === other || inSession(one, other);

const SEEN: Readonly<Record<string, Seen>> = {
  'read-your-writes': (_, write, read) => inSession(write, read),
  'monotonic-reads': ({ operations, writer }, write, read) =>
    operations.some((each) => writer.get(each) === write && inSession(each, read)),
  'monotonic-writes': ({ operations, writer }, write, read) =>
    operations.some(
      (later) => inSession(write, later) && isReadUpTo(writer, operations, later, read),
    ),
  'writes-follow-reads': ({ operations, writer }, write, read) =>
    operations.some(
      (reader) =>
        writer.get(reader) === write &&
        operations.some(
          (later) => inSession(reader, later) && isReadUpTo(writer, operations, later, read),
        ),
    ),
};

function isReadUpTo(
  writer: Reading['writer'],
  operations: readonly Operation[],
  write: Operation,
  read: Operation,
): boolean {
  return operations.some((each) => writer.get(each) === write && orSame(each, read));
}

function keepsGuarantee(name: string): Model {
  const seen = SEEN[name]!;
  const isFollowing = name === 'writes-follow-reads';
  return (reading) =>
    forEachProcess(reading, (own, view) => {
      const { operations, writer } = reading;
      const members = isFollowing ? operations : view;
      const reads = (read: Operation): boolean => isFollowing || own.includes(read);
      const relation: Relation = (one, other) =>
        inSession(one, other) || (reads(other) && writer.get(other) === one);
      return someOrder(members, closure(members, relation), (order) =>
        readsOf(own).every((read) =>
          operations.every((write) => {
            const source = writer.get(read);
            if (!isWrite(write) || !isShared(write, read) || write === source) return true;
            if (!seen(reading, write, read)) return true;
            return source !== undefined && order.indexOf(write) < order.indexOf(source);
          }),
        ),
      );
    });
}

const isRegular: Model = (reading) =>
  readsOf(reading.operations).every((read) => isExplainedAlone(reading, read));

const isSafe: Model = (reading) =>
  readsOf(reading.operations).every(
    (read) => overlapsWrite(reading.operations, read) || isExplainedAlone(reading, read),
  );

function isExplainedAlone(reading: Reading, read: Operation): boolean {
  const members = reading.operations.filter((each) => isWrite(each) || each === read);
  return someOrder(members, inTime, explains(reading, [read]));
}

function overlapsWrite(operations: readonly Operation[], read: Operation): boolean {
  return operations.some(
    (each) => isWrite(each) && isShared(each, read) && !inTime(each, read) && !inTime(read, each),
  );
}

/** Each read returns one of the last `k` writes of its key, or what was there before them. */
export function isAtomicTo(k: number, history: History): boolean {
  return readingsOf(history).some((reading) =>
    someOrder(reading.operations, inTime, (order) =>
      readsOf(reading.operations).every((read) => {
        const before = order
          .slice(0, order.indexOf(read))
          .filter((each) => isWrite(each) && isShared(each, read));
        const source = reading.writer.get(read);
        const place = source === undefined ? -1 : before.indexOf(source);
        return (source === undefined || place >= 0) && before.length - place <= k;
      }),
    ),
  );
}

const MODELS: Readonly<Record<string, Model>> = {
  linearizable: isLinearizable,
  sequential: isSequential,
  causal: isWeakCausal,
  'causal-memory': isCausalMemory,
  'causal-convergence': isConvergent,
  pram: isPipelined,
  ...Object.fromEntries(Object.keys(SEEN).map((name) => [name, keepsGuarantee(name)])),
  regular: isRegular,
};

/** Whether a history keeps to the model called `name`. */
export function keepsTo(name: string, history: History, initial: unknown = null): boolean {
  if (name === 'safe') return isSafeHistory(history, initial);
  return readingsOf(history, initial).some(MODELS[name]!);
}

/** A read that overlaps a write may return anything, so that it needs no writer. */
function isSafeHistory(history: History, initial: unknown): boolean {
  const writes = history.operations.filter((each) => isWrite(each) && each.outcome !== 'fail');
  const operations = history.operations.filter(
    (each) => isWrite(each) || !overlapsWrite(writes, each),
  );
  return readingsOf({ operations }, initial).some(isSafe);
}

/**
 * The smallest whole delay such that the history is linearizable when reads begin so much earlier,
 * by trying every delay at which anything can change. Takes histories with times.
 */
export function staleBy({ operations }: History): number {
  const timesOfAll = operations.flatMap(({ callNs, returnNs }) =>
    [callNs, returnNs].map((time) => Number(time ?? 0)),
  );
  // Precedence changes just where a call reaches a return.
  const delays = new Set([0]);
  for (const one of timesOfAll)
    for (const other of timesOfAll) if (one > other) delays.add(one - other);
  const within = (delay: number): boolean => {
    const shifted = operations.map((each) => ({
      ...each,
      call: Number(each.callNs) - (isWrite(each) ? 0 : delay),
      return: each.returnNs === undefined ? Infinity : Number(each.returnNs),
    }));
    return keepsTo('linearizable', { operations: shifted });
  };
  return [...delays].sort((left, right) => left - right).find(within) ?? Infinity;
}

/** The most writes between the end of the write that a read returned and the read. */
export function missedAtMost(history: History): number {
  const counts = readingsOf(history).map(({ operations, writer }) =>
    readsOf(operations).map((read) => {
      const source = writer.get(read);
      return operations.filter(
        (each) =>
          isWrite(each) &&
          isShared(each, read) &&
          each !== source &&
          inTime(each, read) &&
          (source === undefined || inTime(source, each)),
      ).length;
    }),
  );
  return Math.max(0, ...counts.flat());
}
