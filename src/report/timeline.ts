/**
 * What a timeline shows, as plain data: operations on the lanes of their clients, states of
 * servers, and notes (faults, messages that went astray). Texts are escaped already. Positions
 * order everything; in a simulated story they are microseconds, in a recorded history ranks, whose
 * times are looked up.
 */

import type { Tone } from './line.js';

/** How much an operation has to do with the anomaly. */
export type Role = 'offending' | 'involved' | 'related' | 'unrelated';

/** One operation. */
export interface Span {
  readonly number: number;
  readonly lane: string;
  /** `#1 write x: 1` */
  readonly label: string;
  /** `→ 1`, `ok`; empty for an operation that is never answered. */
  readonly result: string;
  readonly role: Role;
  readonly begin: number;
  /** `Infinity`: still open when the timeline ends. */
  readonly end: number;
}

/** A server's state from here on. */
export interface StateChange {
  readonly position: number;
  readonly node: string;
  readonly text: string;
}

/** A remark beside the rows. */
export interface TimelineNote {
  readonly position: number;
  readonly text: string;
  readonly tone?: Tone;
  /** Kept even when most of the timeline is left out. */
  readonly isKey: boolean;
}

/** Everything a timeline shows. */
export interface Timeline {
  readonly lanes: readonly string[];
  readonly nodes: readonly string[];
  readonly spans: readonly Span[];
  readonly states: readonly StateChange[];
  readonly notes: readonly TimelineNote[];
  /** Around here it went wrong; `undefined` where nobody knows, and the end counts. */
  readonly focus: number | undefined;
  /** Microseconds of a position, for the time column; `undefined` where no time was recorded. */
  readonly timeUs: (position: number) => number | undefined;
}
