/**
 * Refutes a part from its last events alone: a search that begins in the middle of the history with
 * every configuration there could possibly be, and dies all the same before some return. What is
 * illegal from any beginning is illegal; so a violation late in a long history costs as much as one
 * in a short history. docs/linearizability.md has the proof.
 */

import { Account, type Allowance } from './allowance.js';
import type { Beginning } from './beginning.js';
import type { Columns } from './columns.js';
import type { Reductions } from './reductions.js';
import { Search } from './search.js';

/** Objects with more states than this are searched from the start only. */
const STATES_MAX = 64;

/** Configurations that a window may begin with. */
const BEGINNINGS_MAX = 16_384;

/** How much longer than a window the next one is. */
const GROWTH = 4;

/** How many returns are tried for a beginning with few operations in flight. */
const PLACES = 24;

/**
 * A finished search from the middle of the part that shows that no configuration passes `furthest`;
 * `undefined` when no window of at most `budget` configurations does.
 */
export function refuteWindow(
  { columns, transitions, furthest }: Search,
  reductions: Reductions,
  allowance: Allowance,
  budget: number,
): Search | undefined {
  if (reductions.windows === undefined) return undefined;
  const states = transitions.closure(STATES_MAX);
  if (states === undefined) return undefined;
  for (const freeCrashes of columns.crashedKinds.length === 0 ? [false] : [true, false]) {
    let left = budget;
    for (let length = reductions.windows.events; length < furthest && left > 0; length *= GROWTH) {
      const beginning = beginningAt(columns, states, furthest - length, furthest);
      if (beginning === undefined) return undefined;
      const account = new Account(allowance);
      const window = { ...beginning, freeCrashes };
      const search = new Search(columns, transitions, reductions, account, window);
      const progress = search.run(left);
      if (progress === 'illegal') return search;
      account.close();
      if (progress !== 'passed') break;
      left -= search.visited.size;
    }
  }
  return undefined;
}

/** The beginning with the fewest configurations at a return not far before an event. */
function beginningAt(
  columns: Columns,
  states: number,
  latest: number,
  until: number,
): Omit<Beginning, 'freeCrashes'> | undefined {
  let best: { readonly event: number; readonly choices: number } | undefined;
  let tried = 0;
  for (let event = latest; event > 0 && tried < PLACES; event--) {
    if ((columns.events[event]! & 1) === 0) continue;
    tried += 1;
    const choices = [...mutatorsByKind(columns, event).values()].reduce(
      (product, members) => product * (members.length + 1),
      1,
    );
    if (best === undefined || choices < best.choices) best = { event, choices };
  }
  if (best === undefined || best.choices * states > BEGINNINGS_MAX) return undefined;
  return { event: best.event, until, states, masks: masksAt(columns, best.event) };
}

/** Operations in flight at a return that may change a state, each kind in order of return. */
function mutatorsByKind(columns: Columns, event: number): Map<number, number[]> {
  const byKind = new Map<number, number[]>();
  for (let at = columns.openStart[event]!; at < columns.openStart[event + 1]!; at++) {
    const member = columns.open[at]!;
    const kind = columns.kindOf[member]!;
    if (columns.observes[kind] === 1) continue;
    const members = byKind.get(kind);
    if (members === undefined) byKind.set(kind, [member]);
    else members.push(member);
  }
  return byKind;
}

/**
 * Every choice of operations in flight that may have taken effect, as the words of a mask: all
 * observers, which can only help, and of each kind the first to return, which stand for any others.
 */
function masksAt(columns: Columns, event: number): Int32Array[] {
  const observers = new Int32Array(columns.maskWords);
  for (let at = columns.openStart[event]!; at < columns.openStart[event + 1]!; at++) {
    const member = columns.open[at]!;
    if (columns.observes[columns.kindOf[member]!] === 1) take(columns, observers, member);
  }
  let masks: Int32Array[] = [observers];
  for (const members of mutatorsByKind(columns, event).values()) {
    const longer: Int32Array[] = [];
    for (const mask of masks) {
      const next = mask.slice();
      longer.push(mask);
      for (const member of members) {
        take(columns, next, member);
        longer.push(next.slice());
      }
    }
    masks = longer;
  }
  return masks;
}

function take(columns: Columns, mask: Int32Array, member: number): void {
  mask[columns.maskWord[member]!]! |= columns.maskBit[member]!;
}
