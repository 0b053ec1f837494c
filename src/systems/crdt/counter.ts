/**
 * A counter that goes up and down: for each replica what it added and what it took away, merged by
 * the maximum (the PN-counter of Shapiro, Preguiça, Baquero, Zawirski, INRIA RR-7506, section
 * 3.1.3).
 */

import type { Bugs } from './bugs.js';

/** By replica. */
export type Counter = Readonly<Record<string, { readonly up: number; readonly down: number }>>;

/** With `amount` more, by `replica`. */
export function increment(counter: Counter, replica: string, amount: number, bugs: Bugs): Counter {
  const entry = bugs.has('counter-shared') ? 'all' : replica;
  const { up, down } = counter[entry] ?? { up: 0, down: 0 };
  const added = amount > 0 ? { up: up + amount, down } : { up, down: down - amount };
  return { ...counter, [entry]: added };
}

/** What two replicas know together. */
export function mergeCounters(left: Counter, right: Counter, bugs: Bugs): Counter {
  const merged: Record<string, { up: number; down: number }> = { ...left };
  const both = bugs.has('counter-summed') ? (a: number, b: number) => a + b : Math.max;
  for (const [replica, { up, down }] of Object.entries(right)) {
    const own = merged[replica] ?? { up: 0, down: 0 };
    merged[replica] = { up: both(own.up, up), down: both(own.down, down) };
  }
  return merged;
}

/** What it counts. */
export function countOf(counter: Counter): number {
  return Object.values(counter).reduce((sum, { up, down }) => sum + up - down, 0);
}
