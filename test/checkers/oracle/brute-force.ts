/**
 * The oracle: tries every order of at most a handful of operations, with and without each crashed
 * one, against sequential objects of its own. It has no memo, no reduction and no code in common
 * with the checkers.
 */

import type { Operation } from '../../../src/history/operation.js';

export type ObjectName = 'register' | 'cas-register' | 'key-value' | 'mutex';

/** The object under test: all keys at once, values as JSON text. */
type Memory = ReadonlyMap<string, string>;

type Apply = (memory: Memory, operation: Operation, observed: boolean) => Memory | undefined;

export interface OracleOptions {
  readonly initial?: unknown;
  /** Failed operations count as observations where they have error 20 or 22. */
  readonly observeFailures?: boolean;
}

/** Whether some order of `operations` is legal. */
export function isLinearizable(
  name: ObjectName,
  operations: readonly Operation[],
  options: OracleOptions = {},
): boolean {
  const initial = text(options.initial ?? null);
  const apply = applies[name](initial);
  const counted = operations.filter(
    ({ outcome, error }) =>
      outcome !== 'fail' || (options.observeFailures === true && (error === 20 || error === 22)),
  );
  return canComplete(new Map(), counted, apply);
}

function canComplete(memory: Memory, left: readonly Operation[], apply: Apply): boolean {
  if (left.every(({ outcome }) => outcome === 'info')) return true;
  const deadline = Math.min(...left.map((operation) => operation.return));
  return left.some((operation) => {
    if (operation.call > deadline) return false;
    const next = apply(memory, operation, operation.outcome === 'fail');
    return (
      next !== undefined &&
      canComplete(
        next,
        left.filter((other) => other !== operation),
        apply,
      )
    );
  });
}

const applies: Readonly<Record<ObjectName, (initial: string) => Apply>> = {
  register: registerApply,
  'cas-register': registerApply,
  'key-value': keyValueApply,
  mutex:
    () =>
    (memory, { f, key }, observed) => {
      const cell = text(key ?? null);
      const held = memory.has(cell);
      if (observed) return memory;
      if (f === 'acquire') return held ? undefined : new Map(memory).set(cell, 'held');
      if (!held) return undefined;
      const next = new Map(memory);
      next.delete(cell);
      return next;
    },
};

function registerApply(initial: string): Apply {
  return (memory, { f, key, input, output, outcome, error }, observed) => {
    const cell = text(key ?? null);
    const held = memory.get(cell) ?? initial;
    if (observed && error === 20) return held === 'null' ? memory : undefined;
    switch (f) {
      case 'read':
        return observed || outcome === 'info' || text(output) === held ? memory : undefined;
      case 'write':
        return observed ? memory : new Map(memory).set(cell, text(input));
      default: {
        const [from, to] = (input as readonly unknown[]).map(text) as [string, string];
        const matches = held === from;
        if (observed || output === false) return matches ? undefined : memory;
        if (matches) return new Map(memory).set(cell, to);
        return outcome === 'info' ? memory : undefined;
      }
    }
  };
}

function keyValueApply(initial: string): Apply {
  return (memory, { f, key, input, output, outcome, error }, observed) => {
    const cell = text(key ?? null);
    const stored = memory.get(cell);
    const held = stored ?? initial;
    if (observed && error === 20) return stored === undefined ? memory : undefined;
    const put = (value: string): Memory => new Map(memory).set(cell, value);
    if (f === 'cas') {
      const [from, to] = (input as readonly unknown[]).map(text) as [string, string];
      if (observed || output === false) return held === from ? undefined : memory;
      return held === from ? put(to) : outcome === 'info' ? memory : undefined;
    }
    if (observed) return memory;
    if (f === 'get') return outcome === 'info' || text(output) === held ? memory : undefined;
    if (f === 'put') return put(text(input));
    if (f === 'append') return put(text(`${JSON.parse(held) ?? ''}${input as string}`));
    const without = new Map(memory);
    without.delete(cell);
    return without;
  };
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
