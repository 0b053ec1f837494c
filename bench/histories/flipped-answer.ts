/**
 * One late violation for sets: `contains` answers the opposite. Nothing else touches the element
 * from the call of the operation before it to its own return, so there is no doubt.
 */

import { FALSE, TRUE, type Recording } from './recording.js';

const CONTAINS = 2;

/**
 * Flips the first certain answer at or after operation `from`. Functions are add, remove, contains,
 * in this order. Returns what was done; `undefined` when there is no such operation. Linear for
 * each operation that is tried.
 */
export function flipAnswer(recording: Recording, from: number): string | undefined {
  const { f, input, output, returned } = recording;
  for (let at = from; at < recording.size; at++) {
    if (f[at] !== CONTAINS || (output[at] !== TRUE && output[at] !== FALSE)) continue;
    const others = othersOf(recording, at);
    if (!isAlone(recording, at, others)) continue;
    const before = others
      .filter((other) => returned[other]! < recording.call[at]!)
      .sort((left, right) => returned[right]! - returned[left]!)[0];
    if (before === undefined) continue;
    if (!isAlone(recording, before, othersOf(recording, before))) continue;
    output[at] = output[at] === TRUE ? FALSE : TRUE;
    return `operation ${at} answers ${output[at] === TRUE} of ${input[at]!}, and it is not so`;
  }
  return undefined;
}

function othersOf({ input, size }: Recording, at: number): number[] {
  const others: number[] = [];
  for (let other = 0; other < size; other++) {
    if (input[other] === input[at] && other !== at) others.push(other);
  }
  return others;
}

/** Whether each of the others, crashed ones too, is wholly before or wholly after. */
function isAlone({ call, returned }: Recording, at: number, others: readonly number[]): boolean {
  return others.every((other) => returned[other]! < call[at]! || call[other]! > returned[at]!);
}
