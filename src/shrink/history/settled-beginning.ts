/**
 * Replaces a beginning after which the object is in a known state by a few operations of it that
 * lead there: for objects in which one operation cannot go alone, and for registers whose values
 * come again and again.
 *
 * Why that is sound: at a quiet instant, when nothing is in flight and nothing crashed before, a
 * legal order of the whole holds the beginning first. What was seen of it fixes the state it leads
 * to, whatever the order. So the rest is legal from that state, and the operations that stay lead
 * to it too.
 */

import type { Model } from '../../../checkers/model.js';
import type { Operation } from '../../history/operation.js';
import { quietCounts } from './quiet-counts.js';
import { quietRegister } from './quiet-register.js';

/** An instant at which nothing is in flight and the state is known. */
export interface QuietInstant {
  /** So many operations come before it. */
  readonly size: number;
  /** A few of these that lead to the same state; `undefined` where there are none that simple. */
  readonly leading: () => readonly Operation[] | undefined;
}

/**
 * Every history that results, those that lose most first. The operations are one part, one element,
 * in order of call. Linear for each that is taken.
 */
export function* withoutBeginning(
  operations: readonly Operation[],
  model: Model,
): Generator<readonly Operation[]> {
  const instants =
    model.object?.type === 'register'
      ? quietRegister(operations, model.object)
      : quietCounts(operations, model);
  // Later ones lose more, but may lose the violation; a few are enough, ever further back.
  for (let back = 1; back <= instants.length; back *= 2) {
    const { size, leading } = instants[instants.length - back]!;
    const kept = leading();
    if (kept !== undefined && kept.length < size) yield [...kept, ...operations.slice(size)];
  }
}
