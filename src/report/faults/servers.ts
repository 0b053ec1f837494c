/**
 * Servers that die, stand still or become slow, in words.
 */

import type { ServerFault } from '../../scenario/faults/servers.js';
import { formatDuration } from '../quantities.js';
import { name } from './words.js';
import type { WordsOf } from './words.js';

/** The faults of whole servers. */
export const serverWords: WordsOf<ServerFault['kind']> = {
  crash: {
    effect: ({ node }) => `${name(node)} crashes and loses what it had not synced`,
    end: ({ node }) => `${name(node)} restarts`,
  },
  pause: {
    effect: ({ node }) => `${name(node)} stands still`,
    end: ({ node }) => `${name(node)} goes on`,
  },
  slow: {
    effect: ({ node, byUs }) => `each event takes ${name(node)} ${formatDuration(byUs)}`,
    end: ({ node }) => `${name(node)} is as fast as before`,
  },
};
