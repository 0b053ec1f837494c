/**
 * The scenario: everything a run depends on, as versioned plain JSON. The same scenario gives the
 * same run, to the byte; what is shrunk, saved and replayed is a scenario. Any sub-list of its
 * lists is again a valid scenario. All times are integer microseconds of virtual time.
 */

import type { Value } from '../history/value.js';
import type { Fault } from './fault.js';

/** Raised when the meaning of a scenario changes. */
export const SCENARIO_VERSION = 1;

/** How long a message travels. All draws are integer arithmetic. */
export type Latency =
  | { readonly kind: 'fixed'; readonly us: number }
  | { readonly kind: 'uniform'; readonly minUs: number; readonly maxUs: number }
  /**
   * Mostly near `minUs`; each doubling of the excess, starting at `scaleUs`, is half as likely; at
   * most `maxUs`.
   */
  | {
      readonly kind: 'long-tail';
      readonly minUs: number;
      readonly scaleUs: number;
      readonly maxUs: number;
    };

/**
 * Priorities by which messages are held back on top of their latency until the heal: probabilistic
 * concurrency testing (Burckhardt et al., ASPLOS 2010), where a thread is what one cause sends over
 * one link. All that is random in it is keyed by the scenario's seed.
 */
export interface Priorities {
  readonly kind: 'pct';
  /** At `depth - 1` moments a link falls to the lowest priority. */
  readonly depth: number;
  /** Of the lowest priority a message is held back so long, of the highest not at all. */
  readonly holdUs: number;
  /** Priorities change at times before this. */
  readonly untilUs: number;
}

/** How messages travel when no fault interferes. */
export interface Network {
  readonly latency: Latency;
  readonly schedule?: Priorities;
  /** Messages lost, doubled and held back at all times until heal, per million. */
  readonly lossPpm: number;
  readonly duplicationPpm: number;
  readonly reorderingPpm: number;
  /** How much later a held-back or doubled message arrives at most. */
  readonly reorderingUs: number;
}

/** Disk: how long a sync takes; what was written and not synced is lost in a crash. */
export interface Disk {
  readonly syncMinUs: number;
  readonly syncMaxUs: number;
}

/** One operation of a client program. A client does its operations one after the other. */
export interface ProgramOperation {
  /** Stable through shrinking; randomness is keyed by it. */
  readonly id: number;
  /**
   * c0, c1, ...: the client starts it at `atUs` or when its previous operation ended, whichever is
   * later.
   */
  readonly client: string;
  readonly atUs: number;
  readonly f: string;
  readonly key?: Value;
  readonly value: Value;
  /** `final` operations wait for the heal and see a calm network. */
  readonly phase?: 'final';
}

/** What names one message independently of everything else in the run. */
export interface MessageIdentity {
  /** `op 3`, or `n0/2 election 5`: the 5th firing of that timer in the node's 2nd incarnation. */
  readonly cause: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
  /** How manieth of the same cause, type, sender and receiver, from 1. */
  readonly nth: number;
}

/** What is done to one message, in place of what the network would have drawn. */
export interface Deviation {
  readonly message: MessageIdentity;
  /**
   * `late` arrives `byUs` after the fixed latency; `duplicate` arrives once more, `byUs` later;
   * `drop` never.
   */
  readonly kind: 'late' | 'drop' | 'duplicate';
  readonly byUs: number;
}

/** Everything a run depends on. */
export interface Scenario {
  readonly version: typeof SCENARIO_VERSION;
  readonly system: { readonly name: string; readonly bugs: readonly string[] };
  readonly workload: string;
  /** Servers are n0 ... and clients c0 ...; the program's clients may be fewer. */
  readonly topology: { readonly servers: number; readonly clients: number };
  readonly network: Network;
  readonly disk: Disk;
  /**
   * An operation without answer for so long ends in `info`, and its client goes on as a new
   * process.
   */
  readonly timeoutUs: number;
  /** When all faults end, lost nodes restart and the network becomes calm. */
  readonly healAtUs: number;
  readonly program: readonly ProgramOperation[];
  readonly faults: readonly Fault[];
  readonly deviations: readonly Deviation[];
  /** 32-bit, unsigned. */
  readonly seed: number;
}
