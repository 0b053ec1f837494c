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
  const end = history.placeOf(certificate.until, part);
  const until = end === undefined ? Infinity : history.operations[end]!.return;
  if (until === Infinity) {
    return [{ message: `#${certificate.until} does not return in the part` }];
  }
  const known = (operation: Operation): Operation | undefined =>
    knownAt(until, operation, specification);
  const groups: Operation[][] = [];
  for (const ids of certificate.groups) {
    const group: Operation[] = [];
    for (let at = 0; at < ids.length; at++) {
      const place = history.placeOf(ids[at]!, part);
      if (place === undefined) {
        return [{ message: `#${ids[at]} is not in the part that is said to be illegal` }];
      }
      const operation = known(history.operations[place]!);
      if (operation === undefined) {
        return [{ message: `#${ids[at]} began after #${certificate.until} had returned` }];
      }
      group.push(operation);
    }
    groups.push(group);
  }
  return rule(beginningOf(part, known), groups);
}

/** The part with every operation as it was known at some time. */
function beginningOf(
  part: VerifiedPart,
  knownThen: (operation: Operation) => Operation | undefined,
): VerifiedPart {
  const operations: Operation[] = [];
  for (const operation of part.operations) {
    const known = knownThen(operation);
    if (known !== undefined) operations.push(known);
  }
  return { ...part, operations };
}

/**
 * An operation as it was known when the rank `until` had just passed: `undefined` for what had not
 * begun; what had not returned is open. Of what its answer shows to have changed nothing, nothing
 * remains: an order stays legal without it.
 */
function knownAt(
  until: number,
  operation: Operation,
  specification: Specification,
): Operation | undefined {
  if (operation.return <= until) return operation;
  if (operation.call > until || specification.observes(operation)) return undefined;
  return { ...operation, outcome: 'info', output: null, return: Infinity };
}
