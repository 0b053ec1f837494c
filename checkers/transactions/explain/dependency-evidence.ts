/**
 * Evidence for edges of a dependency graph: which versions of which key make one transaction depend
 * on another. Lists and registers find it each in their own way; sentences and cycles are made of
 * it in the same way.
 */

import type { Value } from '../../../src/history/value.js';

/** Dependencies that data makes; the others are orders of processes and of time. */
export type DataDependency = 'ww' | 'wr' | 'rw';

/** Why one node depends on another. */
export interface EdgeEvidence {
  readonly key: Value;
  /** The version that the first wrote or read; absent for the initial state. */
  readonly value?: Value;
  /** The version that the second wrote or read. */
  readonly next?: Value;
  /** The clause without a full stop: `T2 observed T1's append of 3 to "x"`. */
  readonly because: (from: string, to: string) => string;
}

/** Finds the evidence of single edges. */
export interface DependencyEvidence {
  /**
   * The evidence of an edge between two nodes of the observation; `undefined` when there is no such
   * edge. May cost as much as the two transactions and those of their keys are long: only for edges
   * that a person will see.
   */
  find(from: number, to: number, kind: DataDependency): EdgeEvidence | undefined;
}
