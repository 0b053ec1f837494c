/**
 * Histories of events for tests: written line by line, or recorded from a small simulated system
 * whose operations overlap, fail and crash.
 */

import type { Event, EventType } from '../../../src/history/event.js';
import type { Value } from '../../../src/history/value.js';
import type { Random } from '../oracle/random.js';

/** Process, type, function, value, and whatever else there is. */
export type Line = readonly [
  process: number | string,
  type: EventType,
  f: string,
  value?: Value,
  more?: Partial<Event>,
];

const MILLISECOND = 1_000_000;

/** Events a millisecond apart. */
export function record(...lines: readonly Line[]): Event[] {
  return lines.map(([process, type, f, value = null, more = {}], index) => ({
    index,
    type,
    process,
    f,
    value,
    timeNs: index * MILLISECOND,
    ...more,
  }));
}

/** A system under test: what clients ask of it, and what it does at one instant. */
export interface Simulated {
  next(process: number): { readonly f: string; readonly value: Value; readonly key?: Value };
  apply(f: string, value: Value, process: number, key: Value | undefined): Value;
}

export interface Weather {
  readonly processes: number;
  readonly operations: number;
  /** Chances that an operation ends so; half of the crashed ones took effect. */
  readonly crash?: number;
  readonly fail?: number;
}

interface Pending {
  readonly f: string;
  readonly value: Value;
  readonly key?: Value;
  ends: EventType | undefined;
  output: Value;
}

/** Runs clients against a system; every operation takes effect between its two events. */
export function simulate(random: Random, weather: Weather, system: Simulated): Event[] {
  const { processes, operations, crash = 0, fail = 0 } = weather;
  const pending = new Map<number, Pending>();
  const lines: Line[] = [];
  let begun = 0;
  while (begun < operations || pending.size > 0) {
    const process = random.below(processes);
    const open = pending.get(process);
    if (open === undefined) {
      if (begun >= operations) continue;
      begun++;
      const asked = system.next(process);
      pending.set(process, { ...asked, ends: undefined, output: null });
      lines.push([process, 'invoke', asked.f, asked.value, keyOf(asked)]);
    } else if (open.ends === undefined) {
      open.ends = random.chance(crash) ? 'info' : random.chance(fail) ? 'fail' : 'ok';
      const takesEffect = open.ends === 'ok' || (open.ends === 'info' && random.chance(0.5));
      if (takesEffect) open.output = system.apply(open.f, open.value, process, open.key);
    } else {
      pending.delete(process);
      const value = open.ends === 'ok' ? open.output : open.value;
      lines.push([process, open.ends, open.f, value, keyOf(open)]);
    }
  }
  return record(...lines);
}

function keyOf({ key }: { readonly key?: Value }): Partial<Event> {
  return key === undefined ? {} : { key };
}

/** Puts the events of one history after those of another. */
export function followedBy(first: readonly Event[], ...lines: readonly Line[]): Event[] {
  const rest = record(...lines).map((event) => ({
    ...event,
    index: event.index + first.length,
    timeNs: (event.index + first.length) * MILLISECOND,
  }));
  return [...first, ...rest];
}
