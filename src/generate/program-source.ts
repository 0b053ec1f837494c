/**
 * Where a program's operations come from: the half of a workload that generators and the shrinker
 * need.
 */

import type * as fc from 'fast-check';
import type { Value } from '../history/value.js';

/** What one operation asks, before it gets an id, a client and a time. */
export interface Ask {
  readonly f: string;
  readonly key?: Value;
  readonly value: Value;
}

/** Says what clients ask; a workload is one, with judges added. */
export interface ProgramSource {
  readonly name: string;
  /**
   * The `serial`-th operation (from 1, unique in the program, so that written values can be) on one
   * of `keys`.
   */
  ask(keys: readonly Value[], serial: number): fc.Arbitrary<Ask>;
  /** What is asked of each key once all faults are healed. */
  finals(key: Value): readonly Ask[];
  /** Simpler asks for shrinking to try, simplest first: a write becomes a read. */
  simplify?(ask: Ask): readonly Ask[];
}
