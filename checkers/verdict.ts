/**
 * Verdicts: what a checker or an invariant answers. A discriminated union on `kind`, never a
 * boolean, so that nothing is truthy by accident; whoever reads one has to say what `unknown` means
 * to them.
 */

import type { Value } from '../src/history/value.js';
import type { Certificate } from './certificate.js';

/** One thing that is wrong, with the operations that show it. */
export interface Anomaly {
  /**
   * A stable name, such as `non-linearizable`; with the checker's name it is the fingerprint that
   * shrinking keeps.
   */
  readonly kind: string;
  /** One sentence for the headline. */
  readonly message: string;
  /**
   * Ids in `History.operations` of the operations involved, the offending one last; empty for a
   * trace invariant.
   */
  readonly operations: readonly number[];
  readonly key?: Value;
  /** The argument, a sentence each, in the order in which a person follows it. */
  readonly explanation: readonly string[];
}

/** Work done, in counts: comparable between machines. */
export interface Effort {
  /** Operations or trace records judged. */
  readonly judged: number;
  /** Configurations visited by a search, zero for checks without one. */
  readonly configurations: number;
}

interface Judged {
  /** Name of the checker or invariant that answers. */
  readonly checker: string;
  /** The algorithm that decided. */
  readonly algorithm: string;
  readonly effort: Effort;
}

/** The history is as it should be. */
export interface LegalVerdict extends Judged {
  readonly kind: 'legal';
  readonly certificate: Certificate;
}

/** The history is not as it should be. */
export interface IllegalVerdict extends Judged {
  readonly kind: 'illegal';
  /** At least one, the most telling first. */
  readonly anomalies: readonly [Anomaly, ...Anomaly[]];
  readonly certificate: Certificate;
}

/** The budget ended before there was an answer; never to be taken for a pass. */
export interface UnknownVerdict extends Judged {
  readonly kind: 'unknown';
  /** Why there is no answer and what would help, for people. */
  readonly reason: string;
  /** How far it got: key, operation reached, largest checked prefix. */
  readonly progress: string;
}

/** The answer of a checker or an invariant. */
export type Verdict = LegalVerdict | IllegalVerdict | UnknownVerdict;
