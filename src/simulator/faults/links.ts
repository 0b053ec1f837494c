/**
 * Links that are cut or of poor quality.
 */

import { hashString } from '../../scenario/randomness.js';
import type { FaultOf } from '../../scenario/fault.js';
import type { LinkFault, LinkQualityFault } from '../../scenario/faults/links.js';
import type { Kernel } from '../kernel.js';
import type { Effect, Effects } from './effect.js';
import { pickyQuality } from './traffic.js';

type Cut = 'partition' | 'one-way' | 'client-link';

/** Cuts the directed links that `linksOf` names. */
export function cutting<Kind extends Cut>(
  linksOf: (fault: FaultOf<Kind>) => readonly (readonly [from: string, to: string])[],
): Effect<Kind> {
  return {
    begin(kernel, fault, index) {
      for (const [from, to] of linksOf(fault)) {
        kernel.network.cut(kernel.indexOf(from), kernel.indexOf(to), index);
      }
    },
    end(kernel, fault, index) {
      for (const [from, to] of linksOf(fault)) {
        kernel.network.mend(kernel.indexOf(from), kernel.indexOf(to), index);
      }
    },
  };
}

const quality: Effect<LinkQualityFault['kind']> = {
  begin(kernel: Kernel, fault: LinkQualityFault, index: number): void {
    const { kind, ppm, byUs, type, peer } = fault;
    if (type !== undefined || peer !== undefined) return pickyQuality.begin(kernel, fault, index);
    const salt = hashString(fault.id) | 0;
    const node = kernel.indexOf(fault.node);
    kernel.network.spoil({ fault: index, salt, kind, node, ppm, byUs });
  },
  end(kernel, fault, index): void {
    pickyQuality.end(kernel, fault, index);
    kernel.network.unspoil(index);
  },
};

/** The faults of the network. */
export const linkEffects: Effects<LinkFault['kind']> = {
  partition: cutting(({ groups }) => severed(groups)),
  'one-way': cutting(({ from, to }) =>
    from.flatMap((sender) =>
      to
        .filter((receiver) => receiver !== sender)
        .map((receiver): [string, string] => [sender, receiver]),
    ),
  ),
  loss: quality,
  duplication: quality,
  reordering: quality,
  delay: quality,
};

/** The ordered pairs of names that share no group, among all that are in some group. */
function severed(groups: readonly (readonly string[])[]): [string, string][] {
  const members = [...new Set(groups.flat())];
  const together = (left: string, right: string): boolean =>
    groups.some((group) => group.includes(left) && group.includes(right));
  return members.flatMap((from) =>
    members
      .filter((to) => to !== from && !together(from, to))
      .map((to): [string, string] => [from, to]),
  );
}
