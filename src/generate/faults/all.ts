/**
 * How each kind of fault is drawn.
 */

import type { FaultKind } from '../../scenario/fault.js';
import { clientDraws } from './clients.js';
import { clockDraws } from './clocks.js';
import type { Draws } from './draw.js';
import { linkDraws } from './links.js';
import { serverDraws } from './servers.js';

/** Every kind of fault. */
export const DRAWS: Draws<FaultKind> = {
  ...linkDraws,
  ...clientDraws,
  ...serverDraws,
  ...clockDraws,
};
