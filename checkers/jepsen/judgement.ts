/**
 * From what a checker found to its answer: a verdict with one anomaly for each kind of finding, and
 * the events that show it as the certificate.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import type { Anomaly, Verdict } from '../verdict.js';
import type { JepsenAnswer, JepsenResult } from './event-checker.js';

/** Something that is wrong. */
export interface Finding {
  /** A stable name, such as `lost-element`. */
  readonly kind: string;
  /** One sentence for the headline, without a full stop. */
  readonly message: string;
  /** The argument, a sentence each. */
  readonly explanation: readonly string[];
  /** The few events that show it. */
  readonly events: readonly Event[];
  readonly key?: Value;
}

/** What a checker found out. */
export interface Judgement {
  /** How many events it looked at. */
  readonly judged: number;
  readonly result: JepsenResult;
  /** Illegal when there are any, the most telling first. */
  readonly findings: readonly Finding[];
  /** Why the history is not legal although nothing was found, for people: then it is unknown. */
  readonly doubt?: string | undefined;
}

/** The answer of the checker called `checker`. */
export function answer(checker: string, judgement: Judgement): JepsenAnswer {
  return { verdict: verdictOf(checker, judgement), result: judgement.result };
}

/** `1 element`, `2 elements`; the noun takes an s. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** ` and 3 others like it`, or nothing when there are none. */
export function others(count: number): string {
  if (count <= 0) return '';
  return count === 1 ? ', and one more like it' : `, and ${count} more like it`;
}

function verdictOf(checker: string, { judged, findings, doubt }: Judgement): Verdict {
  const common = { checker, algorithm: 'jepsen', effort: { judged, configurations: 0 } };
  const [first, ...rest] = findings;
  if (first !== undefined) {
    return {
      kind: 'illegal',
      ...common,
      anomalies: [anomalyOf(first), ...rest.map(anomalyOf)],
      certificate: { kind: 'witness', operations: [], records: recordsOf(findings) },
    };
  }
  if (doubt !== undefined) {
    return { kind: 'unknown', ...common, reason: doubt, progress: `${judged} events judged` };
  }
  const certificate = { kind: 'witness' as const, operations: [], records: [] };
  return { kind: 'legal', ...common, certificate };
}

function anomalyOf({ kind, message, explanation, key }: Finding): Anomaly {
  const anomaly = { kind, message, operations: [], explanation };
  return key === undefined ? anomaly : { ...anomaly, key };
}

function recordsOf(findings: readonly Finding[]): number[] {
  const indexes = new Set<number>();
  for (const { events } of findings) for (const { index } of events) indexes.add(index);
  return [...indexes].sort((left, right) => left - right);
}
