/**
 * Faults of the network: links that are cut, lossy, slow or out of order.
 */

import * as z from 'zod';
import type { FaultInfo } from './info.js';
import { messageType, microseconds, node, ppm, server, windowFields } from './window.js';
import type { Window } from './window.js';

/** Servers fall into groups that cannot talk to each other; a server in two groups is a bridge. */
export interface PartitionFault extends Window {
  readonly kind: 'partition';
  /** `ring`: each server reaches its neighbours only; `custom`: any groups. */
  readonly shape: 'halves' | 'isolate' | 'bridge' | 'ring' | 'custom';
  readonly groups: readonly (readonly string[])[];
}

/** One direction of the links from `from` to `to` is cut. */
export interface OneWayFault extends Window {
  readonly kind: 'one-way';
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Every message from or to `node` may be lost, doubled or held back. */
export interface LinkQualityFault extends Window {
  readonly kind: 'loss' | 'duplication' | 'reordering' | 'delay';
  readonly node: string;
  /** Messages hit, per million; `delay` hits all. */
  readonly ppm: number;
  /** How much later at most (reordering) or exactly (delay); unused for loss. */
  readonly byUs: number;
  /** Only messages of this type. */
  readonly type?: string;
  /** Only messages from or to this node. */
  readonly peer?: string;
}

/** The faults of the network. */
export type LinkFault = PartitionFault | OneWayFault | LinkQualityFault;

/** Their schemas. */
export const linkFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({
    ...windowFields,
    kind: z.literal('partition'),
    shape: z.enum(['halves', 'isolate', 'bridge', 'ring', 'custom']),
    groups: z.array(z.array(node)),
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('one-way'),
    from: z.array(node),
    to: z.array(node),
  }),
  z.strictObject({
    ...windowFields,
    kind: z.enum(['loss', 'duplication', 'reordering', 'delay']),
    node: server,
    ppm,
    byUs: microseconds,
    type: messageType.optional(),
    peer: node.optional(),
  }),
];

const RELIABLE = 'the network is reliable';
const ONLY = {
  type: 'only messages of this type (optional)',
  peer: 'only messages from or to this node (optional)',
};
const SHARE = { node: 'the server', ppm: 'messages hit, per million', ...ONLY };

/** Them in words. */
export const linkFaultInfos: Readonly<Record<LinkFault['kind'], FaultInfo>> = {
  partition: {
    summary:
      'servers fall into groups that cannot talk: halves, one alone, a bridge, a ring, any groups',
    notion: RELIABLE,
    parameters: {
      shape: 'halves, isolate, bridge, ring or custom',
      groups: 'nodes that reach each other; one in two groups reaches both',
    },
  },
  'one-way': {
    summary: 'messages in one direction of some links are lost',
    notion: 'partial failure',
    parameters: { from: 'senders', to: 'receivers' },
  },
  loss: {
    summary: 'some of the messages from and to a server are lost',
    notion: RELIABLE,
    parameters: SHARE,
  },
  duplication: {
    summary: 'some of the messages from and to a server arrive twice',
    notion: RELIABLE,
    parameters: { ...SHARE, byUs: 'the copy comes so much later at most' },
  },
  reordering: {
    summary: 'some of the messages from and to a server are held back and overtaken',
    notion: 'asynchrony',
    parameters: { ...SHARE, byUs: 'held back so long at most' },
  },
  delay: {
    summary: 'all messages from and to a server take longer',
    notion: 'latency is zero',
    parameters: { node: 'the server', byUs: 'so much longer', ...ONLY },
  },
};
