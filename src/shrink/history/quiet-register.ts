/**
 * Quiet instants of a register at which somebody knows its value: the last change was called after
 * all others had returned, or a read was called after all changes had.
 */

import type { RegisterView } from '../../../checkers/model.js';
import { canonicalKey } from '../../history/equality.js';
import type { Operation } from '../../history/operation.js';
import type { Value } from '../../history/value.js';
import type { QuietInstant } from './settled-beginning.js';

/** The quiet instants of one register, in order; none where an operation has no role. Linear. */
export function quietRegister(
  operations: readonly Operation[],
  view: RegisterView,
): QuietInstant[] {
  if (!operations.every(({ f }) => Object.hasOwn(view.roles, f))) return [];
  const instants: QuietInstant[] = [];
  /** The value that the register holds once all changes so far are over, where that is known. */
  let settled: Value | undefined = view.initial;
  let changesOver = -1;
  let allOver = -1;
  for (const [at, operation] of operations.entries()) {
    if (at > 0 && allOver < operation.call && settled !== undefined) {
      const value: Value = settled;
      instants.push({ size: at, leading: () => leadingTo(value, operations, at, view) });
    }
    if (operation.outcome === 'info') break;
    allOver = Math.max(allOver, operation.return);
    const isAfterChanges = changesOver < operation.call;
    const change = changeOf(operation, view);
    if (change !== undefined) {
      settled = isAfterChanges ? change : undefined;
      changesOver = Math.max(changesOver, operation.return);
    } else if (isAfterChanges && view.roles[operation.f] === 'read') {
      const observed = observedBy(operation, view);
      if (observed !== undefined) settled = observed;
    }
  }
  return instants;
}

/**
 * One write for each value that is observed after the instant, so that no read is left without what
 * it read, and one of `settled` that may come last. Linear.
 */
function leadingTo(
  settled: Value,
  operations: readonly Operation[],
  size: number,
  view: RegisterView,
): readonly Operation[] | undefined {
  const before = operations.slice(0, size);
  const writers = new Map<string, Operation | undefined>();
  let latest = -1;
  for (const operation of before) {
    const change = changeOf(operation, view);
    if (change === undefined) continue;
    latest = operation.call;
    const value = canonicalKey(change);
    const isWrite = view.roles[operation.f] === 'write';
    writers.set(value, isWrite ? operation : writers.get(value));
  }
  const last = canonicalKey(settled);
  const kept = new Set<Operation>();
  for (const operation of operations.slice(size)) {
    const observed = observedBy(operation, view);
    const value = observed === undefined ? undefined : canonicalKey(observed);
    if (value === undefined || value === last || !writers.has(value)) continue;
    const writer = writers.get(value);
    if (writer === undefined) return undefined;
    kept.add(writer);
  }
  if (kept.size > 0 || last !== canonicalKey(view.initial)) {
    const writer = writers.get(last);
    if (writer === undefined || writer.return < latest) return undefined;
    kept.add(writer);
  }
  return before.filter((operation) => kept.has(operation));
}

/** The value that an operation put there; `undefined` when it changed nothing. */
function changeOf(
  { f, input, output, outcome }: Operation,
  { roles }: RegisterView,
): Value | undefined {
  if (outcome === 'fail' || roles[f] === 'read') return undefined;
  if (roles[f] === 'write') return input;
  return output === false ? undefined : (input as readonly Value[])[1];
}

/** The value that an operation found there; `undefined` when it does not say. */
function observedBy(
  { f, input, output, outcome }: Operation,
  { roles, nullReads }: RegisterView,
): Value | undefined {
  if (outcome === 'fail') return undefined;
  if (roles[f] === 'cas') return output === false ? undefined : (input as readonly Value[])[0];
  if (roles[f] === 'write' || outcome === 'info') return undefined;
  return output === null && nullReads === 'ignored' ? undefined : output;
}
