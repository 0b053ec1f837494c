/**
 * Verifies a legal verdict: each order holds every operation that must have happened once, none
 * that cannot have, agrees with real time, and replays. Linear.
 */

import type { Operation } from '../../src/history/operation.js';
import type { LinearizationCertificate } from '../certificate.js';
import { partName, type VerifiedPart } from './parts.js';
import type { Problem, Specification } from './specification.js';

/** The problems of the orders in `certificate`; it must have one for each part. */
export function verifyLinearization(
  parts: ReadonlyMap<string, VerifiedPart>,
  certificate: LinearizationCertificate,
  specification: Specification,
): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { key, order } of certificate.parts) {
    const name = partName(key);
    if (seen.has(name)) problems.push({ message: `there are two orders for part ${name}` });
    seen.add(name);
    const part = parts.get(name) ?? { name, operations: [], failureOf: () => undefined };
    problems.push(...verifyOrder(part, order, specification));
  }
  for (const [name, { operations }] of parts) {
    if (seen.has(name)) continue;
    if (operations.some(({ outcome }) => outcome !== 'info')) {
      problems.push({ message: `there is no order for part ${name}` });
    }
  }
  return problems;
}

function verifyOrder(
  part: VerifiedPart,
  order: readonly number[],
  specification: Specification,
): Problem[] {
  const byId = new Map(part.operations.map((operation) => [operation.id, operation]));
  const ordered: Operation[] = [];
  const placed = new Set<number>();
  const problems: Problem[] = [];
  for (const id of order) {
    const operation = byId.get(id);
    if (operation === undefined)
      problems.push({ message: `#${id} does not belong into the order` });
    else if (placed.has(id)) problems.push({ message: `#${id} is in the order twice` });
    else ordered.push(operation);
    placed.add(id);
  }
  for (const { id, outcome } of part.operations) {
    if (outcome !== 'info' && !placed.has(id)) {
      problems.push({ message: `#${id} happened but is not in the order` });
    }
  }
  return [...problems, ...verifyRealTime(ordered), ...replay(ordered, part, specification)];
}

/** No operation may stand before one that had returned when it was called. */
function verifyRealTime(ordered: readonly Operation[]): Problem[] {
  const problems: Problem[] = [];
  let latest: Operation | undefined;
  for (const operation of ordered) {
    if (latest !== undefined && operation.return < latest.call) {
      problems.push({ message: `#${operation.id} returned before #${latest.id} was called` });
    }
    if (latest === undefined || operation.call > latest.call) latest = operation;
  }
  return problems;
}

function replay(
  ordered: readonly Operation[],
  part: VerifiedPart,
  specification: Specification,
): Problem[] {
  let state = specification.initial;
  for (const operation of ordered) {
    const next = specification.apply(state, operation, part.failureOf(operation));
    if (next === undefined) {
      return [{ message: `#${operation.id} contradicts ${specification.text(state)}` }];
    }
    state = next;
  }
  return [];
}
