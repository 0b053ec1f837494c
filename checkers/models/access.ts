/**
 * What a call reads and writes of a register, as far as one call tells.
 */

import type { Value } from '../../src/history/value.js';

/** A crashed call has no answer, so it reads nothing. */
export interface Access {
  /** The call saw this value: it took effect while the register held it. */
  readonly reads?: Value;
  /** The call, if it took effect, left this value. */
  readonly writes?: Value;
}
