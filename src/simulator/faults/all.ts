/**
 * Every kind of fault in action.
 */

import type { FaultKind } from '../../scenario/fault.js';
import { administrationEffects } from './administration.js';
import { behaviourEffects } from './behaviour.js';
import { clientEffects } from './clients.js';
import { clockEffects } from './clocks.js';
import { diskEffects } from './disks.js';
import type { Effects } from './effect.js';
import { linkEffects } from './links.js';
import { securityEffects } from './security.js';
import { serverEffects } from './servers.js';
import { trafficEffects } from './traffic.js';

/** What each kind does when it begins and ends. */
export const EFFECTS: Effects<FaultKind> = {
  ...linkEffects,
  ...clientEffects,
  ...serverEffects,
  ...clockEffects,
  ...trafficEffects,
  ...securityEffects,
  ...behaviourEffects,
  ...diskEffects,
  ...administrationEffects,
};
