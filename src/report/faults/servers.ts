/**
 * Servers that die, stop for good, stand still or become slow, in words.
 */

import type { CrashPoint, DiskAfterCrash, ServerFault } from '../../scenario/faults/servers.js';
import { formatDuration } from '../quantities.js';
import { name } from './words.js';
import type { WordsOf } from './words.js';

const LOSSES: Readonly<Record<DiskAfterCrash, string>> = {
  synced: 'loses what it had not synced',
  all: 'keeps all that it had written',
  none: 'loses its disk',
  torn: 'finds its first unsynced write damaged',
};

const POINTS: Readonly<Record<CrashPoint, string>> = {
  'before-persist': 'as it first asks for a sync',
  'after-persist': 'as its first sync has ended',
  'before-reply': 'as it first answers',
};

/** The faults of whole servers. */
export const serverWords: WordsOf<ServerFault['kind']> = {
  crash: {
    effect: ({ node, disk = 'synced' }) => `${name(node)} crashes and ${LOSSES[disk]}`,
    end: ({ node }) => `${name(node)} restarts`,
  },
  'crash-point': {
    effect: ({ node, point, disk = 'synced' }) =>
      `${name(node)} crashes ${POINTS[point]} and ${LOSSES[disk]}`,
    end: ({ node }) => `${name(node)} restarts if it crashed`,
  },
  stop: {
    effect: ({ node }) => `${name(node)} stops for ever, and nobody knows`,
    end: ({ node }) => `the others know that ${name(node)} has stopped`,
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
