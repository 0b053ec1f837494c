/**
 * What led to something: the happens-before relation of Lamport (1978), whose edges are the order
 * of events on a lane and the way of each message.
 */

import type { StoryView } from '../../report/page/page-data.js';

/** What lies in the past of something. */
export interface Causes {
  readonly operations: ReadonlySet<number>;
  /** Places in the list of arrows. */
  readonly arrows: ReadonlySet<number>;
}

/** What a reader points at. */
export type Target = { readonly operation: number } | { readonly arrow: number };

/** Whether enough messages are known to tell what led to what: those that went astray are not. */
export function knowsCauses({ arrows }: StoryView): boolean {
  return arrows.some(({ fate, arrivedUs }) => fate === 'plain' && arrivedUs !== undefined);
}

/**
 * The past of an operation until its answer, or of a message until its arrival. A lane's past at a
 * time is all that happened on it before; so it is enough to know, for each lane, up to when.
 * Linear in the arrows.
 */
export function causesOf(view: StoryView, target: Target): Causes {
  const known = new Map<string, number>();
  const operations = new Set<number>();
  const arrows = new Set<number>();
  if ('operation' in target) {
    const own = view.operations.find(({ number }) => number === target.operation);
    if (own === undefined) return { operations, arrows };
    known.set(own.lane, own.endUs ?? view.endUs);
  } else {
    const own = view.arrows[target.arrow];
    if (own === undefined) return { operations, arrows };
    arrows.add(target.arrow);
    known.set(own.from, own.sentUs);
  }
  // Backwards in time: what arrived in a lane's known past makes its sender's past known.
  const arrived = [...view.arrows.entries()]
    .filter(([, { arrivedUs }]) => arrivedUs !== undefined)
    .sort(([, left], [, right]) => (right.arrivedUs as number) - (left.arrivedUs as number));
  for (const [at, { from, to, sentUs, arrivedUs }] of arrived) {
    if ((known.get(to) ?? -1) < (arrivedUs as number)) continue;
    arrows.add(at);
    known.set(from, Math.max(known.get(from) ?? -1, sentUs));
  }
  for (const { number, lane, beginUs } of view.operations) {
    if (beginUs <= (known.get(lane) ?? -1)) operations.add(number);
  }
  return { operations, arrows };
}
