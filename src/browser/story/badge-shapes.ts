/**
 * What happened to a server, as a shape around its lane, and in a word for the legend.
 */

import type { BadgeView } from '../../report/page/page-data.js';

/** Paths around the point at which a lane is marked. */
export const SHAPES: Readonly<Record<BadgeView['kind'], string>> = {
  // A clock face with its hands.
  clock: 'M-7,-9a7,7 0 1 0 14,0a7,7 0 1 0 -14,0M0,-14v5h4',
  // What is durable: a stroke with a foot.
  sync: 'M0,-7v7M-3,0h6',
  // Dead: a cross in a box.
  crash: 'M-7,-7h14v14h-14zM-4,-4l8,8M4,-4l-8,8',
  // Up again: an arrow upwards in a box.
  restart: 'M-7,-7h14v14h-14zM0,5v-10M-4,-1l4,-4l4,4',
  // A disk: a cylinder.
  disk: 'M-6,-6c0,-4 12,-4 12,0v9c0,4 -12,4 -12,0zM-6,-6c0,4 12,4 12,0',
  // Somebody did something: a hand's five strokes.
  admin: 'M-6,0l6,-8l6,8l-6,8z',
  illegal: 'M0,-9l9,9l-9,9l-9,-9zM-3,-3l6,6M3,-3l-6,6',
};

/** What each shape means. */
export const MEANINGS: Readonly<Record<BadgeView['kind'], string>> = {
  clock: 'clock disturbed',
  sync: 'disk synced',
  crash: 'crashed',
  restart: 'restarted',
  disk: 'disk trouble',
  admin: 'administration',
  illegal: 'the violation',
};
