/**
 * Models in which each process has a view of its own: they hold when every process has one.
 */

import { Allowance } from '../linearizability/allowance.js';
import { describeExhausted } from '../registers/exhausted.js';
import type { Judgement, Telling } from '../registers/register-checker.js';
import type { RegisterOperations } from '../registers/register-operations.js';
import { outOfMemory } from './causal-order.js';
import { explainOrder, seesInOrder, type Sees } from './explain-order.js';
import type { Saturation } from './saturation.js';

/** The order that all views share, ready to be saturated; `undefined` where it does not fit. */
export type Saturate = (
  operations: RegisterOperations,
  allowance: Allowance,
) => Saturation | undefined;

/** Judges the view of each process that read something. */
export function judgeViews(
  operations: RegisterOperations,
  saturate: Saturate,
  allowance: Allowance,
): Judgement {
  const saturation = saturate(operations, allowance);
  if (saturation === undefined) return outOfMemory(operations, allowance);
  for (const own of viewers(operations)) {
    const answer = saturation.isConsistent(own);
    if (answer === false) {
      const session = sessionOf(operations, own);
      return { kind: 'violated', persists: (fewer) => isRefuted(fewer, session, saturate) };
    }
    if (answer === undefined) {
      const reason =
        `${describeExhausted(allowance)} while the order in which one process has seen writes ` +
        'was worked out; allow more configurations, or judge a shorter history';
      return { kind: 'unknown', reason };
    }
  }
  return { kind: 'holds' };
}

/** Tells why a process of the core has no view; `links` as in the rules of an argument. */
export function explainView(
  core: RegisterOperations,
  saturate: Saturate,
  links: 'own' | 'all',
): Telling {
  const isRefutedView = (own: readonly number[]): boolean =>
    saturate(core, new Allowance(1))?.isConsistent(own) === false;
  return explainViewOf(core, viewers(core).find(isRefutedView), links, seesInOrder);
}

/**
 * Tells why the process that did `own` has no view.
 * @param links whose reads come after their writes in the view: its own, or those of all.
 */
export function explainViewOf(
  core: RegisterOperations,
  own: readonly number[] | undefined,
  links: 'own' | 'all',
  sees: Sees,
): Telling {
  const reads = new Set(own ?? []);
  return explainOrder(core, {
    headline: 'no order in which one process saw writes explains',
    links: (read) => links === 'all' || reads.has(read),
    tells: (read) => reads.has(read),
    sees,
    isForcing: true,
  });
}

/** The operations of each process that reads, in order; crashed writes are in nobody's. */
export function viewers(operations: RegisterOperations): number[][] {
  const { size, chain, chains, isWrite } = operations;
  const own: number[][] = Array.from({ length: chains }, () => []);
  const isReader = new Uint8Array(chains);
  for (let at = 0; at < size; at++) {
    own[chain[at]!]!.push(at);
    if (isWrite[at] === 0) isReader[chain[at]!] = 1;
  }
  return own.filter((_, each) => isReader[each] === 1);
}

function isRefuted(fewer: RegisterOperations, session: number, saturate: Saturate): boolean {
  const own = viewerOf(fewer, session);
  return own !== undefined && saturate(fewer, new Allowance(1))?.isConsistent(own) === false;
}

/** The operations of one process, if it reads. */
export function viewerOf(operations: RegisterOperations, session: number): number[] | undefined {
  return viewers(operations).find((own) => sessionOf(operations, own) === session);
}

/** The number of the process that did `own`. */
export function sessionOf(
  { accesses, access }: RegisterOperations,
  own: readonly number[],
): number {
  return accesses.session[access[own[0]!]!]!;
}
