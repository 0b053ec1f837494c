/**
 * The rule `bounds`: a read of a counter that only grows saw more than all that can have been
 * added, or less than what must have been.
 */

import type { Operation } from '../../../src/history/operation.js';
import type { RefutationRule } from '../specification.js';

/** The rule, with one group of one read. Linear in the part. */
export function boundsRule(
  amountOf: (addition: Operation) => number | undefined,
  sumOf: (read: Operation) => number | undefined,
): RefutationRule {
  return (part, groups) => {
    const read = groups[0]?.[0];
    if (read === undefined || groups.length > 1 || groups[0]!.length > 1 || read.f !== 'read') {
      return [{ message: 'the rule names one read' }];
    }
    let certain = 0;
    let possible = 0;
    for (const operation of part.operations) {
      if (operation.f !== 'add' || operation.outcome === 'fail') continue;
      if (operation.call > read.return) continue;
      const amount = amountOf(operation);
      if (amount === undefined || amount < 0) {
        return [{ message: `#${operation.id} adds something else than a positive number` }];
      }
      possible += amount;
      if (operation.return < read.call) certain += amount;
    }
    const sum = sumOf(read);
    // No bound tells anything of sums that numbers do not hold exactly.
    if (sum !== undefined && possible <= Number.MAX_SAFE_INTEGER) {
      if (sum < certain || sum > possible) return [];
    }
    return [{ message: `#${read.id} may have read what it did, by the bounds` }];
  };
}
