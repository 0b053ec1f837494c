/**
 * What all faults share: an id, a beginning and a duration; and the schemas of their fields.
 */

import * as z from 'zod';

/** When a fault acts. */
export interface Window {
  /** Stable through shrinking: f1, f2, ... */
  readonly id: string;
  readonly atUs: number;
  readonly forUs: number;
}

/** Whole microseconds of virtual time. */
export const microseconds: z.ZodInt = z.int().min(0);

/** Parts per million. */
export const ppm: z.ZodInt = z.int().min(0).max(1_000_000);

/** The name of a server. */
export const server: z.ZodString = z
  .string()
  .regex(/^n(0|[1-9]\d*)$/, 'expected a server such as n0');

/** The name of a client. */
export const client: z.ZodString = z
  .string()
  .regex(/^c(0|[1-9]\d*)$/, 'expected a client such as c0');

/** The name of a server or client. */
export const node: z.ZodString = z
  .string()
  .regex(/^[nc](0|[1-9]\d*)$/, 'expected a node such as n0 or c0');

/** The type of a message, as its body says. */
export const messageType: z.ZodString = z.string().min(1);

/** The fields of {@link Window}. */
export const windowFields: { id: z.ZodString; atUs: z.ZodInt; forUs: z.ZodInt } = {
  id: z.string().min(1),
  atUs: microseconds,
  forUs: microseconds,
};
