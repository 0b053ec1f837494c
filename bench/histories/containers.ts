/**
 * Containers as subjects: first in first out, last in first out, greatest first. Each value goes in
 * once, about fifty are inside at a time, and taking from an empty container answers `null`.
 */

import { NOTHING, type Request } from './recording.js';
import type { Sequence } from './sequence.js';
import type { Subject } from './subject.js';

const INSERT = 0;
const REMOVE = 1;

/** How many values are inside when clients begin to take more than they bring. */
const FILL = 50;

/** Values of a priority queue are below; a power of two. */
const PRIORITIES = 2 ** 30;

/** An odd number, so that multiplying by it modulo a power of two changes the order only. */
const SCATTER = 0x9e3779b1;

/** Functions: enqueue, dequeue. */
export function queue(): Subject {
  const values: number[] = [];
  let first = 0;
  let brought = 0;
  return {
    draw: (random, request) => drawChange(random, request, values.length - first, () => ++brought),
    apply({ f, input }) {
      if (f === REMOVE) return first < values.length ? values[first++]! : NOTHING;
      values.push(input);
      return NOTHING;
    },
  };
}

/** Functions: push, pop. */
export function stack(): Subject {
  const values: number[] = [];
  let brought = 0;
  return {
    draw: (random, request) => drawChange(random, request, values.length, () => ++brought),
    apply({ f, input }) {
      if (f === REMOVE) return values.pop() ?? NOTHING;
      values.push(input);
      return NOTHING;
    },
  };
}

/** Functions: insert, poll, which answers the greatest. Priorities come in no order. */
export function priorityQueue(): Subject {
  const values: number[] = [];
  let brought = 0;
  const scattered = (): number => Math.imul(++brought, SCATTER) & (PRIORITIES - 1);
  return {
    draw: (random, request) => drawChange(random, request, values.length, scattered),
    apply({ f, input }) {
      if (f === REMOVE) return values.pop() ?? NOTHING;
      let at = values.length;
      while (at > 0 && values[at - 1]! > input) at--;
      values.splice(at, 0, input);
      return NOTHING;
    },
  };
}

function drawChange(random: Sequence, request: Request, inside: number, bring: () => number): void {
  request.f = random.chance(inside < FILL ? 0.5 : 0.3) ? INSERT : REMOVE;
  if (request.f === INSERT) request.input = bring();
}
