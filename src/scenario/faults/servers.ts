/**
 * Faults of whole servers: they die, stand still or become slow.
 */

import * as z from 'zod';
import type { FaultInfo } from './info.js';
import { microseconds, server, windowFields } from './window.js';
import type { Window } from './window.js';

/**
 * The server dies silently, loses its memory and what it had not synced, and comes back after
 * `forUs`.
 */
export interface CrashFault extends Window {
  readonly kind: 'crash';
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
export type ServerFault = CrashFault | PauseFault | SlowFault;

/** Their schemas. */
export const serverFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({ ...windowFields, kind: z.literal('crash'), node: server }),
  z.strictObject({ ...windowFields, kind: z.literal('pause'), node: server }),
  z.strictObject({ ...windowFields, kind: z.literal('slow'), node: server, byUs: microseconds }),
];

/** Them in words. */
export const serverFaultInfos: Readonly<Record<ServerFault['kind'], FaultInfo>> = {
  crash: {
    summary: 'a server dies silently, loses memory and unsynced writes, and restarts',
    notion: 'failures: crash and recovery',
    parameters: { node: 'the server; it restarts when the fault ends' },
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
