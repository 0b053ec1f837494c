/**
 * The fault vocabulary: what can be injected, as plain data. Every fault has an id, begins at
 * `atUs` and acts for `forUs`; the scenario's heal time ends all of them. `servers` are named n0,
 * n1, ...; clients c0, c1, ...
 */

interface Window {
  /** Stable through shrinking: f1, f2, ... */
  readonly id: string;
  readonly atUs: number;
  readonly forUs: number;
}

/** Servers fall into groups that cannot talk to each other; a server in two groups is a bridge. */
export interface PartitionFault extends Window {
  readonly kind: 'partition';
  readonly shape: 'halves' | 'isolate' | 'bridge';
  readonly groups: readonly (readonly string[])[];
}

/** One direction of the links from `from` to `to` is cut. */
export interface OneWayFault extends Window {
  readonly kind: 'one-way';
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** A client's requests, or the replies to it, are lost; `servers` limits it to some of them. */
export interface ClientLinkFault extends Window {
  readonly kind: 'client-link';
  readonly client: string;
  readonly direction: 'request' | 'reply' | 'both';
  readonly servers: readonly string[];
}

/** Every message from or to `node` may be lost, doubled or held back. */
export interface LinkQualityFault extends Window {
  readonly kind: 'loss' | 'duplication' | 'reordering' | 'delay';
  readonly node: string;
  /** Messages hit, per million; `delay` hits all. */
  readonly ppm: number;
  /** How much later at most (reordering) or exactly (delay); unused for loss. */
  readonly byUs: number;
}

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

/** The wall clock is off by `byUs` for the window (`offset`) or from `atUs` on (`jump`). */
export interface ClockShiftFault extends Window {
  readonly kind: 'clock-offset' | 'clock-jump';
  readonly node: string;
  readonly byUs: number;
}

/**
 * The clock runs fast (positive) or slow by `ppm` microseconds a second; its timers run with it.
 */
export interface ClockDriftFault extends Window {
  readonly kind: 'clock-drift';
  readonly node: string;
  readonly ppm: number;
}

/** One injected event. */
export type Fault =
  | PartitionFault
  | OneWayFault
  | ClientLinkFault
  | LinkQualityFault
  | CrashFault
  | PauseFault
  | SlowFault
  | ClockShiftFault
  | ClockDriftFault;

/** The names of the kinds of faults. */
export type FaultKind = Fault['kind'];
