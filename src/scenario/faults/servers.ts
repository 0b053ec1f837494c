/**
 * Faults of whole servers: they die, stop for good, stand still or become slow.
 */

import * as z from 'zod';
import type { FaultInfo } from './info.js';
import { microseconds, server, windowFields } from './window.js';
import type { Window } from './window.js';

/**
 * What a crash leaves of the disk: what was synced (`synced`), what was only written too (`all`),
 * nothing (`none`), or what was synced and the first write after it, damaged (`torn`).
 */
export type DiskAfterCrash = 'synced' | 'all' | 'none' | 'torn';

/**
 * Where a server dies: as it asks for a sync (`before-persist`), when the sync has ended but nobody
 * was told (`after-persist`), or when all is done but the answer not sent (`before-reply`).
 */
export type CrashPoint = 'before-persist' | 'after-persist' | 'before-reply';

/**
 * The server dies silently, loses its memory and what it had not synced, and comes back after
 * `forUs`.
 */
export interface CrashFault extends Window {
  readonly kind: 'crash';
  readonly node: string;
  /** Default `synced`. */
  readonly disk?: DiskAfterCrash;
}

/** Within the window the server crashes when it first reaches `point`; it restarts at the end. */
export interface CrashPointFault extends Window {
  readonly kind: 'crash-point';
  readonly node: string;
  readonly point: CrashPoint;
  /** Default `synced`. */
  readonly disk?: DiskAfterCrash;
}

/** The server dies for ever, even beyond the heal; the other servers are told after `forUs`. */
export interface StopFault extends Window {
  readonly kind: 'stop';
  readonly node: string;
}

/** The server stands still: messages, timers and disk answers wait. */
export interface PauseFault extends Window {
  readonly kind: 'pause';
  readonly node: string;
}

/** Each event takes the server `byUs` of its own time. */
export interface SlowFault extends Window {
  readonly kind: 'slow';
  readonly node: string;
  readonly byUs: number;
}

/** The faults of whole servers. */
export type ServerFault = CrashFault | CrashPointFault | StopFault | PauseFault | SlowFault;

const disk = z.enum(['synced', 'all', 'none', 'torn']).optional();

/** Their schemas. */
export const serverFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({ ...windowFields, kind: z.literal('crash'), node: server, disk }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('crash-point'),
    node: server,
    point: z.enum(['before-persist', 'after-persist', 'before-reply']),
    disk,
  }),
  z.strictObject({ ...windowFields, kind: z.literal('stop'), node: server }),
  z.strictObject({ ...windowFields, kind: z.literal('pause'), node: server }),
  z.strictObject({ ...windowFields, kind: z.literal('slow'), node: server, byUs: microseconds }),
];

const DISK =
  'what it finds on its disk: synced (default), all (unsynced writes too), none, ' +
  'torn (the first unsynced write is damaged)';

/** Them in words. */
export const serverFaultInfos: Readonly<Record<ServerFault['kind'], FaultInfo>> = {
  crash: {
    summary: 'a server dies silently, loses memory and unsynced writes, and restarts',
    notion: 'failures: crash and recovery',
    parameters: { node: 'the server; it restarts when the fault ends', disk: DISK },
  },
  'crash-point': {
    summary: 'a server crashes just before or after a sync, or before it answers',
    notion: 'a server crashes in the middle of a request',
    parameters: {
      node: 'the server; it restarts when the fault ends',
      point: 'before-persist, after-persist or before-reply; the first time in the window',
      disk: DISK,
    },
  },
  stop: {
    summary: 'a server dies for ever, beyond the heal, and the others are told',
    notion: 'failures: fail-stop',
    parameters: { node: 'the server; the others are told when the window ends' },
  },
  pause: {
    summary: 'a server stands still; what reaches it waits',
    notion: 'partial failure',
    parameters: { node: 'the server' },
  },
  slow: {
    summary: 'a server takes time for each event',
    notion: 'the network is homogeneous',
    parameters: { node: 'the server', byUs: 'so long for each event' },
  },
};
