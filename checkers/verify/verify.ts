/**
 * The independent verifier of linearizability verdicts: small and plain. It shares no code with the
 * checker, not even the model's `step`; it believes a verdict only when its certificate proves it.
 */

import type { History } from '../../src/history/operation.js';
import type { Verdict } from '../verdict.js';
import { verifyExhaustion } from './exhaustion.js';
import { verifyLinearization } from './linearization.js';
import { PartedHistory, partName } from './parts.js';
import { verifyRefutation } from './refutation.js';
import type { Problem, Specification } from './specification.js';

/**
 * Rechecks the certificate of a verdict about linearizability; empty means that it proves the
 * verdict. About linear in history and certificate: a second or so for an order of a million
 * operations. An `unknown` verdict claims nothing and has no problems.
 */
export function verify(
  history: History,
  verdict: Verdict,
  specification: Specification,
): Problem[] {
  if (verdict.kind === 'unknown') return [];
  const { certificate } = verdict;
  if (verdict.kind === 'legal') {
    if (certificate.kind !== 'linearization') {
      return [{ message: `a legal verdict needs a linearization, not ${certificate.kind}` }];
    }
    return verifyLinearization(
      new PartedHistory(history, specification),
      certificate,
      specification,
    );
  }
  if (certificate.kind !== 'exhaustion' && certificate.kind !== 'refutation') {
    return [
      {
        message: `an illegal verdict needs a refutation or an exhaustion, not ${certificate.kind}`,
      },
    ];
  }
  const isByElement = certificate.kind === 'exhaustion';
  const parted = new PartedHistory(history, specification, isByElement);
  const name = partName(certificate.key);
  const part = parted.parts.get(name);
  if (part === undefined) return [{ message: `the history has no part ${name}` }];
  return certificate.kind === 'refutation'
    ? verifyRefutation(parted, part, certificate, specification)
    : verifyExhaustion(part, certificate, specification);
}
