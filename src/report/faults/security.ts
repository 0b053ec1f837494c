/**
 * Attacks in words.
 */

import type { CredentialFault, SecurityFault } from '../../scenario/faults/security.js';
import { formatDuration, formatPpm } from '../quantities.js';
import { name } from './words.js';
import type { WordsOf } from './words.js';

const quiet = ({ node }: { readonly node: string }): string =>
  `nobody meddles with the messages of ${name(node)} any more`;

/** The attacks. */
export const securityWords: WordsOf<SecurityFault['kind']> = {
  tampering: {
    effect: ({ node, ppm }) =>
      `in ${share(ppm, node)} a field is replaced by one of an earlier message`,
    end: quiet,
    countsMessages: true,
  },
  spoofing: {
    effect: ({ node, as, ppm }) =>
      `${formatPpm(ppm)} of the messages of ${name(node)} seem to come from ${name(as)}`,
    end: quiet,
    countsMessages: true,
  },
  replay: {
    effect: ({ node, ppm, byUs }) =>
      `with ${share(ppm, node)} one at least ${formatDuration(byUs)} older arrives again`,
    end: quiet,
    countsMessages: true,
  },
  credential: {
    effect: ({ client, state }) => `${name(client)} asks with ${A_STATE[state]} credential`,
    end: ({ client }) => `the credential of ${name(client)} is in order again`,
  },
};

const A_STATE: Readonly<Record<CredentialFault['state'], string>> = {
  forged: 'a forged',
  expired: 'an expired',
  revoked: 'a revoked',
};

function share(ppm: number, node: string): string {
  return `${formatPpm(ppm)} of the messages from and to ${name(node)}`;
}
