/**
 * Verifies an illegal verdict that names a few operations and the rule they break.
 */

import type { Operation } from '../../src/history/operation.js';
import type { RefutationCertificate } from '../certificate.js';
import type { VerifiedPart } from './parts.js';
import type { Problem, Specification } from './specification.js';

/** The problems of `certificate` as evidence that `part` has no linearization. */
export function verifyRefutation(
  part: VerifiedPart,
  certificate: RefutationCertificate,
  specification: Specification,
): Problem[] {
  const rule = specification.rules?.[certificate.rule];
  if (rule === undefined) {
    return [{ message: `${specification.name} has no rule "${certificate.rule}"` }];
  }
  const wanted = new Map<number, Operation | undefined>();
  for (const group of certificate.groups) for (const id of group) wanted.set(id, undefined);
  for (const operation of part.operations) {
    if (wanted.has(operation.id)) wanted.set(operation.id, operation);
  }
  const groups = certificate.groups.map((group) => Array.from(group, (id) => wanted.get(id)));
  if (groups.some((group) => group.includes(undefined))) {
    return [{ message: 'the certificate names an operation that is not in the part' }];
  }
  return rule(part, groups as Operation[][]);
}
