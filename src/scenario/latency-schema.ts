/**
 * The schema of a latency: of the whole network, or of some links while a fault acts.
 */

import * as z from 'zod';
import { microseconds } from './faults/window.js';
import type { Latency } from './scenario.js';

const inOrder = ({ minUs, maxUs }: { minUs: number; maxUs: number }): boolean => minUs <= maxUs;

/** Each distribution with its bounds in order. */
export const latencySchema: z.ZodType<Latency> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), us: microseconds }),
  z
    .strictObject({ kind: z.literal('uniform'), minUs: microseconds, maxUs: microseconds })
    .refine(inOrder, 'expected minUs <= maxUs'),
  z
    .strictObject({
      kind: z.literal('long-tail'),
      minUs: microseconds,
      scaleUs: z.int().min(1),
      maxUs: microseconds,
    })
    .refine(inOrder, 'expected minUs <= maxUs'),
]);
