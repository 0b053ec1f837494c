/**
 * An oracle for stacks of up to about a dozen operations: every order, with a memo of what has been
 * tried, by the operations that took effect and the content of the stack.
 */

import type { Operation } from '../../../src/history/operation.js';

/** Whether some order of `operations`, at most 30, is last in, first out. */
export function isStackLegal(operations: readonly Operation[]): boolean {
  const tried = new Set<string>();
  const counted = operations.filter(({ outcome }) => outcome !== 'fail');
  let required = 0;
  counted.forEach(({ outcome }, at) => (required |= outcome === 'ok' ? 1 << at : 0));
  const complete = (done: number, content: readonly unknown[]): boolean => {
    if ((done & required) === required) return true;
    const name = `${done}:${content.join()}`;
    if (tried.has(name)) return false;
    tried.add(name);
    let deadline = Infinity;
    counted.forEach((operation, at) => {
      if (((done >> at) & 1) === 0) deadline = Math.min(deadline, operation.return);
    });
    return counted.some((operation, at) => {
      if (((done >> at) & 1) === 1 || operation.call > deadline) return false;
      const next = take(content, operation);
      return next !== undefined && complete(done | (1 << at), next);
    });
  };
  return complete(0, []);
}

function take(
  content: readonly unknown[],
  { f, input, output, outcome }: Operation,
): readonly unknown[] | undefined {
  if (f === 'push') return [...content, input];
  if (outcome === 'ok' && (content.at(-1) ?? null) !== output) return undefined;
  return content.slice(0, -1);
}
