/**
 * What a measured process tells the one that started it, as one line of JSON. Seconds are of the
 * processor, with garbage collection, from the start of the process.
 */

/** What a measured process may answer; only the classic search is stopped. */
export const VERDICTS = ['legal', 'illegal', 'unknown', 'stopped'] as const;

/** One measured process. */
export interface Measurement {
  readonly verdict: (typeof VERDICTS)[number];
  /** The algorithm that decided, or why there is no answer. */
  readonly algorithm: string;
  readonly configurations: number;
  readonly operations: number;
  /** From the start of the process to the verdict. */
  readonly totalSeconds: number;
  /** The check alone, without reading. */
  readonly checkSeconds: number;
  readonly peakMb: number;
  /** Where the certificate was verified too: how long that took and what was wrong. */
  readonly verification?: { readonly seconds: number; readonly problems: readonly string[] };
}

/** Processor seconds that this process has used. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The most memory that this process has held, in megabytes of 2^20 bytes. */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}
