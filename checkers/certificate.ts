/**
 * Certificates: the evidence inside a verdict, which the independent verifier (checkers/verify)
 * rechecks. Operations are named by their id in `History.operations`.
 */

import type { Value } from '../src/history/value.js';

/**
 * Legal: for each part (key) a total order of the operations that took effect; crashed ones may be
 * left out.
 */
export interface LinearizationCertificate {
  readonly kind: 'linearization';
  readonly parts: readonly { readonly key?: Value; readonly order: Order }[];
}

/** Ids of operations in the order in which they took effect; long ones are typed arrays. */
export type Order = readonly number[] | Int32Array;

/**
 * Illegal: a few operations of one part that cannot be ordered, by a rule of the object which the
 * verifier knows as well. docs/linearizability.md states the rules; what the groups are depends on
 * the rule.
 */
export interface RefutationCertificate {
  readonly kind: 'refutation';
  readonly key?: Value;
  readonly rule: string;
  /**
   * The rule looks at what was known when this operation returned: what began later is not there,
   * and what returned later is open. A history with an illegal beginning is illegal.
   */
  readonly until: number;
  /** Ids of operations. */
  readonly groups: readonly (readonly number[] | Int32Array)[];
}

/**
 * Illegal: the configurations a complete search found at each return event of one part. The list is
 * evidence because it contains the start, is closed under taking any open operation (up to the
 * dominance rules in docs/linearizability.md), and is empty at `stuck`, the operation nobody could
 * place.
 */
export interface ExhaustionCertificate {
  readonly kind: 'exhaustion';
  readonly key?: Value;
  /** The operation whose return no configuration survives. */
  readonly stuck: number;
  /**
   * Absent: the levels begin at the first return, with the initial state and nothing taken.
   * `anywhere`: they begin at a later one, and cover every state that the object can reach and
   * every choice of the operations in flight there.
   */
  readonly begins?: 'anywhere';
  /** States, as canonical keys; configurations point into it. */
  readonly states: readonly string[];
  /** One entry for each return event up to `stuck`, in order of return. */
  readonly levels: readonly {
    readonly returning: number;
    readonly configurations: readonly {
      readonly state: number;
      /** Open operations that have taken effect, ascending by id; crashed ones included. */
      readonly taken: readonly number[];
    }[];
  }[];
}

/** For checks whose evidence is the few operations or trace records they name. */
export interface WitnessCertificate {
  readonly kind: 'witness';
  readonly operations: readonly number[];
  readonly records: readonly number[];
}

/**
 * Legal: an order in which transactions may have committed, which shows that a level of isolation
 * holds. Crashed ones that nobody read from may be left out.
 */
export interface CommitOrderCertificate {
  readonly kind: 'commit-order';
  /** Name of the level in the lattice of models. */
  readonly model: string;
  /** Ids of operations. */
  readonly order: Order;
  /**
   * How many of `order` had committed when each took its snapshot, for the levels in which
   * transactions read from one.
   */
  readonly snapshots?: Order;
}

/** Illegal: transactions each of which must come before the next, and the last before the first. */
export interface CycleCertificate {
  readonly kind: 'cycle';
  readonly model: string;
  readonly steps: readonly {
    readonly from: number;
    readonly to: number;
    readonly kind: 'ww' | 'wr' | 'rw' | 'process' | 'realtime';
    readonly key?: Value;
  }[];
}

/**
 * Illegal: a few transactions that alone, without what they read from others, break the level
 * however they are ordered. The verifier tries all orders.
 */
export interface CoreCertificate {
  readonly kind: 'core';
  readonly model: string;
  /** Ids of operations. */
  readonly operations: readonly number[];
}

/** The evidence of a verdict, by its form. */
export type Certificate =
  | LinearizationCertificate
  | RefutationCertificate
  | ExhaustionCertificate
  | WitnessCertificate
  | CommitOrderCertificate
  | CycleCertificate
  | CoreCertificate;
