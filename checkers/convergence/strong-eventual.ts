/**
 * Strong eventual convergence: reads that have seen the same updates return the same value
 * (Shapiro, Preguiça, Baquero, Zawirski 2011), at any time, whoever has seen them in whatever
 * order. What a read has seen the user may say; otherwise reads of lists have seen their elements,
 * and are to have them in the same order, and reads of `{"seen": [...], "value": ...}` have seen
 * what they say.
 */

import { columnsOf } from '../../src/history/columns/columnar-history.js';
import { operationAt } from '../../src/history/columns/operation-columns.js';
import { canonicalKey } from '../../src/history/equality.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import type { Checker } from '../checker.js';
import { describeKey, describeValue, reference } from '../describe.js';
import { convergenceChecker, type Finding } from './convergence-checker.js';

/** What a read has seen, and what it made of it. */
export interface Seen {
  /** Updates in any order; equal ones count once. */
  readonly updates: Iterable<Value>;
  readonly value: Value;
}

/** How reads tell what they have seen. */
export interface StrongEventualOptions {
  /** `undefined` for operations that tell nothing. Asked of `ok` operations. */
  readonly seen?: (operation: Operation) => Seen | undefined;
}

/**
 * Checks strong eventual convergence, key by key; `unknown` when no operation tells what it has
 * seen. Linear, but for the sorting of what each read has seen.
 */
export function strongEventual(options: StrongEventualOptions = {}): Checker {
  const seen = options.seen ?? seenByRead;
  return convergenceChecker('strong-eventual', 'reads by what they have seen', (history) =>
    judge(history, seen),
  );
}

function judge(history: History, seen: (operation: Operation) => Seen | undefined): Finding {
  const columns = columnsOf(history);
  const known = new Map<string, { readonly read: Operation; readonly value: string }>();
  for (let at = 0; at < columns.size; at++) {
    const read = operationAt(columns, at);
    const told = read.outcome === 'ok' ? seen(read) : undefined;
    if (told === undefined) continue;
    const updates = [...new Set(Array.from(told.updates, canonicalKey))].sort().join(',');
    const name = `${read.key === undefined ? '' : canonicalKey(read.key)} ${updates}`;
    const value = canonicalKey(told.value);
    const first = known.get(name);
    if (first === undefined) known.set(name, { read, value });
    else if (first.value !== value) return differing(first.read, read, seen);
  }
  if (known.size > 0) return { kind: 'holds' };
  const reason =
    'no read tells which updates it has seen; let reads return lists of updates, or ' +
    '{"seen": [...], "value": ...}, or say how it is known';
  return { kind: 'unknown', reason };
}

function differing(
  one: Operation,
  other: Operation,
  seen: (operation: Operation) => Seen | undefined,
): Finding {
  const tell = (read: Operation): string =>
    `${reference(read.id)} returned ${describeValue(seen(read)!.value)}${describeKey(read.key)}`;
  const operations = [one.id, other.id];
  return {
    kind: 'violated',
    anomaly: {
      kind: 'divergence',
      message: `${reference(one.id)} and ${reference(other.id)} saw the same, but differ`,
      operations,
      ...(one.key === undefined ? {} : { key: one.key }),
      explanation: [
        `${tell(one)}.`,
        `However ${tell(other)}, and both had seen the same updates: a contradiction.`,
      ],
    },
  };
}

function seenByRead({ f, output }: Operation): Seen | undefined {
  if (f !== 'read' && f !== 'get') return undefined;
  if (Array.isArray(output)) return { updates: output as readonly Value[], value: output };
  if (typeof output !== 'object' || output === null || output instanceof Map) return undefined;
  const { seen, value } = output as { readonly seen?: Value; readonly value?: Value };
  if (!Array.isArray(seen) || value === undefined) return undefined;
  return { updates: seen as readonly Value[], value };
}
