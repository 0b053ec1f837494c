/**
 * Sets as subjects. `add` and `remove` answer whether they changed the set, `contains` whether the
 * element is there.
 */

import { FALSE, TRUE, type Request } from './recording.js';
import type { Subject } from './subject.js';

const ADD = 0;
const REMOVE = 1;

/** How far back clients look for an element that was added. */
const RECENT = 50;

/** Functions: add, remove, contains; a third each, of `elements` elements. */
export function smallSet(elements: number): Subject {
  const inside = new Set<number>();
  return {
    draw(random, request) {
      request.f = random.below(3);
      request.input = random.below(elements);
    },
    apply: (request) => change(inside, request),
  };
}

/** The same functions, but each element is added once; others use what was added lately. */
export function uniqueSet(): Subject {
  const inside = new Set<number>();
  let added = 0;
  return {
    draw(random, request) {
      request.f = added === 0 ? ADD : random.below(3);
      request.input = request.f === ADD ? ++added : Math.max(1, added - random.below(RECENT));
    },
    apply: (request) => change(inside, request),
  };
}

function change(inside: Set<number>, { f, input }: Request): number {
  const had = inside.has(input);
  if (f === ADD) {
    inside.add(input);
    return had ? FALSE : TRUE;
  }
  if (f === REMOVE) inside.delete(input);
  return had ? TRUE : FALSE;
}
