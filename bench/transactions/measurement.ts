/**
 * What a process that judges transactions tells the one that started it, as one line of JSON.
 * Seconds are of the processor, with garbage collection.
 */

import * as z from 'zod';

/** One measured process. */
export interface Measurement {
  /** How each model that was asked for stands. */
  readonly standings: Readonly<Record<string, string>>;
  /** Kinds of anomalies with how many there are, the most damning first. */
  readonly anomalies: readonly (readonly [kind: string, count: number])[];
  readonly transactions: number;
  readonly configurations: number;
  /** From the start of the process to the explained verdict. */
  readonly totalSeconds: number;
  /** From the start of the process until the history was in columns. */
  readonly loadSeconds: number;
  readonly checkSeconds: number;
  /** Megabytes of 2^20 bytes. */
  readonly peakMb: number;
}

const schema: z.ZodType<Measurement> = z.object({
  standings: z.record(z.string(), z.string()),
  anomalies: z.array(z.tuple([z.string(), z.number()])),
  transactions: z.number(),
  configurations: z.number(),
  totalSeconds: z.number(),
  loadSeconds: z.number(),
  checkSeconds: z.number(),
  peakMb: z.number(),
});

/** What a measured process printed; throws when it is something else. */
export function parseMeasurement(text: string): Measurement {
  return schema.parse(JSON.parse(text));
}
