/**
 * Time in slots. A slot is a moment after a call and before the return that follows it next: every
 * other moment has a slot beside it at which at least the same operations are in flight, so an
 * order never needs one. An operation spans the slots between its call and its return, at least
 * one; two operations are ordered by real time exactly when they share none.
 */

import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import type { Part } from '../../part.js';

/** The slots of a part. Slot `count` stands for the time after everything. */
export interface Slots {
  readonly count: number;
  /** For the rank of a call the first slot after it, for that of a return the last before it. */
  readonly ofRank: Int32Array;
}

/** The slots of a part. Linear. */
export function slotsOf(part: Part): Slots {
  const ofRank = new Int32Array(part.ranks);
  for (let member = 0; member < part.size; member++) {
    const returned = part.return[member]!;
    if (returned !== OPEN) ofRank[returned] = 1;
  }
  let count = 0;
  let follows = 0;
  for (let rank = 0; rank < part.ranks; rank++) {
    const isReturn = ofRank[rank] === 1;
    if (isReturn) count += follows;
    ofRank[rank] = isReturn ? count - 1 : count;
    follows = isReturn ? 0 : 1;
  }
  return { count, ofRank };
}
