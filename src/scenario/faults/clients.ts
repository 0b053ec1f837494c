/**
 * Faults between a client and the servers.
 */

import * as z from 'zod';
import type { FaultInfo } from './info.js';
import { client, server, windowFields } from './window.js';
import type { Window } from './window.js';

/** A client's requests, or the replies to it, are lost; `servers` limits it to some of them. */
export interface ClientLinkFault extends Window {
  readonly kind: 'client-link';
  readonly client: string;
  readonly direction: 'request' | 'reply' | 'both';
  readonly servers: readonly string[];
}

/** The faults between a client and the servers. */
export type ClientFault = ClientLinkFault;

/** Their schemas. */
export const clientFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({
    ...windowFields,
    kind: z.literal('client-link'),
    client,
    direction: z.enum(['request', 'reply', 'both']),
    servers: z.array(server),
  }),
];

/** Them in words. */
export const clientFaultInfos: Readonly<Record<ClientFault['kind'], FaultInfo>> = {
  'client-link': {
    summary: "a client's requests, or the replies to it, or both are lost",
    notion: 'a request or a response is lost',
    parameters: {
      client: 'the client',
      direction: 'request, reply or both',
      servers: 'the other end of the links',
    },
  },
};
