/**
 * Servers that do not behave: they leave out messages, or lie (Lamport, Shostak, Pease, "The
 * Byzantine Generals Problem", TOPLAS 1982).
 */

import * as z from 'zod';
import type { FaultInfo } from './info.js';
import { messageType, ppm, server, windowFields } from './window.js';
import type { Window } from './window.js';

/** The server leaves out some of the messages it should send, or takes no notice of some. */
export interface OmissionFault extends Window {
  readonly kind: 'omission';
  readonly node: string;
  readonly direction: 'send' | 'receive';
  readonly ppm: number;
  /** Only messages of this type. */
  readonly type?: string;
}

/** How a server lies. */
export const BYZANTINE_BEHAVIOURS = [
  'lie', // the values it sends are wrong, the same for everybody
  'equivocate', // ... and another lie for each receiver
  'forge-ack', // it grants what it should refuse, and answers requests without doing them
  'stale-vote', // it repeats an older message of the type as its answer of today
  'replay', // it sends any older message in place of the new one
] as const;

/** One of {@link BYZANTINE_BEHAVIOURS}. */
export type ByzantineBehaviour = (typeof BYZANTINE_BEHAVIOURS)[number];

/** Some of the messages that the server sends are lies. */
export interface ByzantineFault extends Window {
  readonly kind: 'byzantine';
  readonly node: string;
  readonly behaviour: ByzantineBehaviour;
  readonly ppm: number;
}

/** The faults of a server's behaviour. */
export type BehaviourFault = OmissionFault | ByzantineFault;

/** Their schemas. */
export const behaviourFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({
    ...windowFields,
    kind: z.literal('omission'),
    node: server,
    direction: z.enum(['send', 'receive']),
    ppm,
    type: messageType.optional(),
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('byzantine'),
    node: server,
    behaviour: z.enum(BYZANTINE_BEHAVIOURS),
    ppm,
  }),
];

/** Them in words. */
export const behaviourFaultInfos: Readonly<Record<BehaviourFault['kind'], FaultInfo>> = {
  omission: {
    summary: 'a server leaves out some of the messages it should send or receive',
    notion: 'failures: omission',
    parameters: {
      node: 'the server',
      direction: 'send or receive',
      ppm: 'messages left out, per million',
      type: 'only messages of this type (optional)',
    },
  },
  byzantine: {
    summary: 'a server lies, on at most as many servers as the profile says',
    notion: 'failures: Byzantine',
    parameters: {
      node: 'the server',
      behaviour: 'lie, equivocate, forge-ack, stale-vote or replay',
      ppm: 'messages that are lies, per million',
    },
  },
};
