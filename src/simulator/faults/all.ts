/**
 * Every kind of fault in action.
 */

import type { FaultKind } from '../../scenario/fault.js';
import { clientEffects } from './clients.js';
import { clockEffects } from './clocks.js';
import type { Effects } from './effect.js';
import { linkEffects } from './links.js';
import { serverEffects } from './servers.js';

/** What each kind does when it begins and ends. */
export const EFFECTS: Effects<FaultKind> = {
  ...linkEffects,
  ...clientEffects,
  ...serverEffects,
  ...clockEffects,
};
