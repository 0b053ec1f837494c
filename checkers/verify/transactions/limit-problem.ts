/**
 * What the verifier gives up on: such a certificate is not proven, and not refuted either.
 */

import type { Problem } from '../specification.js';

/** A problem of the verifier, not of the certificate. */
export interface LimitProblem extends Problem {
  readonly isLimit: true;
}

/** A problem that says what is too large to be rechecked. */
export function limitProblem(message: string): LimitProblem {
  return { message, isLimit: true };
}

/** Whether the certificate may hold all the same. */
export function isLimitProblem(problem: Problem): problem is LimitProblem {
  return 'isLimit' in problem;
}
