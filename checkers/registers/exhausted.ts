/**
 * Why a check of registers ended without an answer, for people.
 */

import type { Allowance } from '../linearizability/allowance.js';

/** What ran out, as the beginning of a sentence; `undefined` while nothing did. */
export function describeExhausted(allowance: Allowance): string | undefined {
  switch (allowance.exhausted) {
    case 'configurations':
      return `the budget of ${allowance.configurationsMax} configurations ended`;
    case 'memory':
      return 'the memory that may be used was full';
    case 'stopped':
      return 'the check was stopped from outside';
    default:
      return undefined;
  }
}
