/**
 * The four guarantees of a session, each alone (Terry, Demers, Petersen, Spreitzer, Theimer, Welch
 * 1994), as axioms on what the reads of a process have seen.
 *
 * Each process has an order of all writes and its own reads, which keeps the order of every process
 * and puts its reads after the writes that they return; where the guarantee says that a read has
 * seen a write of its key, that write stands before the one returned. The orders of two processes
 * may differ, so that PRAM implies the first three; causal memory, and causal convergence, all.
 */

import { orderEdges } from '../causal/clocks.js';
import { judgeConvergence } from '../causal/causal-convergence.js';
import { topologicalOrder, type Edges } from '../causal/edge-list.js';
import type { Sees } from '../causal/explain-order.js';
import { explainViewOf, sessionOf, viewerOf, viewers } from '../causal/views.js';
import { indexWrites, type WriteIndex } from '../causal/write-index.js';
import type { Checker } from '../checker.js';
import { Allowance } from '../linearizability/allowance.js';
import { describeExhausted } from '../registers/exhausted.js';
import type { RegisterHistoryOptions } from '../registers/register-accesses.js';
import { registerChecker } from '../registers/register-checker.js';
import type { Judgement, RegisterModel } from '../registers/register-checker.js';
import { INITIAL, type RegisterOperations } from '../registers/register-operations.js';
import * as stories from './sight-stories.js';
import { earlierReads, ownWrites, readsBefore, writesBefore, type Sights } from './sights.js';

interface Guarantee {
  readonly name: string;
  readonly sights: Sights;
  readonly sees: Sees;
  /** Whether reads of all processes come after their writes, or those of the viewer alone. */
  readonly links: 'own' | 'all';
}

/** Read your writes: a read has seen what its process wrote before. O(n k) for k processes. */
export function readYourWrites(options: RegisterHistoryOptions = {}): Checker {
  return guarantee(
    { name: 'read-your-writes', sights: ownWrites, sees: stories.hadWritten, links: 'own' },
    options,
  );
}

/** Monotonic reads: a read has seen what its process read before. O(n k) for k processes. */
export function monotonicReads(options: RegisterHistoryOptions = {}): Checker {
  return guarantee(
    { name: 'monotonic-reads', sights: earlierReads, sees: stories.hadRead, links: 'own' },
    options,
  );
}

/**
 * Monotonic writes: once a process has read a write, it has seen all that the writer wrote before.
 * O(n k) for k processes and crashed writes.
 */
export function monotonicWrites(options: RegisterHistoryOptions = {}): Checker {
  const sees = stories.hadReadLaterWrite;
  return guarantee({ name: 'monotonic-writes', sights: writesBefore, sees, links: 'own' }, options);
}

/**
 * Writes follow reads: once a process has read a write, it has seen all that the writer had read
 * before, and each read of anybody comes before what its process writes later. O(n k) for k
 * processes and crashed writes.
 */
export function writesFollowReads(options: RegisterHistoryOptions = {}): Checker {
  const sees = stories.hadReadFollowingWrite;
  return guarantee(
    { name: 'writes-follow-reads', sights: readsBefore, sees, links: 'all' },
    options,
  );
}

function guarantee(given: Guarantee, options: RegisterHistoryOptions): Checker {
  const model: RegisterModel = {
    name: given.name,
    anomaly: `no-${given.name}`,
    algorithm: 'order of what each process must have seen',
    judge: (operations, allowance) => judge(operations, given, allowance),
    explain(core) {
      const index = indexWrites(core);
      const refuted = viewers(core).find(
        (own) => hasView(core, given, index, own, new Allowance(1)) === false,
      );
      return explainViewOf(core, refuted, given.links, given.sees);
    },
  };
  return registerChecker(model, options);
}

function judge(operations: RegisterOperations, given: Guarantee, allowance: Allowance): Judgement {
  // It implies them all, and is quick to see.
  if (judgeConvergence(operations, new Allowance(1)).kind === 'holds') return { kind: 'holds' };
  const index = indexWrites(operations);
  for (const own of viewers(operations)) {
    const answer = hasView(operations, given, index, own, allowance);
    if (answer === true) continue;
    if (answer === undefined) {
      const reason =
        `${describeExhausted(allowance)} while what one process must have seen was gathered; ` +
        'allow more configurations, or judge a shorter history';
      return { kind: 'unknown', reason };
    }
    const session = sessionOf(operations, own);
    return { kind: 'violated', persists: (fewer) => isRefuted(fewer, given, session) };
  }
  return { kind: 'holds' };
}

function isRefuted(fewer: RegisterOperations, given: Guarantee, session: number): boolean {
  const own = viewerOf(fewer, session);
  if (own === undefined) return false;
  return hasView(fewer, given, indexWrites(fewer), own, new Allowance(1)) === false;
}

/** `undefined` when the allowance is exhausted. */
function hasView(
  operations: RegisterOperations,
  { sights, links }: Guarantee,
  index: WriteIndex,
  own: readonly number[],
  allowance: Allowance,
): boolean | undefined {
  const { size, writer } = operations;
  const mine = new Set(own);
  const edges: Edges = orderEdges(operations, (read) => links === 'all' || mine.has(read));
  const isOpen = sights(operations, index, own, (read, seen) => {
    allowance.visit();
    if (writer[read] === INITIAL || allowance.exhausted !== undefined) return false;
    edges.add(seen, writer[read]!);
    return true;
  });
  if (allowance.exhausted !== undefined) return undefined;
  return isOpen && topologicalOrder(size, edges).length === size;
}
