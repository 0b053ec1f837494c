/**
 * A server that moves to a new address, and those who still write to the old one.
 */

import type { Rule } from '../interference.js';
import type { Kernel } from '../kernel.js';
import type { Effect } from './effect.js';

/**
 * What others send to the old address is lost, and so is what was on its way there; whoever hears
 * from the server knows the new one.
 */
export const readdress: Effect<'readdress'> = {
  begin(kernel, { node }, index) {
    kernel.interference.add({ fault: index, ...move(kernel, kernel.indexOf(node), index) });
  },
  end: (kernel, _fault, index) => kernel.interference.remove(index),
};

function move(kernel: Kernel, self: number, index: number): Pick<Rule, 'send' | 'arrive'> {
  const { sent } = kernel.post;
  const informed = new Set([self]);
  return {
    send({ from, to }, fate) {
      if (to !== self || informed.has(from) || fate.lost) return undefined;
      fate.lost = true;
      kernel.faults.tookEffect([index]);
      return undefined;
    },
    arrive(message, nowUs) {
      const { from, to, id } = message;
      if (from === self) informed.add(to);
      if (to !== self || from === self || id >= sent) return message;
      kernel.post.drop(nowUs, message, 'moved', [index]);
      return undefined;
    },
  };
}
