/**
 * Faults of the network beyond cuts and losses: messages that are garbled, held, slow by distance
 * or by width, or too big.
 */

import * as z from 'zod';
import { latencySchema } from '../latency-schema.js';
import type { Latency } from '../scenario.js';
import type { FaultInfo } from './info.js';
import { messageType, microseconds, node, ppm, server, windowFields } from './window.js';
import type { Window } from './window.js';

/** In some of the messages from or to `node` a number, string or boolean is garbled. */
export interface CorruptionFault extends Window {
  readonly kind: 'corruption';
  readonly node: string;
  readonly ppm: number;
  /** Only fields of this name, at any depth. */
  readonly field?: string;
}

/** What arrives over these links waits until the fault ends, then comes in the order of sending. */
export interface HoldFault extends Window {
  readonly kind: 'hold';
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Only messages of this type. */
  readonly type?: string;
}

/** These links get another latency in place of the network's. */
export interface LatencyFault extends Window {
  readonly kind: 'latency';
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly latency: Latency;
}

/**
 * Nodes live in regions: a message from region i to region j takes `betweenUs[i][j]` on top of the
 * latency of the network. Nodes in no region are near to all.
 */
export interface GeographyFault extends Window {
  readonly kind: 'geography';
  readonly groups: readonly (readonly string[])[];
  readonly betweenUs: readonly (readonly number[])[];
}

/**
 * What `node` sends leaves over a line of `bytesPerSecond`. While more than `queueBytes` wait, the
 * next message is lost (`drop`), or waits at the sender however long it takes (`block`).
 */
export interface BandwidthFault extends Window {
  readonly kind: 'bandwidth';
  readonly node: string;
  readonly bytesPerSecond: number;
  readonly queueBytes: number;
  readonly overflow: 'drop' | 'block';
}

/** Messages from or to `node` of more than `maxBytes` are lost: its codec does not take them. */
export interface MessageLimitFault extends Window {
  readonly kind: 'message-limit';
  readonly node: string;
  readonly maxBytes: number;
}

/** The faults of how messages travel. */
export type TrafficFault =
  CorruptionFault | HoldFault | LatencyFault | GeographyFault | BandwidthFault | MessageLimitFault;

const bytes = z.int().min(1);
const nodes = z.array(node);
const sides = { from: nodes, to: nodes };

/** Their schemas. */
export const trafficFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({
    ...windowFields,
    kind: z.literal('corruption'),
    node: server,
    ppm,
    field: z.string().min(1).optional(),
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('hold'),
    ...sides,
    type: messageType.optional(),
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('latency'),
    ...sides,
    latency: latencySchema,
  }),
  z
    .strictObject({
      ...windowFields,
      kind: z.literal('geography'),
      groups: z.array(nodes),
      betweenUs: z.array(z.array(microseconds)),
    })
    .refine(
      ({ groups, betweenUs }) =>
        betweenUs.length === groups.length &&
        betweenUs.every((row) => row.length === groups.length),
      { path: ['betweenUs'], message: 'expected a row and a column for each group' },
    ),
  z.strictObject({
    ...windowFields,
    kind: z.literal('bandwidth'),
    node: server,
    bytesPerSecond: bytes,
    queueBytes: z.int().min(0),
    overflow: z.enum(['drop', 'block']),
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('message-limit'),
    node: server,
    maxBytes: z.int().min(0),
  }),
];

const LATENCY = 'latency is zero';
const ENDS = { from: 'senders', to: 'receivers' };

/** Them in words. */
export const trafficFaultInfos: Readonly<Record<TrafficFault['kind'], FaultInfo>> = {
  corruption: {
    summary: 'a field of some messages from and to a server is garbled',
    notion: 'the network is reliable',
    parameters: {
      node: 'the server',
      ppm: 'messages hit, per million',
      field: 'only fields of this name (optional)',
    },
  },
  hold: {
    summary: 'messages on some links wait until the fault ends, then arrive in order',
    notion: 'asynchrony',
    parameters: { ...ENDS, type: 'only messages of this type (optional)' },
  },
  latency: {
    summary: 'some links get another distribution of latencies',
    notion: LATENCY,
    parameters: { ...ENDS, latency: 'fixed, uniform or long-tail, with its bounds' },
  },
  geography: {
    summary: 'nodes live in regions, and messages between regions take longer',
    notion: LATENCY,
    parameters: { groups: 'the nodes of each region', betweenUs: 'so much longer, row to column' },
  },
  bandwidth: {
    summary: 'what a server sends passes a narrow line with a queue',
    notion: 'bandwidth is infinite',
    parameters: {
      node: 'the server',
      bytesPerSecond: 'width of the line',
      queueBytes: 'bytes that may wait',
      overflow: 'what happens to more: drop, or block (wait at the sender)',
    },
  },
  'message-limit': {
    summary: 'messages from and to a server beyond a size are lost',
    notion: 'the network is homogeneous',
    parameters: { node: 'the server', maxBytes: 'the biggest message that passes' },
  },
};
