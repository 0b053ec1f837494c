/**
 * Faults of clocks: off for a while, off for good, off and on, standing, or running at another
 * speed.
 */

import * as z from 'zod';
import type { FaultInfo } from './info.js';
import { server, windowFields } from './window.js';
import type { Window } from './window.js';

/** The wall clock is off by `byUs` for the window (`offset`) or from `atUs` on (`jump`). */
export interface ClockShiftFault extends Window {
  readonly kind: 'clock-offset' | 'clock-jump';
  readonly node: string;
  readonly byUs: number;
}

/** The wall clock is off by `byUs` for `periodUs`, right for as long, and so on. */
export interface ClockStrobeFault extends Window {
  readonly kind: 'clock-strobe';
  readonly node: string;
  readonly byUs: number;
  readonly periodUs: number;
}

/**
 * Wall clock and monotonic clock stand still, and go on from where they stood. Timers follow the
 * monotonic clock, so they wait as long.
 */
export interface ClockFreezeFault extends Window {
  readonly kind: 'clock-freeze';
  readonly node: string;
}

/**
 * The clock runs fast (positive) or slow by `ppm` microseconds a second; its timers run with it.
 */
export interface ClockDriftFault extends Window {
  readonly kind: 'clock-drift';
  readonly node: string;
  readonly ppm: number;
}

/** The faults of clocks. */
export type ClockFault = ClockShiftFault | ClockStrobeFault | ClockFreezeFault | ClockDriftFault;

/** Their schemas. */
export const clockFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({
    ...windowFields,
    kind: z.enum(['clock-offset', 'clock-jump']),
    node: server,
    byUs: z.int(),
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('clock-strobe'),
    node: server,
    byUs: z.int(),
    periodUs: z.int().min(1),
  }),
  z.strictObject({ ...windowFields, kind: z.literal('clock-freeze'), node: server }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('clock-drift'),
    node: server,
    ppm: z.int().min(-900_000).max(9_000_000),
  }),
];

const NO_SHARED_CLOCK = 'no shared clock';
const BY = { node: 'the server', byUs: 'ahead, or behind if negative' };

/** Them in words. */
export const clockFaultInfos: Readonly<Record<ClockFault['kind'], FaultInfo>> = {
  'clock-offset': {
    summary: "a server's wall clock is off for a while",
    notion: NO_SHARED_CLOCK,
    parameters: BY,
  },
  'clock-jump': {
    summary: "a server's wall clock jumps, ahead or back, and stays off",
    notion: NO_SHARED_CLOCK,
    parameters: { node: 'the server', byUs: 'ahead, or back if negative' },
  },
  'clock-strobe': {
    summary: "a server's wall clock is off and right in turns",
    notion: NO_SHARED_CLOCK,
    parameters: { ...BY, periodUs: 'off for so long, right for as long' },
  },
  'clock-freeze': {
    summary: "a server's clocks stand still, and its timers wait",
    notion: NO_SHARED_CLOCK,
    parameters: { node: 'the server; its clocks stay behind by as long as they stood' },
  },
  'clock-drift': {
    summary: "a server's clock and its timers run fast or slow",
    notion: NO_SHARED_CLOCK,
    parameters: { node: 'the server', ppm: 'microseconds a second, fast or (negative) slow' },
  },
};
