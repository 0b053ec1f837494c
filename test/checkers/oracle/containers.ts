/**
 * The oracle of containers: tries every order of at most a handful of operations, with and without
 * each crashed one, on plain lists. It has no memo, no reduction and no code in common with the
 * checkers.
 */

import type { Operation } from '../../../src/history/operation.js';

export type ContainerKind = 'queue' | 'stack' | 'priority-queue';

/** The names of the functions in histories of each kind. */
export const CONTAINER_FUNCTIONS: Readonly<
  Record<ContainerKind, { readonly insert: string; readonly remove: string }>
> = {
  queue: { insert: 'enqueue', remove: 'dequeue' },
  stack: { insert: 'push', remove: 'pop' },
  'priority-queue': { insert: 'insert', remove: 'poll' },
};

/** Whether some order of `operations` is legal; the greatest number comes out first. */
export function isContainerLegal(kind: ContainerKind, operations: readonly Operation[]): boolean {
  const counted = operations.filter(({ outcome }) => outcome !== 'fail');
  return canComplete(kind, [], counted);
}

/** `content`: what is inside, in order of insertion, as text. */
function canComplete(
  kind: ContainerKind,
  content: readonly string[],
  left: readonly Operation[],
): boolean {
  if (left.every(({ outcome }) => outcome === 'info')) return true;
  const deadline = Math.min(...left.map((operation) => operation.return));
  return left.some((operation) => {
    if (operation.call > deadline) return false;
    const next = take(kind, content, operation);
    return (
      next !== undefined &&
      canComplete(
        kind,
        next,
        left.filter((other) => other !== operation),
      )
    );
  });
}

function take(
  kind: ContainerKind,
  content: readonly string[],
  { f, input, output, outcome }: Operation,
): readonly string[] | undefined {
  if (f === CONTAINER_FUNCTIONS[kind].insert) return [...content, JSON.stringify(input)];
  if (content.length === 0) return outcome === 'info' || output === null ? content : undefined;
  const at = placeOfNext(kind, content);
  if (outcome === 'ok' && content[at] !== JSON.stringify(output)) return undefined;
  return content.filter((_, place) => place !== at);
}

function placeOfNext(kind: ContainerKind, content: readonly string[]): number {
  if (kind === 'queue') return 0;
  if (kind === 'stack') return content.length - 1;
  const numbers = content.map(Number);
  return numbers.indexOf(Math.max(...numbers));
}
