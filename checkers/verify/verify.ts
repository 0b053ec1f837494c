/**
 * The independent verifier of linearizability verdicts: small, slow and plain. It shares no code
 * with the checker, not even the model's `step`; it believes a verdict only when its certificate
 * proves it.
 */

import type { History } from '../../src/history/operation.js';
import type { Verdict } from '../verdict.js';
import { verifyExhaustion } from './exhaustion.js';
import { verifyLinearization } from './linearization.js';
import { partName, splitIntoParts } from './parts.js';
import type { Problem, Specification } from './specification.js';

/**
 * Rechecks the certificate of a verdict about linearizability; empty means that it proves the
 * verdict. About linear in the certificate. An `unknown` verdict claims nothing and has no
 * problems.
 */
export function verify(
  history: History,
  verdict: Verdict,
  specification: Specification,
): Problem[] {
  if (verdict.kind === 'unknown') return [];
  const parts = splitIntoParts(history, specification);
  const { certificate } = verdict;
  if (verdict.kind === 'legal') {
    if (certificate.kind === 'linearization') {
      return verifyLinearization(parts, certificate, specification);
    }
    return [{ message: `a legal verdict needs a linearization, not ${certificate.kind}` }];
  }
  if (certificate.kind !== 'exhaustion') {
    return [{ message: `an illegal verdict needs an exhaustion, not ${certificate.kind}` }];
  }
  const name = partName(certificate.key);
  const part = parts.get(name);
  if (part === undefined) return [{ message: `the history has no part ${name}` }];
  return verifyExhaustion(part, certificate, specification);
}
