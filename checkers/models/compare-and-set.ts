/**
 * The arguments and the answer of a compare-and-set, as the register and the key-value store read
 * them. In Jepsen's histories `ok` means that it set, `fail` that it did not; other recorders
 * complete it with `ok` and the answer `false`, which says that it compared unequal.
 */

import { equalValues } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import type { Call } from '../model.js';
import type { Access } from './access.js';

/** The two arguments of `cas`. */
export interface CompareAndSet {
  readonly from: Value;
  readonly to: Value;
}

/** Reads the input `[from, to]`; throws a `TypeError` on any other shape. */
export function compareAndSet(call: Call): CompareAndSet {
  const input = call.input;
  if (!Array.isArray(input) || input.length !== 2) throw new TypeError('cas takes [from, to]');
  return { from: input[0] as Value, to: input[1] as Value };
}

/** True when the client was told that the values differed. */
export function comparedUnequal(call: Call): boolean {
  return call.outcome === 'ok' ? call.output === false : call.reason === 'compare-failed';
}

/** True when no state is changed by it: it failed, or it would set what it found. */
export function compareAndSetObserves(call: Call): boolean {
  if (call.outcome === 'fail' || comparedUnequal(call)) return true;
  const { from, to } = compareAndSet(call);
  return equalValues(from, to);
}

/** The {@link Access} of a compare-and-set: one that set read `from` and wrote `to`. */
export function accessOfCompareAndSet(call: Call): Access {
  const { from, to } = compareAndSet(call);
  if (call.outcome === 'fail' || comparedUnequal(call)) return {};
  if (equalValues(from, to)) return call.outcome === 'ok' ? { reads: from } : {};
  return call.outcome === 'ok' ? { reads: from, writes: to } : { writes: to };
}
