/**
 * Whether an axiom forces the commits of a few transactions into a circle.
 */

import type { ClaimedModel } from './claimed-model.js';
import type { CoreTransaction } from './core.js';
import { NOBODY } from './plain-history.js';

/**
 * True when no order of commits satisfies the axiom: who is before whom, taken together with all
 * that follows from it, puts somebody before itself. Cubic in the size of the core.
 */
export function mustBeCircular(
  core: readonly CoreTransaction[],
  axiom: ClaimedModel['axiom'],
): boolean {
  // The initial state is the last row and column.
  const size = core.length + 1;
  const initial = core.length;
  const number = (writer: number): number => (writer === NOBODY ? initial : writer);
  const before = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const seen = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  core.forEach(({ reads, after, follows, earlier }, at) => {
    before[initial]![at] = true;
    for (const other of [...after, ...follows]) before[other]![at] = true;
    for (const { writer } of reads) before[number(writer)]![at] = true;
    for (const { writer, isDirect } of reads) if (isDirect) seen[number(writer)]![at] = true;
    for (const other of earlier) seen[other]![at] = true;
  });
  if (axiom === 'causal') close(seen);
  core.forEach(({ reads }, at) => {
    reads.forEach(({ key, writer, later }, place) => {
      core.forEach(({ writes }, other) => {
        if (other === at || other === writer || !writes.has(key)) return;
        const isSeen =
          axiom === 'monotonic-atomic-view'
            ? reads.slice(0, place).some((read) => read.isDirect && read.writer === other)
            : axiom !== 'read-committed' && seen[other]![at]!;
        if (!isSeen) return;
        before[other]![number(writer)] = true;
        // What was read precedes it for certain, even when it was written by somebody else.
        if (later.includes(other)) before[other]![other] = true;
      });
    });
  });
  close(before);
  return before.some((row, at) => row[at]);
}

/** Adds what follows by one after the other. */
function close(relation: boolean[][]): void {
  for (let middle = 0; middle < relation.length; middle++) {
    for (const row of relation) {
      if (!row[middle]) continue;
      relation[middle]!.forEach((is, to) => {
        if (is) row[to] = true;
      });
    }
  }
}
