/**
 * Faults of disks: slow, full, failing, lying, or wrong about what is on them (Bairavasundaram et
 * al., "An Analysis of Data Corruption in the Storage Stack", FAST 2008; Rebello et al., "Can
 * Applications Recover from fsync Failures?", USENIX ATC 2020).
 */

import * as z from 'zod';
import type { FaultInfo } from './info.js';
import { microseconds, server, windowFields } from './window.js';
import type { Window } from './window.js';

/** Each sync takes the server `byUs` longer. */
export interface DiskSlowFault extends Window {
  readonly kind: 'disk-slow';
  readonly node: string;
  readonly byUs: number;
}

/**
 * Syncs that end in the window fail: with `ENOSPC` (`disk-full`; a later sync covers the writes) or
 * with `EIO` (`disk-error`; they must be written again). Or they claim success and make nothing
 * durable before the next honest sync or the end of the window (`disk-lies`). Or one durable value
 * is changed (`bit-rot`), or the next durable write lands on another key (`misdirected-write`).
 */
export interface DiskTroubleFault extends Window {
  readonly kind: 'disk-full' | 'disk-error' | 'disk-lies' | 'bit-rot' | 'misdirected-write';
  readonly node: string;
}

/** The faults of disks. */
export type DiskFault = DiskSlowFault | DiskTroubleFault;

/** Their schemas. */
export const diskFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({
    ...windowFields,
    kind: z.literal('disk-slow'),
    node: server,
    byUs: microseconds,
  }),
  z.strictObject({
    ...windowFields,
    kind: z.enum(['disk-full', 'disk-error', 'disk-lies', 'bit-rot', 'misdirected-write']),
    node: server,
  }),
];

const PARTIAL = 'partial failure';
const NODE = { node: 'the server' };

/** Them in words. */
export const diskFaultInfos: Readonly<Record<DiskFault['kind'], FaultInfo>> = {
  'disk-slow': {
    summary: "a server's syncs take longer",
    notion: PARTIAL,
    parameters: { ...NODE, byUs: 'so much longer' },
  },
  'disk-full': {
    summary: 'syncs fail with ENOSPC; what was written stays in the buffer',
    notion: PARTIAL,
    parameters: NODE,
  },
  'disk-error': {
    summary: 'syncs fail with EIO; what was written is never durable unless written again',
    notion: PARTIAL,
    parameters: NODE,
  },
  'disk-lies': {
    summary: 'syncs succeed at once and make nothing durable; a crash loses it',
    notion: 'failures: crash and recovery',
    parameters: { ...NODE, forUs: 'when it ends, the disk catches up' },
  },
  'bit-rot': {
    summary: 'one durable value of a server is silently changed',
    notion: 'failures: a disk forgets',
    parameters: { node: 'the server; the first value if nothing is durable yet' },
  },
  'misdirected-write': {
    summary: 'the next durable write of a server lands on another key of its disk',
    notion: 'failures: a disk forgets',
    parameters: { node: 'the server; it needs another key to hit' },
  },
};
