/**
 * Attacks: somebody on the path who changes, forges or repeats messages, and clients without the
 * right to ask.
 */

import * as z from 'zod';
import type { FaultInfo } from './info.js';
import { client, microseconds, node, ppm, server, windowFields } from './window.js';
import type { Window } from './window.js';

/**
 * In some of the messages from or to `node` one field is replaced by a value seen earlier in the
 * same field of another message of the type: well-formed, and wrong.
 */
export interface TamperingFault extends Window {
  readonly kind: 'tampering';
  readonly node: string;
  readonly ppm: number;
}

/** Some of the messages of `node` arrive as if `as` had sent them. */
export interface SpoofingFault extends Window {
  readonly kind: 'spoofing';
  readonly node: string;
  readonly as: string;
  readonly ppm: number;
}

/**
 * Somebody records the links of `node`; with some of the messages, an older one of the link, sent
 * at least `byUs` before, is delivered again.
 */
export interface ReplayFault extends Window {
  readonly kind: 'replay';
  readonly node: string;
  readonly ppm: number;
  readonly byUs: number;
}

/** What `client` asks carries a credential that servers must not accept. */
export interface CredentialFault extends Window {
  readonly kind: 'credential';
  readonly client: string;
  /** `revoked`: in order, but a server has been told that the principal has lost its rights. */
  readonly state: 'forged' | 'expired' | 'revoked';
}

/** The attacks. */
export type SecurityFault = TamperingFault | SpoofingFault | ReplayFault | CredentialFault;

/** Their schemas. */
export const securityFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({ ...windowFields, kind: z.literal('tampering'), node: server, ppm }),
  z
    .strictObject({ ...windowFields, kind: z.literal('spoofing'), node: server, as: node, ppm })
    .refine((fault) => fault.as !== fault.node, {
      path: ['as'],
      message: 'expected another node than the sender',
    }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('replay'),
    node: server,
    ppm,
    byUs: microseconds,
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('credential'),
    client,
    state: z.enum(['forged', 'expired', 'revoked']),
  }),
];

const SECURE = 'the network is secure';
const SHARE = { node: 'the server', ppm: 'messages hit, per million' };

/** Them in words. */
export const securityFaultInfos: Readonly<Record<SecurityFault['kind'], FaultInfo>> = {
  tampering: {
    summary: 'fields of some messages are replaced by values of earlier messages',
    notion: SECURE,
    parameters: SHARE,
  },
  spoofing: {
    summary: 'some messages of a server seem to come from another node',
    notion: SECURE,
    parameters: { ...SHARE, as: 'who seems to have sent them' },
  },
  replay: {
    summary: 'recorded messages of a link are delivered again, much later',
    notion: SECURE,
    parameters: { ...SHARE, byUs: 'how old a repeated message is at least' },
  },
  credential: {
    summary: 'a client asks with a forged, expired or revoked credential',
    notion: SECURE,
    parameters: { client: 'the client', state: 'forged, expired or revoked' },
  },
};
