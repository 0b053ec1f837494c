/**
 * The restricted register workload: what the register is asked, by clients whose credentials may be
 * forged, expired or revoked; who has no right must not succeed.
 */

import { authorizedOnly } from '../checkers/invariants/authorized-only.js';
import { registerWorkload } from './register.js';
import type { Workload } from './workload.js';

/** The register workload, with the invariant that nobody acts without the right to. */
export const restrictedRegisterWorkload: Workload = {
  ...registerWorkload,
  name: 'restricted-register',
  summary: 'registers as above, by clients whose credentials may be forged, expired or revoked',
  invariants: [authorizedOnly],
};
