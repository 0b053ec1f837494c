/**
 * Profiles: what a generator draws scenarios from. A system names one default profile, whatever bug
 * is switched on; swarm testing (Groce et al., ISSTA 2012) re-draws the knobs of it for half of the
 * scenarios.
 */

import type { FaultKind } from './fault.js';
import type { Disk, Latency } from './scenario.js';

/** Both ends are possible. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Ranges, choices and weights to draw scenarios from. */
export interface Profile {
  /** Each as likely as the others; repeat a number to make it likelier. */
  readonly servers: readonly number[];
  readonly clients: Range;
  readonly keys: Range;
  readonly operations: Range;
  /** Operations begin at times drawn from [0, loadUs). */
  readonly loadUs: Range;
  readonly timeoutUs: number;
  readonly latencies: readonly Latency[];
  readonly lossPpm: Range;
  readonly duplicationPpm: Range;
  readonly disk: Disk;
  readonly faults: Range;
  /** Share of the partitions and one-way faults that put clients on a side too, per million. */
  readonly clientsPartedPpm: number;
  /** How long one fault lasts. */
  readonly faultUs: Range;
  /** Kinds with their weights; a kind that is not named, or weighs 0, is not injected. */
  readonly faultWeights: Readonly<Partial<Record<FaultKind, number>>>;
}
