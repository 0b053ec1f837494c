/**
 * What goes wrong between a client and the servers, in words.
 */

import type { ClientFault, ClientLinkFault } from '../../scenario/faults/clients.js';
import { name, names } from './words.js';
import type { WordsOf } from './words.js';

/** The faults between a client and the servers. */
export const clientWords: WordsOf<ClientFault['kind']> = {
  'client-link': {
    effect: clientLinkEffect,
    end: () => 'the link is mended',
    countsMessages: true,
  },
};

function clientLinkEffect(fault: ClientLinkFault): string {
  const client = name(fault.client);
  const servers = fault.servers.length === 0 ? 'every server' : names(fault.servers);
  switch (fault.direction) {
    case 'request':
      return `requests of ${client} to ${servers} are lost`;
    case 'reply':
      return `replies to ${client} from ${servers} are lost`;
    case 'both':
      return `requests of ${client} to ${servers} and their replies are lost`;
  }
}
