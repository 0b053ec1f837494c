/**
 * Which writes must have come first in a core, found one after the other: an order of two writers
 * that closes a circle is not possible, and what follows from the other order may close the next.
 */

import type { Level } from '../levels/level.js';
import { shortestCircle, type CoreFacts, type Reason } from './core-graph.js';

/** `before` wrote `key` before `after`, because the other way `circle` would close. */
export interface Deduced {
  readonly before: number;
  readonly after: number;
  readonly key: number;
  readonly circle: readonly Reason[];
}

/** A contradiction without cases. */
export interface Contradiction {
  /** Those that the circle rests on, in the order in which they were found. */
  readonly deduced: readonly Deduced[];
  readonly circle: readonly Reason[];
}

/** The contradiction that deductions alone lead to; `undefined` when cases have to be tried. */
export function deduceContradiction(facts: CoreFacts, level: Level): Contradiction | undefined {
  const known = [...facts.reasons];
  const deduced: Deduced[] = [];
  const origin = new Map<Reason, number>();
  let open = [...facts.choices];
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const choice of open) {
      const next = exclude(facts, level, known, choice);
      if (next === undefined) continue;
      open = open.filter((one) => one !== choice);
      for (const reason of facts.consequences(next.before, next.after, next.key)) {
        origin.set(reason, deduced.length);
        known.push(reason);
      }
      deduced.push(next);
      const circle = shortestCircle(known, level);
      if (circle !== undefined) return { deduced: restingOn(circle, deduced, origin), circle };
      isNew = true;
    }
  }
  return undefined;
}

/** The order of two writers that is left when the other one closes a circle; the shorter one. */
function exclude(
  facts: CoreFacts,
  level: Level,
  known: readonly Reason[],
  { first, second, key }: CoreFacts['choices'][number],
): Deduced | undefined {
  const circleWith = (before: number, after: number): Reason[] | undefined =>
    shortestCircle([...known, ...facts.consequences(before, after, key)], level);
  const forward = circleWith(first, second);
  const backward = circleWith(second, first);
  if (forward === undefined && backward === undefined) return undefined;
  const isForward = (forward?.length ?? Infinity) < (backward?.length ?? Infinity);
  if (isForward) return { before: second, after: first, key, circle: forward! };
  return { before: first, after: second, key, circle: backward! };
}

function restingOn(
  circle: readonly Reason[],
  deduced: readonly Deduced[],
  origin: ReadonlyMap<Reason, number>,
): Deduced[] {
  const needed = new Set<number>();
  const queue = [circle];
  for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
    for (const reason of one) {
      const at = origin.get(reason);
      if (at === undefined || needed.has(at)) continue;
      needed.add(at);
      queue.push(deduced[at]!.circle);
    }
  }
  return deduced.filter((_, at) => needed.has(at));
}
