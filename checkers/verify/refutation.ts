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
  const groups: Operation[][] = [];
  for (const ids of certificate.groups) {
    const group: Operation[] = [];
    for (let at = 0; at < ids.length; at++) {
      const place = history.placeOf(ids[at]!, part);
      if (place === undefined) {
        return [{ message: `#${ids[at]} is not in the part that is said to be illegal` }];
      }
      const operation = knownAt(until, history.operations[place]!);
      if (operation === undefined) {
        return [{ message: `#${ids[at]} began after #${certificate.until} had returned` }];
      }
      group.push(operation);
    }
    groups.push(group);
  }
  return rule(beginningOf(part, until), groups);
}

/** The part as it was known when the rank `until` had just passed. */
function beginningOf(part: VerifiedPart, until: number): VerifiedPart {
  const operations: Operation[] = [];
  for (const operation of part.operations) {
    const known = knownAt(until, operation);
    if (known !== undefined) operations.push(known);
  }
  return { ...part, operations };
}

/** `undefined` for what had not begun; what had not returned is open. */
function knownAt(until: number, operation: Operation): Operation | undefined {
  if (operation.return <= until) return operation;
  if (operation.call > until) return undefined;
  return { ...operation, outcome: 'info', output: null, return: Infinity };
}
