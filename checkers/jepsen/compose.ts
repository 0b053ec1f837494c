/**
 * Several checkers as one: the worst of their answers, and the result of each under its name.
 */

import type { Event } from '../../src/history/event.js';
import type { Verdict } from '../verdict.js';
import type { Anomaly, UnknownVerdict } from '../verdict.js';
import {
  mergeValidity,
  type EventChecker,
  type JepsenAnswer,
  type JepsenResult,
} from './event-checker.js';
import { answer } from './judgement.js';

/**
 * All of `checkers`, by the names under which their results appear. A checker that throws answers
 * `unknown` with its error, and the others go on.
 */
export function compose(checkers: Readonly<Record<string, EventChecker>>): EventChecker {
  return {
    name: 'compose',
    check(events) {
      const answers = Object.entries(checkers).map(
        ([name, checker]) => [name, checkSafely(checker, events)] as const,
      );
      const results = answers.map(([name, { result }]) => [name, result] as const);
      const valid = mergeValidity(results.map(([, result]) => result['valid?']));
      return {
        verdict: mergeVerdicts(
          'compose',
          answers.map(([name, { verdict }]) => [name, verdict] as const),
        ),
        result: { ...Object.fromEntries(results), 'valid?': valid },
      };
    },
  };
}

/** The answer of `checker`, or when it throws one that is unknown because of that. */
export function checkSafely(checker: EventChecker, events: readonly Event[]): JepsenAnswer {
  try {
    return checker.check(events);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown.message : String(thrown);
    const result: JepsenResult = { 'valid?': 'unknown', error };
    return answer(checker.name, { judged: 0, result, findings: [], doubt: error });
  }
}

/**
 * Illegal with the anomalies of all that are illegal; else unknown with the reasons of those that
 * are; else legal. Messages begin with the names.
 */
export function mergeVerdicts(
  checker: string,
  verdicts: readonly (readonly [string, Verdict])[],
): Verdict {
  const judged = verdicts.reduce((sum, [, { effort }]) => sum + effort.judged, 0);
  const common = { checker, algorithm: 'jepsen', effort: { judged, configurations: 0 } };
  const anomalies: Anomaly[] = [];
  const doubts: (readonly [string, UnknownVerdict])[] = [];
  const operations: number[] = [];
  const records: number[] = [];
  for (const [name, verdict] of verdicts) {
    if (verdict.kind === 'unknown') doubts.push([name, verdict]);
    if (verdict.kind !== 'illegal') continue;
    for (const anomaly of verdict.anomalies) {
      anomalies.push({ ...anomaly, message: `${name}: ${anomaly.message}` });
    }
    if (verdict.certificate.kind !== 'witness') continue;
    for (const operation of verdict.certificate.operations) operations.push(operation);
    for (const record of verdict.certificate.records) records.push(record);
  }
  const certificate = { kind: 'witness' as const, operations, records };
  const [first, ...rest] = anomalies;
  if (first !== undefined) {
    return { kind: 'illegal', ...common, anomalies: [first, ...rest], certificate };
  }
  if (doubts.length === 0) return { kind: 'legal', ...common, certificate };
  return {
    kind: 'unknown',
    ...common,
    reason: doubts.map(([name, { reason }]) => `${name}: ${reason}`).join('; '),
    progress: doubts.map(([name, { progress }]) => `${name}: ${progress}`).join('; '),
  };
}
