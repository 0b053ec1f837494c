/**
 * Servers that leave out messages, or lie.
 */

import type { Fault } from '../../scenario/fault.js';
import type { BehaviourFault } from '../../scenario/faults/behaviour.js';
import { BYZANTINE_BEHAVIOURS } from '../../scenario/faults/behaviour.js';
import type { Profile } from '../../scenario/profile.js';
import { drawnShare, drawnType } from './draw.js';
import type { Draws } from './draw.js';

/** The faults of a server's behaviour. */
export const behaviourDraws: Draws<BehaviourFault['kind']> = {
  omission: (dice, window, node, { profile }) => ({
    ...window,
    kind: 'omission',
    node,
    direction: dice.pick(['send', 'receive'] as const),
    ppm: drawnShare(dice),
    ...drawnType(dice, profile),
  }),
  byzantine: (dice, window, node) => ({
    ...window,
    kind: 'byzantine',
    node,
    behaviour: dice.pick(BYZANTINE_BEHAVIOURS),
    ppm: drawnShare(dice, 30),
  }),
};

/**
 * The schedule with no more Byzantine servers than a protocol is built for: further ones lie on the
 * servers that lie already.
 */
export function keepByzantineMax(faults: readonly Fault[], { byzantineMax = 1 }: Profile): Fault[] {
  const liars: string[] = [];
  return faults.flatMap((fault): Fault[] => {
    if (fault.kind !== 'byzantine') return [fault];
    if (byzantineMax < 1) return [];
    if (!liars.includes(fault.node) && liars.length < byzantineMax) liars.push(fault.node);
    const node = liars.includes(fault.node) ? fault.node : (liars[0] as string);
    return [{ ...fault, node }];
  });
}
