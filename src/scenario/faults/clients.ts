/**
 * Faults of clients, and between a client and the servers.
 */

import * as z from 'zod';
import type { FaultInfo } from './info.js';
import { client, microseconds, server, windowFields } from './window.js';
import type { Window } from './window.js';

/** A client's requests, or the replies to it, are lost; `servers` limits it to some of them. */
export interface ClientLinkFault extends Window {
  readonly kind: 'client-link';
  readonly client: string;
  readonly direction: 'request' | 'reply' | 'both';
  readonly servers: readonly string[];
}

/**
 * These servers cannot be found: a request gets a definite answer, `fail` with `['unreachable',
 * null]`, and certainly never reaches the server. Other messages of the client to them are lost.
 */
export interface RefuseFault extends Window {
  readonly kind: 'refuse';
  readonly client: string;
  readonly servers: readonly string[];
}

/**
 * The client dies; its open operation may still happen, its session is lost, and at the end of the
 * window it goes on with its program as a new process.
 */
export interface ClientCrashFault extends Window {
  readonly kind: 'client-crash';
  readonly client: string;
}

/**
 * The client's library sends each request once more after `byUs`, with the same id (`sameId`) or
 * with a new one, which no server can recognise as a retry.
 */
export interface RetryFault extends Window {
  readonly kind: 'retry';
  readonly client: string;
  readonly byUs: number;
  readonly sameId: boolean;
}

/** The faults of clients, and between a client and the servers. */
export type ClientFault = ClientLinkFault | RefuseFault | ClientCrashFault | RetryFault;

/** Their schemas. */
export const clientFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({
    ...windowFields,
    kind: z.literal('client-link'),
    client,
    direction: z.enum(['request', 'reply', 'both']),
    servers: z.array(server),
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('refuse'),
    client,
    servers: z.array(server),
  }),
  z.strictObject({ ...windowFields, kind: z.literal('client-crash'), client }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('retry'),
    client,
    byUs: microseconds,
    sameId: z.boolean(),
  }),
];

const CLIENT = { client: 'the client' };

/** Them in words. */
export const clientFaultInfos: Readonly<Record<ClientFault['kind'], FaultInfo>> = {
  'client-link': {
    summary: "a client's requests, or the replies to it, or both are lost",
    notion: 'a request or a response is lost',
    parameters: {
      ...CLIENT,
      direction: 'request, reply or both',
      servers: 'the other end of the links',
    },
  },
  refuse: {
    summary: 'a client cannot find some servers, and knows it: a definite failure',
    notion: 'a client cannot find the server',
    parameters: { ...CLIENT, servers: 'those that it cannot find' },
  },
  'client-crash': {
    summary: 'a client dies in the middle of an operation and returns as a new process',
    notion: 'a client crashes',
    parameters: { client: 'the client; it returns when the fault ends' },
  },
  retry: {
    summary: 'a client sends each request twice, with the same id or with a new one',
    notion: 'a request or a response is lost',
    parameters: {
      ...CLIENT,
      byUs: 'the second so much later',
      sameId: 'whether a server can recognise it',
    },
  },
};
