/**
 * Regular and safe registers (Lamport 1986), for any number of writers: each read is judged alone
 * with all writes, as the weak multi-writer regularity of Shao, Welch, Pierce and Lee (2011).
 *
 * Regular: a read returns the value of a write that began before the read ended, and no other write
 * lies between them in real time. With one writer that is the last write completed before it, or
 * one that overlaps it. Safe: the same of reads that overlap no write; the others may return
 * anything. A crashed write may be under way for ever.
 */

import { operationAt } from '../../src/history/columns/operation-columns.js';
import type { History } from '../../src/history/operation.js';
import type { Checker } from '../checker.js';
import { describeKey, describeValue, reference } from '../describe.js';
import type { Anomaly, Verdict } from '../verdict.js';
import { accessesOf } from './register-accesses.js';
import type { RegisterAccesses, RegisterHistoryOptions } from './register-accesses.js';
import { readOfNothing } from './register-anomaly.js';
import { timelinesOf, type WriteTimeline } from './write-timeline.js';

/** Writers of one value that are told one by one. */
const WRITERS_MAX = 3;

/** Checks regular registers, key by key. O(n log n), whatever is written how often. */
export function regular(options: RegisterHistoryOptions = {}): Checker {
  return checker('regular', () => true, options);
}

/** Checks safe registers, key by key. O(n log n), whatever is written how often. */
export function safe(options: RegisterHistoryOptions = {}): Checker {
  const isJudged = (accesses: RegisterAccesses, timeline: WriteTimeline, read: number): boolean =>
    !timeline.overlaps(accesses.call[read]!, accesses.return[read]!);
  return checker('safe', isJudged, options);
}

function checker(
  name: 'regular' | 'safe',
  isJudged: (accesses: RegisterAccesses, timeline: WriteTimeline, read: number) => boolean,
  options: RegisterHistoryOptions,
): Checker {
  return {
    name,
    check(history: History): Verdict {
      const accesses = accessesOf(history, options);
      const timelines = timelinesOf(accesses);
      const effort = { judged: accesses.columns.size, configurations: 0 };
      const head = { checker: name, algorithm: 'last write before each read', effort };
      for (let read = 0; read < accesses.size; read++) {
        const timeline = timelines[accesses.key[read]!]!;
        if (accesses.isWrite[read] === 1 || !isJudged(accesses, timeline, read)) continue;
        const anomaly = judgeRead(accesses, timeline, read, name);
        if (anomaly === undefined) continue;
        const { operations } = anomaly;
        const certificate = { kind: 'witness', operations, records: [] } as const;
        return { ...head, kind: 'illegal', anomalies: [anomaly], certificate };
      }
      const certificate = { kind: 'witness', operations: [], records: [] } as const;
      return { ...head, kind: 'legal', certificate };
    },
  };
}

function judgeRead(
  accesses: RegisterAccesses,
  timeline: WriteTimeline,
  read: number,
  name: string,
): Anomaly | undefined {
  const version = accesses.version[read]!;
  const { call, return: returned, writers, writerStart } = accesses;
  const isInitial = accesses.isInitial[version] === 1;
  const later = timeline.latestBefore(call[read]!);
  if (isInitial && later < 0) return undefined;
  const candidates = writers.subarray(writerStart[version], writerStart[version + 1]);
  const blocked = later < 0 ? -1 : call[later]!;
  if (timeline.lastReturn(version, returned[read]!) > blocked) return undefined;
  if (candidates.length === 0 && !isInitial) return readOfNothing(accesses, read);
  return tell(accesses, read, candidates, later, name);
}

function tell(
  accesses: RegisterAccesses,
  read: number,
  candidates: Int32Array,
  later: number,
  name: string,
): Anomaly {
  const { columns, id, call, return: returned } = accesses;
  const { output, key } = operationAt(columns, id[read]!);
  const value = `${describeValue(output)}${describeKey(key)}`;
  const reader = reference(id[read]!);
  const isInitial = accesses.isInitial[accesses.version[read]!] === 1;
  // A value that was only written later is wrong whatever was there before.
  const isGone = isInitial || candidates.some((write) => call[write]! < returned[read]!);
  const next = isGone ? reference(id[later]!) : '';
  const explanation = [`${reader} read ${value}.`];
  if (isInitial) explanation.push('It was there at first.');
  for (const write of candidates.slice(0, WRITERS_MAX)) {
    const writer = reference(id[write]!);
    explanation.push(
      call[write]! > returned[read]!
        ? `${writer} wrote it, but began only after ${reader} had ended.`
        : `${writer} wrote it, and ended before ${next} began to write another value.`,
    );
  }
  if (isGone) explanation.push(`${next} had written, and ended, before ${reader} began.`);
  explanation.push(
    'However a read returns the last value written before it, or one that is being written: ' +
      'a contradiction.',
  );
  const shown = isGone ? [...candidates, later] : [...candidates];
  const ids = [...new Set(shown)].map((access) => id[access]!).sort((a, b) => a - b);
  return {
    kind: `non-${name}`,
    message: `${reader} read ${value}, which was not there yet or not any more`,
    operations: [...ids, id[read]!],
    ...(key === undefined ? {} : { key }),
    explanation,
  };
}
