/**
 * How each kind of fault is drawn.
 */

import type { FaultKind } from '../../scenario/fault.js';
import { administrationDraws } from './administration.js';
import { behaviourDraws } from './behaviour.js';
import { clientDraws } from './clients.js';
import { clockDraws } from './clocks.js';
import { diskDraws } from './disks.js';
import type { Draws } from './draw.js';
import { linkDraws } from './links.js';
import { securityDraws } from './security.js';
import { serverDraws } from './servers.js';
import { trafficDraws } from './traffic.js';

/** Every kind of fault. */
export const DRAWS: Draws<FaultKind> = {
  ...linkDraws,
  ...clientDraws,
  ...serverDraws,
  ...clockDraws,
  ...trafficDraws,
  ...securityDraws,
  ...behaviourDraws,
  ...diskDraws,
  ...administrationDraws,
};
