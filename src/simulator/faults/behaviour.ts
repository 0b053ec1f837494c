/**
 * Servers that do not behave: they leave out messages, or lie.
 */

import type { BehaviourFault } from '../../scenario/faults/behaviour.js';
import type { Effects } from './effect.js';
import { liar } from './liar.js';
import { ofType, ruling } from './rules.js';

/** The faults of a server's behaviour. */
export const behaviourEffects: Effects<BehaviourFault['kind']> = {
  omission: ruling(({ node, direction, ppm, type }, book) => {
    const at = book.kernel.indexOf(node);
    const isMeant = ofType(type);
    if (direction === 'send') {
      return {
        send(message, fate) {
          const { from, to } = message;
          if (fate.lost || from !== at || to === at || !isMeant(message)) return undefined;
          if (!book.hits(message, ppm)) return undefined;
          book.tookEffect();
          fate.lost = true;
          return undefined;
        },
      };
    }
    return {
      arrive(message) {
        if (message.to !== at || message.from === at || !isMeant(message)) return message;
        if (!book.hits(message, ppm)) return message;
        book.drop(message, 'omitted');
        return undefined;
      },
    };
  }),
  byzantine: ruling(liar),
};
