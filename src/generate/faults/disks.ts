/**
 * Disks that are slow, full, failing, lying or wrong.
 */

import type { DiskFault } from '../../scenario/faults/disks.js';
import type { Draws } from './draw.js';

/** The faults of disks. */
export const diskDraws: Draws<DiskFault['kind']> = {
  'disk-slow': (dice, window, node) => ({
    ...window,
    kind: 'disk-slow',
    node,
    byUs: dice.integer({ min: 1_000, max: 50_000 }),
  }),
  'disk-full': (_dice, window, node) => ({ ...window, kind: 'disk-full', node }),
  'disk-error': (_dice, window, node) => ({ ...window, kind: 'disk-error', node }),
  'disk-lies': (_dice, window, node) => ({ ...window, kind: 'disk-lies', node }),
  'bit-rot': (_dice, window, node) => ({ ...window, kind: 'bit-rot', node }),
  'misdirected-write': (_dice, window, node) => ({ ...window, kind: 'misdirected-write', node }),
};
