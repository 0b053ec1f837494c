/**
 * Servers that leave out messages, or lie, in words.
 */

import type {
  BehaviourFault,
  ByzantineBehaviour,
  OmissionFault,
} from '../../scenario/faults/behaviour.js';
import { formatPpm } from '../quantities.js';
import { name } from './words.js';
import type { WordsOf } from './words.js';

const LIES: Readonly<Record<ByzantineBehaviour, string>> = {
  lie: 'lies about values',
  equivocate: 'tells each receiver another lie',
  'forge-ack': 'grants what it should refuse, and answers requests without doing them',
  'stale-vote': 'sends what it said before as the answer of today',
  replay: 'sends older messages in place of new ones',
};

/** The faults of a server's behaviour. */
export const behaviourWords: WordsOf<BehaviourFault['kind']> = {
  omission: {
    effect: omissionEffect,
    end: ({ node }) => `${name(node)} leaves nothing out any more`,
    countsMessages: true,
  },
  byzantine: {
    effect: ({ node, behaviour, ppm }) =>
      `${name(node)} is Byzantine: it ${LIES[behaviour]}, in ${formatPpm(ppm)} of its messages`,
    end: ({ node }) => `${name(node)} is honest again`,
    countsMessages: true,
  },
};

function omissionEffect({ node, direction, ppm, type }: OmissionFault): string {
  const kind = type === undefined ? '' : `${name(type)} `;
  const share = `${formatPpm(ppm)} of the ${kind}messages`;
  return direction === 'send'
    ? `${name(node)} does not send ${share} it should`
    : `${name(node)} takes no notice of ${share} that reach it`;
}
