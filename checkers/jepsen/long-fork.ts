/**
 * Long forks: two reads of the same keys see two writes in opposite orders. Parallel snapshot
 * isolation allows that; snapshot isolation does not. Every key is written once, so that a read of
 * a group of keys is the set of writes that it saw, and of any two such sets one must hold the
 * other.
 */

import { equalValues } from '../../src/history/equality.js';
import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents, misunderstood } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer, others, type Finding } from './judgement.js';
import { findForks, type Fork, type ForkRead } from './forked-reads.js';
import { describeEvent, recordedOperation } from './recorded-operation.js';
import { ValueNumbering } from './value-numbering.js';
import { elementsOf, isTruthy, nameOf } from './value-shapes.js';

/** How reads are grouped. */
export interface LongForkOptions {
  /** How many keys each read reads; default: as many as it reads. */
  readonly groupSize?: number;
}

type MicroOperation = readonly [f: string, key: Value, value: Value];

const READS: ReadonlySet<string> = new Set(['r', 'read']);
const WRITES: ReadonlySet<string> = new Set(['w', 'write', 'append']);

/**
 * Judges transactions that write one key, or read a group of keys. Unknown when a key is written
 * twice or two reads of it differ. In `forks` stands one pair of reads for each two observations
 * that contradict each other, at most a thousand; Jepsen lists all pairs of reads. Log-linear, and
 * quadratic in the different observations of a group where there is a fork.
 */
export function longFork(options: LongForkOptions = {}): EventChecker {
  const name = 'long-fork';
  return {
    name,
    check(events) {
      const reads: ForkRead[] = [];
      const keys = new ValueNumbering();
      const written = new Set<number>();
      let twice: Value | undefined;
      for (const event of clientEvents(events)) {
        const operations = microOperations(event);
        if (operations === undefined) continue;
        const [first] = operations;
        if (event.type === 'ok' && operations.every(isRead)) {
          reads.push(readOf(event, operations, keys, options.groupSize));
        } else if (event.type === 'invoke' && operations.length === 1 && isWrite(first!)) {
          const key = keys.numberOf(first![1]);
          if (written.has(key)) twice ??= first![1];
          written.add(key);
        }
      }
      const counts = countsOf(reads);
      if (twice !== undefined) {
        const doubt = `key ${describeValue(twice)} is written twice, and should be once`;
        const result = {
          ...counts,
          'valid?': 'unknown' as const,
          error: ['multiple-writes', twice],
        };
        return answer(name, { judged: events.length, result, findings: [], doubt });
      }
      const forks = findForks(reads);
      if (typeof forks === 'string') {
        const result = { ...counts, 'valid?': 'unknown' as const, error: forks };
        return answer(name, { judged: events.length, result, findings: [], doubt: forks });
      }
      return answer(name, {
        judged: events.length,
        result: {
          ...counts,
          'valid?': forks.length === 0,
          ...(forks.length === 0 ? {} : { forks: forks.map(recordedFork) }),
        },
        findings: forks.length === 0 ? [] : [findingOf(forks[0]!, keys, forks.length - 1)],
      });
    },
  };
}

/**
 * The micro-operations of a transaction; `undefined` for an event that is none.
 * @throws HistoryError when only some of them can be understood.
 */
function microOperations(event: Event): MicroOperation[] | undefined {
  const list = elementsOf(event.value);
  if (list === undefined || list.length === 0 || !Array.isArray(list[0])) return undefined;
  return list.map((operation) => {
    const [f, key, value] = (elementsOf(operation) ?? []) as readonly (Value | undefined)[];
    const name = nameOf(f);
    if (name === undefined || key === undefined) {
      throw misunderstood(event, 'micro-operations [f, key, value]');
    }
    return [name, key, value ?? null];
  });
}

function isRead([f]: MicroOperation): boolean {
  return READS.has(f);
}

function isWrite([f]: MicroOperation): boolean {
  return WRITES.has(f);
}

function readOf(
  event: Event,
  operations: readonly MicroOperation[],
  keys: ValueNumbering,
  groupSize: number | undefined,
): ForkRead {
  const seen = new Map<number, Value>();
  for (const [, key, value] of operations) seen.set(keys.numberOf(key), value);
  if (groupSize !== undefined && seen.size !== groupSize) {
    throw misunderstood(event, `reads of ${groupSize} keys`);
  }
  const sorted = [...seen].sort(([left], [right]) => left - right);
  return { event, keys: sorted.map(([key]) => key), values: sorted.map(([, value]) => value) };
}

function countsOf(reads: readonly ForkRead[]): { readonly [field: string]: number } {
  return {
    'reads-count': reads.length,
    'early-read-count': reads.filter(({ values }) => !values.some(isTruthy)).length,
    'late-read-count': reads.filter(({ values }) => values.every(isTruthy)).length,
  };
}

function recordedFork([left, right]: Fork): Value {
  return [recordedOperation(left.event), recordedOperation(right.event)];
}

function findingOf([left, right]: Fork, keys: ValueNumbering, more: number): Finding {
  const only = (one: ForkRead, other: ForkRead): string => {
    const at = one.values.findIndex((value, place) => isUnseen(other, place) && value !== null);
    return describeValue(keys.valueOf(one.keys[at]!));
  };
  const [first, second] = [only(left, right), only(right, left)];
  return {
    kind: 'long-fork',
    message: `two reads see writes of ${first} and ${second} in opposite orders${others(more)}`,
    explanation: [
      `${describeEvent(left.event)}: it saw the write of ${first}, and not that of ${second}.`,
      `${describeEvent(right.event)}: it saw the write of ${second}, and not that of ${first}.`,
    ],
    events: [left.event, right.event],
  };
}

function isUnseen({ values }: ForkRead, place: number): boolean {
  return equalValues(values[place]!, null);
}
