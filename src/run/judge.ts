/**
 * Judges one run by everything that must hold of it, and says what kind of failure it is.
 */

import type { Checker, CheckOptions, Invariant, Judges } from '../../checkers/checker.js';
import type { Verdict } from '../../checkers/verdict.js';
import type { Fingerprint } from '../report/counterexample.js';
import type { Run } from '../simulator/simulate.js';

/** The name under which an exception in a node's own code is reported. */
export const NO_EXCEPTION = 'no-exception';

/** Verdicts of all checkers and invariants, in their order; an exception in a node comes first. */
export function judgeRun(run: Run, judges: Judges, options: CheckOptions = {}): Verdict[] {
  return [
    ...exceptionVerdict(run),
    ...judges.checkers.map((checker) => checker.check(run.history, options)),
    ...judges.invariants.map((invariant) => invariant.check(run.trace)),
  ];
}

/** What is wrong, by the first verdict that says so. */
export function fingerprintOf(verdicts: readonly Verdict[]): Fingerprint | undefined {
  for (const verdict of verdicts) {
    if (verdict.kind === 'illegal') {
      return { checker: verdict.checker, anomaly: verdict.anomalies[0].kind };
    }
  }
  return undefined;
}

/** Whether something about the run is left open: a checker gave up, or the run was cut off. */
export function isUndecided({ cutOff }: Run, verdicts: readonly Verdict[]): boolean {
  return cutOff || verdicts.some(({ kind }) => kind === 'unknown');
}

/**
 * Whether the run shows this kind of failure; asks only the judge that said so. `unknown` is no.
 */
export function shows(run: Run, judges: Judges, { checker, anomaly }: Fingerprint): boolean {
  const named = ({ name }: Checker | Invariant): boolean => name === checker;
  const asked = {
    checkers: judges.checkers.filter(named),
    invariants: judges.invariants.filter(named),
  };
  return judgeRun(run, asked).some(
    (verdict) =>
      verdict.kind === 'illegal' &&
      verdict.checker === checker &&
      verdict.anomalies.some(({ kind }) => kind === anomaly),
  );
}

function exceptionVerdict({ failure, trace }: Run): Verdict[] {
  if (failure === undefined) return [];
  const message = `${failure.node} threw: ${failure.message}`;
  return [
    {
      kind: 'illegal',
      checker: NO_EXCEPTION,
      algorithm: 'watch',
      effort: { judged: trace.length, configurations: 0 },
      anomalies: [{ kind: 'exception', message, operations: [], explanation: [`${message}.`] }],
      certificate: {
        kind: 'witness',
        operations: [],
        records: trace.length > 0 ? [trace.length - 1] : [],
      },
    },
  ];
}
