/**
 * The oracle for sets, multisets, counters, semaphores and locks: tries every order of a handful of
 * operations, with and without each crashed one, against plain objects. No memo, no reduction and
 * no code in common with the checkers.
 */

import type { Operation } from '../../../src/history/operation.js';

export const TOGGLE_OBJECTS = ['set', 'multiset', 'counter', 'semaphore', 'mutex'] as const;

export type ToggleObject = (typeof TOGGLE_OBJECTS)[number];

/** How often each element is there; for a counter or a semaphore one number under the name ''. */
type Counts = Readonly<Record<string, number>>;

/** The counts afterwards; `undefined` where the answer contradicts what is there. */
type Apply = (counts: Counts, operation: Operation) => Counts | undefined;

/** Whether some order of `operations`, all of one key, is legal. */
export function isToggleLegal(
  name: ToggleObject,
  operations: readonly Operation[],
  permits: number,
): boolean {
  const happened = operations.filter(({ outcome }) => outcome !== 'fail');
  return canComplete({}, happened, applies[name](name === 'mutex' ? 1 : permits));
}

function canComplete(counts: Counts, left: readonly Operation[], apply: Apply): boolean {
  if (left.every(({ outcome }) => outcome === 'info')) return true;
  const deadline = Math.min(...left.map((operation) => operation.return));
  return left.some((operation) => {
    if (operation.call > deadline) return false;
    const next = apply(counts, operation);
    const others = left.filter((other) => other !== operation);
    return next !== undefined && canComplete(next, others, apply);
  });
}

const applies: Readonly<Record<ToggleObject, (permits: number) => Apply>> = {
  set:
    () =>
    (counts, { f, input, output, outcome }) => {
      const element = JSON.stringify(input);
      const before = counts[element] ?? 0;
      const found = before === 1;
      const answer = f === 'add' ? !found : found;
      if (outcome === 'ok' && output !== null && output !== answer) return undefined;
      const after = f === 'contains' ? before : f === 'add' ? 1 : 0;
      return { ...counts, [element]: after };
    },
  multiset:
    () =>
    (counts, { f, input, output, outcome }) => {
      const element = JSON.stringify(input);
      const before = counts[element] ?? 0;
      const answers = outcome === 'ok' && output !== null && f !== 'add';
      if (answers && output !== (f === 'count' ? before : before > 0)) return undefined;
      const after = f === 'count' ? before : f === 'add' ? before + 1 : Math.max(0, before - 1);
      return { ...counts, [element]: after };
    },
  counter:
    () =>
    (counts, { f, input, output, outcome }) => {
      const sum = counts[''] ?? 0;
      if (f === 'add') return { '': sum + ((input ?? 1) as number) };
      return outcome === 'info' || output === null || output === sum ? counts : undefined;
    },
  semaphore: semaphoreApply,
  mutex: semaphoreApply,
};

function semaphoreApply(permits: number): Apply {
  return (counts, { f }) => {
    const taken = (counts[''] ?? 0) + (f === 'acquire' ? 1 : -1);
    return taken < 0 || taken > permits ? undefined : { '': taken };
  };
}
