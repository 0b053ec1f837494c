/**
 * Runs a configuration over events that leave no choice.
 */

import type { Columns } from './columns.js';
import { EVENT, MASK, STATE } from './configuration.js';
import type { Transitions } from './transitions.js';

/**
 * Moves a configuration over the events up to the return of an operation that has not taken effect,
 * or to the end. `onReturn` is told of each return it passes, before it passes.
 */
export function advance(
  columns: Columns,
  transitions: Transitions,
  configuration: Int32Array,
  onReturn?: (event: number) => void,
): void {
  const { events, maskWord, maskBit, kindOf, observes } = columns;
  const state = configuration[STATE]!;
  let at = configuration[EVENT]!;
  for (; at < events.length; at++) {
    const event = events[at]!;
    const member = event >> 1;
    const word = MASK + maskWord[member]!;
    const bit = maskBit[member]!;
    if ((event & 1) === 1) {
      if ((configuration[word]! & bit) === 0) break;
      onReturn?.(at);
      configuration[word]! &= ~bit;
      continue;
    }
    const kind = kindOf[member]!;
    if (observes[kind] === 1 && transitions.step(state, kind) === state)
      configuration[word]! |= bit;
  }
  configuration[EVENT] = at;
}
