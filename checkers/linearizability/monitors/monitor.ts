/**
 * Monitors: algorithms that decide linearizability of one kind of object in log-linear time, for
 * the histories they understand. They answer exactly or decline; what they decline is searched.
 */

import type { ObjectView } from '../../model.js';
import type { Part } from '../part.js';

/** Why a part is illegal, as members of the part. */
export interface Refutation {
  /** The rule of the certificate, which the verifier knows as well. */
  readonly rule: string;
  /** Members of the part, grouped as the rule wants them. */
  readonly groups: readonly (readonly number[] | Int32Array)[];
  /** One sentence for the headline. */
  readonly message: string;
  /**
   * The argument, a sentence each. Operations are named by `reference(part.place[member])`.
   */
  readonly explanation: readonly string[];
  /** The few members to show, in any order; default: those of all groups. */
  readonly shown?: readonly number[];
}

/** What a monitor found; `undefined` when the part is none of those it decides. */
export type MonitorAnswer =
  /** Members in the order in which they took effect; crashed ones may be left out. */
  | { readonly kind: 'legal'; readonly order: Int32Array }
  | { readonly kind: 'illegal'; readonly refutation: Refutation }
  | undefined;

/** An exact algorithm for one kind of object. */
export interface Monitor<View extends ObjectView = ObjectView> {
  /** As verdicts name it, such as `register zones`. */
  readonly name: string;
  judge(part: Part, view: View): MonitorAnswer;
  /**
   * Says the refutation of `prefix`, a beginning of `part`, for people who know all of `part`; the
   * members of what it returns are those of `part`.
   */
  retell?(part: Part, view: View, prefix: Part, refutation: Refutation): Refutation;
}
