/**
 * Servers that die, stop for good, stand still or become slow.
 */

import type { Fault } from '../../scenario/fault.js';
import type { DiskAfterCrash, ServerFault } from '../../scenario/faults/servers.js';
import type { Profile } from '../../scenario/profile.js';
import type { Dice } from '../dice.js';
import type { Draws } from './draw.js';

/** The faults of whole servers. */
export const serverDraws: Draws<ServerFault['kind']> = {
  crash: (dice, window, node, { profile }) => ({
    ...window,
    kind: 'crash',
    node,
    ...drawnDisk(dice, profile),
  }),
  'crash-point': (dice, window, node, { profile }) => {
    const point = dice.pick(['before-persist', 'after-persist', 'before-reply'] as const);
    return { ...window, kind: 'crash-point', node, point, ...drawnDisk(dice, profile) };
  },
  stop: (_dice, window, node) => ({ ...window, kind: 'stop', node }),
  pause: (_dice, window, node) => ({ ...window, kind: 'pause', node }),
  slow: (dice, window, node) => ({
    ...window,
    kind: 'slow',
    node,
    byUs: dice.integer({ min: 500, max: 10_000 }),
  }),
};

/** No draw where the profile asks for none. */
function drawnDisk(dice: Dice, { crashDisks }: Profile): { disk?: DiskAfterCrash } {
  const disk = crashDisks === undefined ? 'synced' : dice.pick(crashDisks);
  return disk === 'synced' ? {} : { disk };
}

/** At most one server stops for ever, and only where the others are still a majority. */
export function keepOneStop(faults: readonly Fault[], servers: readonly string[]): Fault[] {
  const first = servers.length < 3 ? undefined : faults.find(({ kind }) => kind === 'stop');
  return faults.filter((fault) => fault.kind !== 'stop' || fault === first);
}
