/**
 * What goes wrong with clients, and between a client and the servers, in words.
 */

import type { ClientFault, ClientLinkFault } from '../../scenario/faults/clients.js';
import { formatDuration } from '../quantities.js';
import { name, names } from './words.js';
import type { WordsOf } from './words.js';

/** The faults of clients, and between a client and the servers. */
export const clientWords: WordsOf<ClientFault['kind']> = {
  'client-link': {
    effect: clientLinkEffect,
    end: () => 'the link is mended',
    countsMessages: true,
  },
  refuse: {
    effect: ({ client, servers }) => `${name(client)} cannot find ${names(servers)} and knows it`,
    end: ({ client, servers }) => `${name(client)} finds ${names(servers)} again`,
    countsMessages: true,
  },
  'client-crash': {
    effect: ({ client }) => `${name(client)} crashes and leaves what it had begun`,
    end: ({ client }) => `${name(client)} returns as a new process`,
  },
  retry: {
    effect: ({ client, byUs, sameId }) => {
      const id = sameId ? 'with the same id' : 'with a new id';
      return `requests of ${name(client)} are sent again ${formatDuration(byUs)} later, ${id}`;
    },
    end: ({ client }) => `requests of ${name(client)} are sent only once`,
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
