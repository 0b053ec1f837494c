/**
 * Servers that die, stand still or become slow.
 */

import type { ServerFault } from '../../scenario/faults/servers.js';
import type { Draws } from './draw.js';

/** The faults of whole servers. */
export const serverDraws: Draws<ServerFault['kind']> = {
  crash: (_dice, window, node) => ({ ...window, kind: 'crash', node }),
  pause: (_dice, window, node) => ({ ...window, kind: 'pause', node }),
  slow: (dice, window, node) => ({
    ...window,
    kind: 'slow',
    node,
    byUs: dice.integer({ min: 500, max: 10_000 }),
  }),
};
