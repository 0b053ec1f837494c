/**
 * The anomaly a report is about: the one whose fingerprint shrinking kept, and who plays which part
 * in it.
 */

import type { Anomaly } from '../../checkers/verdict.js';
import { equalValues } from '../history/equality.js';
import type { Value } from '../history/value.js';
import type { Counterexample, Finding } from './counterexample.js';
import type { Role } from './timeline.js';

/** An anomaly and the finding it belongs to. */
export interface Culprit {
  readonly finding: Finding;
  readonly anomaly: Anomaly;
}

/** The finding and anomaly of the fingerprint; failing that, the first anomaly there is. */
export function findCulprit(
  counterexample: Pick<Counterexample, 'findings' | 'fingerprint'>,
): Culprit | undefined {
  const { findings, fingerprint } = counterexample;
  const named = findings.filter(({ checker }) => checker === fingerprint.checker);
  for (const finding of named) {
    const anomaly = finding.anomalies.find(({ kind }) => kind === fingerprint.anomaly);
    if (anomaly !== undefined) return { finding, anomaly };
  }
  for (const finding of [...named, ...findings]) {
    const [anomaly] = finding.anomalies;
    if (anomaly !== undefined) return { finding, anomaly };
  }
  return undefined;
}

/** Tells the part that the operation with an id and key plays in an anomaly, in constant time. */
export function rolesIn(
  anomaly: Anomaly | undefined,
): (id: number, key: Value | undefined) => Role {
  if (anomaly === undefined) return () => 'related';
  const offending = anomaly.operations.at(-1);
  const involved = new Set(anomaly.operations);
  return (id, key) => {
    if (id === offending) return 'offending';
    if (involved.has(id)) return 'involved';
    if (anomaly.key === undefined || key === undefined) return 'related';
    return equalValues(anomaly.key, key) ? 'related' : 'unrelated';
  };
}
