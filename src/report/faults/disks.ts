/**
 * Disks that are slow, full, failing, lying or wrong, in words.
 */

import type { DiskFault } from '../../scenario/faults/disks.js';
import { formatDuration } from '../quantities.js';
import { name } from './words.js';
import type { WordsOf } from './words.js';

/** The faults of disks. */
export const diskWords: WordsOf<DiskFault['kind']> = {
  'disk-slow': {
    effect: ({ node, byUs }) => `each sync takes ${name(node)} ${formatDuration(byUs)} longer`,
    end: ({ node }) => `the disk of ${name(node)} is as fast as before`,
  },
  'disk-full': {
    effect: ({ node }) => `the disk of ${name(node)} is full, and its syncs fail`,
    end: ({ node }) => `the disk of ${name(node)} has room again`,
  },
  'disk-error': {
    effect: ({ node }) => `syncs of ${name(node)} fail, and what was written is dropped`,
    end: ({ node }) => `the disk of ${name(node)} works again`,
  },
  'disk-lies': {
    effect: ({ node }) => `the disk of ${name(node)} says that it has synced, and has not`,
    end: ({ node }) => `the disk of ${name(node)} catches up with what it promised`,
  },
  'bit-rot': {
    effect: ({ node }) => `one value on the disk of ${name(node)} is silently changed`,
    end: ({ node }) => `the disk of ${name(node)} stays as it is`,
    isInstant: true,
  },
  'misdirected-write': {
    effect: ({ node }) => `one write of ${name(node)} lands on another key`,
    end: ({ node }) => `writes of ${name(node)} go where they should`,
  },
};
