/**
 * Turns the moves of a search back into the order in which operations took effect: the moves
 * themselves, and between them the observers that were taken as soon as they fitted.
 */

import type { Columns } from './columns.js';
import type { Transitions } from './transitions.js';

/** An order of members, and the state it ends in. */
export interface Path {
  readonly order: readonly number[];
  /** The state before each member of `order`, and last the state after all. */
  readonly states: readonly number[];
}

/** Replays `moves` from the start. Linear in the history, times the operations in flight. */
export function replay(columns: Columns, transitions: Transitions, moves: readonly number[]): Path {
  const { events, kindOf, observes, openStart, open } = columns;
  const taken = new Uint8Array(columns.part.size);
  const used = columns.crashedKinds.length === 0 ? [] : columns.crashedMembers.map(() => 0);
  const order: number[] = [];
  const states: number[] = [0];
  let state = 0;
  const take = (member: number): void => {
    state = transitions.step(state, kindOf[member]!);
    taken[member] = 1;
    order.push(member);
    states.push(state);
  };
  const takeIfFits = (member: number): void => {
    const kind = kindOf[member]!;
    if (observes[kind] === 1 && taken[member] === 0 && transitions.step(state, kind) === state) {
      take(member);
    }
  };
  let at = 0;
  const run = (): void => {
    for (; at < events.length; at++) {
      const member = events[at]! >> 1;
      if ((events[at]! & 1) === 0) takeIfFits(member);
      else if (taken[member] === 0) return;
    }
  };
  run();
  for (const move of moves) {
    take(move >= 0 ? move : columns.crashedMembers[-1 - move]![used[-1 - move]!++]!);
    for (let each = openStart[at]!; each < openStart[at + 1]!; each++) takeIfFits(open[each]!);
    run();
  }
  return { order, states };
}
