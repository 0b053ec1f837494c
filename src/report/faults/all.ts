/**
 * Every kind of fault in words.
 */

import type { FaultKind } from '../../scenario/fault.js';
import { clientWords } from './clients.js';
import { clockWords } from './clocks.js';
import { linkWords } from './links.js';
import { serverWords } from './servers.js';
import type { WordsOf } from './words.js';

/** What reports say of each kind. */
export const WORDS: WordsOf<FaultKind> = {
  ...linkWords,
  ...clientWords,
  ...serverWords,
  ...clockWords,
};
