/**
 * From a sweep that is stuck to the refutation that says so.
 */

import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import { describeCall, reference } from '../../../describe.js';
import { callAt } from '../../part.js';
import type { MonitorAnswer, Refutation } from '../monitor.js';
import { Sweep } from './sweep.js';
import { MOVE, type Tally } from './tally.js';

/** What a sweep knew when it was stuck. */
export interface DeadEnd {
  readonly tally: Tally;
  /** The operation that nothing can place, and a token and a text for it. */
  readonly member: number;
  readonly name: string;
  readonly call: string;
  /** Whether it misses a move upwards, or one downwards. */
  readonly upwards: boolean;
  /** The count of the element at the end. */
  readonly count: number;
  /** The moves upwards and downwards of the element that were called by then. */
  readonly ups: number;
  readonly downs: number;
  /** Tokens for the last move upwards and downwards, where there was one. */
  readonly lastUp: string | undefined;
  readonly lastDown: string | undefined;
}

/** A headline and sentences for a dead end. */
export type Telling = (end: DeadEnd) => Pick<Refutation, 'message' | 'explanation'>;

/**
 * Sweeps over the tally and answers; a refutation goes by `rule`, with the groups [stuck operation]
 * and [operations of its element that were in flight at its return and have an answer].
 */
export function judgeBySweep(tally: Tally, rule: string, tell: Telling): MonitorAnswer {
  const sweep = new Sweep(tally);
  const end = sweep.run();
  if (end.kind === 'legal') return end;
  if (end.kind === 'undecided') return undefined;
  const { member } = end;
  const at = tally.element[member]!;
  const nameOf = (other: number): string | undefined =>
    other < 0 ? undefined : reference(tally.part.place[other]!);
  const told = tell({
    tally,
    member,
    name: nameOf(member)!,
    call: describeCall(callAt(tally.part, member)),
    upwards: missesUp(tally, member, sweep.count[at]!),
    count: sweep.count[at]!,
    ...calledBy(tally, member),
    lastUp: nameOf(sweep.lastUp[at]!),
    lastDown: nameOf(sweep.lastDown[at]!),
  });
  const shown = [member, sweep.lastUp[at]!, sweep.lastDown[at]!].filter((other) => other >= 0);
  const refutation = { rule, groups: [[member], inFlight(tally, member)], shown, ...told };
  return { kind: 'illegal', refutation };
}

function missesUp({ move, level, floor, ceiling }: Tally, member: number, count: number): boolean {
  if (move[member] === MOVE.look) return level[member]! > count;
  return move[member] === MOVE.up ? count < ceiling : count <= floor;
}

function calledBy(
  { part, element, move }: Tally,
  member: number,
): { readonly ups: number; readonly downs: number } {
  let ups = 0;
  let downs = 0;
  const now = part.return[member]!;
  for (let other = 0; other < part.size && part.call[other]! < now; other++) {
    if (element[other] !== element[member]) continue;
    if (move[other] === MOVE.up) ups += 1;
    else if (move[other] === MOVE.down) downs += 1;
  }
  return { ups, downs };
}

/** Those that crashed are known as well when one knows nothing of what follows. */
function inFlight({ part, element, move }: Tally, member: number): Int32Array {
  const found: number[] = [];
  const now = part.return[member]!;
  for (let other = 0; other < part.size && part.call[other]! < now; other++) {
    const returned = part.return[other]!;
    if (returned <= now || returned === OPEN || element[other] !== element[member]) continue;
    if (move[other] !== MOVE.skipped) found.push(other);
  }
  return Int32Array.from(found);
}

/** `1 add`, `2 adds`, `no add`. */
export function counted(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count > 1 ? 's' : ''}`;
}
