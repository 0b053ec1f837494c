/**
 * Removal from a queue, a stack or a priority queue: a value goes with every operation on it.
 *
 * Why that is sound: take a legal order of the whole and leave out all inserts and removes of a
 * value. What was first, or on top, among what is left still is, and what was empty still is. A
 * crashed remove that had taken the value need not have happened at all.
 *
 * Crashed removes are kept as far as they may matter. Each that happened took a value that was
 * inserted and that no answered remove got, so no more of them matter than there are such inserts,
 * and of those that may matter the first ones called do as well as any: they may take effect
 * wherever a later one may.
 */

import type { ContainerView } from '../../../checkers/model.js';
import { canonicalKey } from '../../history/equality.js';
import type { Operation } from '../../history/operation.js';
import type { Removal } from './removal.js';

/** The removal for one container. */
export function containerRemoval({ roles }: ContainerView): Removal {
  /** The value an operation put in or got; `undefined` where it got none, or nobody knows. */
  const valueOf = ({ f, input, output, outcome }: Operation): string | undefined => {
    if (roles[f] === 'insert') return canonicalKey(input);
    return outcome === 'ok' && output !== null ? canonicalKey(output) : undefined;
  };
  const isCrashedRemove = ({ f, outcome }: Operation): boolean =>
    roles[f] === 'remove' && outcome === 'info';

  return (operations, chosen) => {
    const happened = operations.filter(
      (operation) => operation.outcome !== 'fail' || !chosen.has(operation),
    );
    const values = happened.map((each) => (each.outcome === 'fail' ? undefined : valueOf(each)));
    const goingValues = new Set<string>();
    happened.forEach((operation, at) => {
      if (chosen.has(operation) && values[at] !== undefined) goingValues.add(values[at]);
    });
    const unclaimed = new Map<string, number>();
    const stays = happened.filter((operation, at) => {
      const value = values[at];
      if (value === undefined) return !chosen.has(operation) || isCrashedRemove(operation);
      if (goingValues.has(value)) return false;
      const change = roles[operation.f] === 'insert' ? 1 : -1;
      unclaimed.set(value, (unclaimed.get(value) ?? 0) + change);
      return true;
    });
    let room = 0;
    for (const count of unclaimed.values()) room += Math.max(0, count);
    return stays.filter((operation) => !isCrashedRemove(operation) || room-- > 0);
  };
}
