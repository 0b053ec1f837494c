/**
 * Reads what a measured process printed. Apart from the measurement itself, so that the schema is
 * not loaded where time is taken.
 */

import * as z from 'zod';
import { VERDICTS, type Measurement } from './measurement.js';

const schema = z.object({
  verdict: z.enum(VERDICTS),
  algorithm: z.string(),
  configurations: z.number(),
  operations: z.number(),
  totalSeconds: z.number(),
  checkSeconds: z.number(),
  peakMb: z.number(),
  verification: z.object({ seconds: z.number(), problems: z.array(z.string()) }).exactOptional(),
});

/** What a measured process printed; throws when it is something else. */
export function parseMeasurement(text: string): Measurement {
  return schema.parse(JSON.parse(text));
}
