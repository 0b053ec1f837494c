/**
 * Versions that go round in a circle, in words.
 */

import { describeValue, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions } from '../explain/describe-transaction.js';
import { INITIAL } from '../observation.js';
import { describeVersion, versionReason } from './explain-version.js';
import type { VersionOrder } from './infer-versions.js';
import type { RegisterObservation } from './register-observation.js';
import type { VersionCycle } from './version-cycles.js';

/** The anomaly that a circle of versions is; its operations are those whose order orders them. */
export function versionAnomaly(
  observation: RegisterObservation,
  { versions }: VersionOrder,
  { key, edges, entangled }: VersionCycle,
): TransactionAnomaly {
  const { columns, transaction } = observation;
  const operations = [...new Set(edges.flatMap(({ first, second }) => [first, second]))]
    .filter((node) => node !== INITIAL)
    .map((node) => transaction[node]!)
    .sort((left, right) => left - right);
  const nameOf = (node: number): string => `T${operations.indexOf(transaction[node]!) + 1}`;
  const steps = edges.map((edge, at) => {
    const [older, newer] = [edge.from, edge.to].map((version) =>
      describeVersion(observation, versions, version),
    );
    const claim =
      `${older} came before ${newer}, because ` +
      versionReason(observation, versions, edge, nameOf);
    return at < edges.length - 1 ? `${claim}.` : `However, ${claim}: a contradiction!`;
  });
  const where = describeValue(columns.keys[key]!);
  return {
    kind: 'cyclic-versions',
    message:
      `${entangled} versions of ${where} each came before the other, ` +
      `as ${operations.slice(0, 4).map(reference).join(', ')} show`,
    operations,
    key: columns.keys[key]!,
    explanation: [...introductions(columns, operations), ...steps],
  };
}
