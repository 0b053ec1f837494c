/**
 * Verifies an illegal verdict that names some operations and the rule they break.
 */

import type { Operation } from '../../src/history/operation.js';
import type { RefutationCertificate } from '../certificate.js';
import type { PartedHistory, VerifiedPart } from './parts.js';
import type { Problem, Specification } from './specification.js';

/**
 * The problems of `certificate` as evidence that `part`, a part of `history`, has no linearization.
 * Linear in the certificate, and then what the rule takes.
 */
export function verifyRefutation(
  history: PartedHistory,
  part: VerifiedPart,
  certificate: RefutationCertificate,
  specification: Specification,
): Problem[] {
  const rules = specification.rules ?? {};
  // A name like "constructor" is no rule, though every object answers to it.
  const rule = Object.hasOwn(rules, certificate.rule) ? rules[certificate.rule] : undefined;
  if (rule === undefined) {
    return [{ message: `${specification.name} has no rule "${certificate.rule}"` }];
  }
  const groups: Operation[][] = [];
  for (const ids of certificate.groups) {
    const group: Operation[] = [];
    for (let at = 0; at < ids.length; at++) {
      const place = history.placeOf(ids[at]!, part);
      if (place === undefined) {
        return [{ message: `#${ids[at]} is not in the part that is said to be illegal` }];
      }
      group.push(history.operations[place]!);
    }
    groups.push(group);
  }
  return rule(part, groups);
}
