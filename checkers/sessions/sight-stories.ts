/**
 * Why a read must have seen a write by a guarantee of a session, for the argument about a core.
 */

import type { Derivation } from '../causal/derivation.js';
import type { Sees } from '../causal/explain-order.js';
import { nameOf, tellProcess } from '../registers/narrate.js';
import { NOTHING, type RegisterOperations } from '../registers/register-operations.js';

/** The process of the read had written it before. */
export const hadWritten: Sees = ({ operations }, write, read) => {
  if (!precedes(operations, write, read)) return undefined;
  const process = tellProcess(operations, read);
  return { text: `${process} had written it before`, rests: [] };
};

/** The process of the read had read it before. */
export const hadRead: Sees = ({ operations }, write, read) => {
  const earlier = readsUpTo(operations, read).find(
    (at) => at !== read && operations.writer[at] === write,
  );
  if (earlier === undefined) return undefined;
  const process = tellProcess(operations, read);
  return { text: `${process} had read it before, in ${nameOf(operations, earlier)}`, rests: [] };
};

/** The process of the read had read what the writer wrote later. */
export const hadReadLaterWrite: Sees = (derivation, write, read) =>
  throughWrite(derivation, read, (later) => {
    const { operations } = derivation;
    if (!precedes(operations, write, later)) return undefined;
    return `${tellProcess(operations, write)} wrote it before ${nameOf(operations, later)}`;
  });

/** The process of the read had read what a reader of the write wrote later. */
export const hadReadFollowingWrite: Sees = (derivation, write, read) =>
  throughWrite(derivation, read, (later) => {
    const { operations } = derivation;
    for (let at = 0; at < operations.size; at++) {
      if (operations.isWrite[at] === 1 || operations.writer[at] !== write) continue;
      if (!precedes(operations, at, later)) continue;
      const [reader, next] = [nameOf(operations, at), nameOf(operations, later)];
      return `${tellProcess(operations, at)} read it in ${reader} before ${next}`;
    }
    return undefined;
  });

function throughWrite(
  { operations }: Derivation,
  read: number,
  why: (later: number) => string | undefined,
): ReturnType<Sees> {
  for (const at of readsUpTo(operations, read)) {
    const later = operations.writer[at]!;
    const clause = later < 0 ? undefined : why(later);
    if (clause === undefined) continue;
    const text = `${clause}, which ${nameOf(operations, at)} had read`;
    return { text, rests: [] };
  }
  return undefined;
}

/** The reads of the process of `read` up to itself. */
function readsUpTo(operations: RegisterOperations, read: number): number[] {
  const { previous, isWrite } = operations;
  const reads: number[] = [];
  for (let at = read; at !== NOTHING; at = previous[at]!) if (isWrite[at] === 0) reads.unshift(at);
  return reads;
}

/** Whether the process of `later` had done `earlier` before. */
function precedes({ previous }: RegisterOperations, earlier: number, later: number): boolean {
  let at = previous[later]!;
  while (at > earlier) at = previous[at]!;
  return at === earlier;
}
