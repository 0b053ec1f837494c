/**
 * Profiles: what a generator draws scenarios from. A system names one default profile, whatever bug
 * is switched on; swarm testing (Groce et al., ISSTA 2012) re-draws the knobs of it for half of the
 * scenarios.
 */

import type { FaultKind, FaultOf } from './fault.js';
import type { DiskAfterCrash } from './faults/servers.js';
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
  /** Shapes of partitions with their weights; default: isolate 5, halves 3, bridge 2. */
  readonly partitionShapes?: Readonly<Partial<Record<FaultOf<'partition'>['shape'], number>>>;
  /** Types of messages that a fault may be about alone; default: faults are about all types. */
  readonly messageTypes?: readonly string[];
  /** How many servers may lie in one scenario; default 1. */
  readonly byzantineMax?: number;
  /** How long one fault lasts. */
  readonly faultUs: Range;
  /** Kinds with their weights; a kind that is not named, or weighs 0, is not injected. */
  readonly faultWeights: Readonly<Partial<Record<FaultKind, number>>>;
  /** What a crash may leave of the disk, each as likely as the others; default: what was synced. */
  readonly crashDisks?: readonly DiskAfterCrash[];
  /** Share of the retries under a new id, which no server can recognise, per million; default 0. */
  readonly newIdPpm?: number;
}
