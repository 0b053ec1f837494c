/**
 * Where to begin: the part that an illegal verdict speaks of, the instant at which the violation is
 * complete, and the operations that its certificate names. All of it is a hint; what follows from a
 * hint is checked like any other step.
 */

import type { Certificate } from '../../../checkers/certificate.js';
import type { Model } from '../../../checkers/model.js';
import { canonicalKey } from '../../history/equality.js';
import type { Operation } from '../../history/operation.js';
import type { Value } from '../../history/value.js';
import { callOf } from './removal.js';

/** What a certificate says of a violation, as positions in the history that was judged. */
export interface Evidence {
  /** The operation at whose return there is no order any more. */
  readonly culprit: number;
  /** Operations that alone may show it; only the culprit when it took a search. */
  readonly named: readonly number[];
}

/** The evidence in a certificate; `undefined` for a form that names no culprit. */
export function evidenceOf(certificate: Certificate): Evidence | undefined {
  switch (certificate.kind) {
    case 'exhaustion':
      return { culprit: certificate.stuck, named: [certificate.stuck] };
    case 'refutation': {
      const { until, groups } = certificate;
      return { culprit: until, named: [until, ...groups.flatMap((group) => Array.from(group))] };
    }
    default:
      return undefined;
  }
}

/** The operations that share an object with `culprit`, which may be judged apart. Linear. */
export function partOf(
  operations: readonly Operation[],
  culprit: Operation,
  { partition }: Model,
): readonly Operation[] {
  if (partition === false) return operations;
  const nameOf = (operation: Operation): string => {
    const key = partition === undefined ? operation.key : partition(callOf(operation));
    return key === undefined ? '' : canonicalKey(key);
  };
  const name = nameOf(culprit);
  return operations.filter((operation) => nameOf(operation) === name);
}

/** The operations that have no value in common with any of `named`. Linear. */
export function unrelatedTo(
  named: readonly Operation[],
  operations: readonly Operation[],
): ReadonlySet<Operation> {
  const met = new Set(named.flatMap(valuesOf));
  const kept = new Set(named);
  return new Set(
    operations.filter(
      (operation) => !kept.has(operation) && !valuesOf(operation).some((each) => met.has(each)),
    ),
  );
}

function valuesOf({ input, output, outcome }: Operation): string[] {
  const values: Value[] = Array.isArray(input) ? [...(input as readonly Value[])] : [input];
  if (outcome === 'ok') values.push(output);
  return values.filter((value) => value !== null).map(canonicalKey);
}
