/**
 * Lost updates: several transactions read one version of a key and overwrote it, so that all but
 * one of them overwrote what they had not seen (Elle's `lost-update-cases`). No order of versions
 * is needed: whichever it is, one of two such transactions comes first.
 *
 * It is proof against cursor stability, update atomicity, repeatable read and snapshot isolation,
 * and so against serializability; read committed, read atomicity, causal and prefix consistency
 * allow it.
 */

import { describeKey, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';
import { INITIAL } from '../observation.js';
import { describeVersion } from './explain-version.js';
import { KeyTouches } from './key-touches.js';
import type { RegisterObservation } from './register-observation.js';
import type { Versions } from './version-edges.js';

/** Adds a case for each version that several transactions overwrote after they read it. Linear. */
export function findLostUpdates(
  observation: RegisterObservation,
  versions: Versions,
  found: AnomalyCollector,
): void {
  const touches = new KeyTouches(observation, versions);
  // The first that overwrote each version, and the others of versions that have them.
  const overwriter = new Int32Array(versions.size);
  const others = new Map<number, number[]>();
  for (let node = INITIAL + 1; node < observation.size; node++) {
    touches.visit(node, (_key, first, last) => {
      if (first === last) return;
      if (overwriter[first] === 0) {
        overwriter[first] = node;
        return;
      }
      const more = others.get(first);
      if (more === undefined) others.set(first, [node]);
      else more.push(node);
    });
  }
  for (const [version, more] of others) {
    found.add('lost-update', 0, () =>
      tell(observation, versions, version, overwriter[version]!, more),
    );
  }
}

function tell(
  observation: RegisterObservation,
  versions: Versions,
  version: number,
  first: number,
  more: readonly number[],
): TransactionAnomaly {
  const { columns, transaction } = observation;
  const operations = [transaction[first]!, transaction[more[0]!]!];
  const key = columns.keys[versions.keyOf(version)]!;
  const seen = describeVersion(observation, versions, version);
  const [one, other] = operations.map(reference);
  const rest = more.length === 1 ? '' : ` and ${more.length - 1} more`;
  const who = rest === '' ? `${one} and ${other}` : `${one}, ${other}${rest}`;
  return {
    kind: 'lost-update',
    message: `lost update: ${who} read ${seen}${describeKey(key)} and overwrote it`,
    operations,
    key,
    explanation: [
      ...introductions(columns, operations),
      `Both T1 and T2 read ${seen}${describeKey(key)} and then wrote that key: ` +
        'whichever came second overwrote what it had not seen.',
      'Cursor stability, update atomicity, repeatable read and snapshot isolation forbid that.',
    ],
  };
}
