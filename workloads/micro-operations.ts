/**
 * Transactions as lists of micro-operations: how the workloads of transactions draw and simplify
 * them.
 */

import * as fc from 'fast-check';
import type { Ask } from '../src/generate/program-source.js';
import { canonicalKey } from '../src/history/equality.js';
import type { Value } from '../src/history/value.js';

/** A transaction has 1 up to so many micro-operations. */
const MICROS_MAX = 4;

/** Operations on a key until a new one takes its place. */
const ROTATION = 40;

/** Draws a transaction of reads, and of writes called `f` of values that are unique to it. */
export function transactionOf(
  keys: readonly Value[],
  serial: number,
  f: 'append' | 'w',
): fc.Arbitrary<Ask> {
  const micro = fc.tuple(fc.constantFrom(...keys), fc.boolean());
  return fc.array(micro, { minLength: 1, maxLength: MICROS_MAX }).map((drawn) => ({
    f: 'txn',
    value: drawn.map(([key, writes], at): Value => {
      const name = rotated(key, serial);
      return writes ? [f, name, serial * MICROS_MAX + at] : ['r', name, null];
    }),
  }));
}

/** A transaction that reads one key, as it is called in the end. */
export function finalRead(key: Value): Ask {
  return { f: 'txn', value: [['r', key, null]] };
}

/** What to try in place of a transaction: each micro-operation left out, each write made a read. */
export function simplifyTransaction({ f, value }: Ask): readonly Ask[] {
  const micros = value as readonly (readonly Value[])[];
  const shorter = micros.map((_, at) => micros.filter((_micro, other) => other !== at));
  const calmer = micros.flatMap((micro, at) =>
    micro[0] === 'r' ? [] : [micros.with(at, ['r', micro[1]!, null])],
  );
  return [...(micros.length > 1 ? shorter : []), ...calmer].map((one) => ({ f, value: one }));
}

/** The first name of a key is the key itself; later ones tell which generation they are of. */
function rotated(key: Value, serial: number): Value {
  const generation = Math.floor(serial / ROTATION);
  return generation === 0
    ? key
    : `${typeof key === 'string' ? key : canonicalKey(key)}${generation}`;
}
