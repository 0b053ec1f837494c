/**
 * Every kind of fault in words.
 */

import type { FaultKind } from '../../scenario/fault.js';
import { administrationWords } from './administration.js';
import { behaviourWords } from './behaviour.js';
import { clientWords } from './clients.js';
import { clockWords } from './clocks.js';
import { diskWords } from './disks.js';
import { linkWords } from './links.js';
import { securityWords } from './security.js';
import { serverWords } from './servers.js';
import { trafficWords } from './traffic.js';
import type { WordsOf } from './words.js';

/** What reports say of each kind. */
export const WORDS: WordsOf<FaultKind> = {
  ...linkWords,
  ...clientWords,
  ...serverWords,
  ...clockWords,
  ...trafficWords,
  ...securityWords,
  ...behaviourWords,
  ...diskWords,
  ...administrationWords,
};
