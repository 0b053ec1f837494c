/**
 * Levels that are decided completely on histories in which it is known who read from whom: each is
 * an axiom on what a transaction must have seen (Biswas and Enea, OOPSLA 2019; Cerone, Bernardi and
 * Gotsman, CONCUR 2015) together with an order that commits must respect.
 */

import type { CheckOptions } from '../../checker.js';
import type { Observation } from '../observation.js';

/**
 * From weak to strong. `read-committed` is Adya's PL-2: somebody's last write was read, and reads
 * do not go round in a circle. What Biswas and Enea call Read Committed, that once a transaction
 * has seen another its later reads do not miss it, is `monotonic-atomic-view`.
 */
export type Axiom =
  | 'read-committed'
  | 'monotonic-atomic-view'
  | 'read-atomic'
  | 'causal'
  | 'prefix'
  | 'snapshot-isolation'
  | 'serializable';

/**
 * What commits must respect besides: nothing, the order of each process (strong session), or that
 * of real time (strong). For the levels below prefix, the order of a process counts as something
 * its later transactions have seen; real time only orders commits.
 */
export type CommitOrder = 'none' | 'session' | 'realtime';

/** What is asked of a history. */
export interface Level {
  readonly axiom: Axiom;
  readonly order: CommitOrder;
}

/** Why one node must commit before another. */
export type ForcedStep =
  /** `to` read key from `from`. */
  | { readonly kind: 'wr'; readonly from: number; readonly to: number; readonly key: number }
  | {
      readonly kind: 'process' | 'realtime';
      readonly from: number;
      readonly to: number;
    }
  /**
   * Both wrote `key`; `reader` read it from `to`, and has seen `from` by the axiom, along `seen`:
   * nodes from `from` to `reader`, each of which the next has read from or follows.
   */
  | {
      readonly kind: 'ww';
      readonly from: number;
      readonly to: number;
      readonly key: number;
      readonly reader: number;
      readonly seen: readonly number[];
    }
  /** `to` wrote the version of key that follows, in the order given, that which `from` wrote. */
  | { readonly kind: 'ww-known'; readonly from: number; readonly to: number; readonly key: number }
  /** `from` read key from a writer before `to`. */
  | { readonly kind: 'rw'; readonly from: number; readonly to: number; readonly key: number };

/** What an engine says of one level. */
export type LevelAnswer =
  | {
      readonly kind: 'holds';
      /** All nodes but the initial one, in an order in which they may have committed. */
      readonly order: Int32Array;
      /**
       * Prefix consistency and snapshot isolation: how many commits each of `order` had seen when
       * it took its snapshot. Absent: by the axiom.
       */
      readonly snapshots?: Int32Array;
      /** Decisions of a search; 0 without one. */
      readonly configurations: number;
    }
  | {
      readonly kind: 'violated';
      /** Nodes that show it, if the others and what is read from them are left out. */
      readonly involved: Int32Array;
      /** A cycle of forced steps, where there is one without a choice. */
      readonly cycle?: readonly ForcedStep[];
      readonly configurations: number;
    }
  | { readonly kind: 'unknown'; readonly reason: string; readonly configurations: number };

/** Decides one level; never wrongly, and with `unknown` when the budget is spent. */
export type LevelEngine = (
  observation: Observation,
  level: Level,
  options?: CheckOptions,
) => LevelAnswer;
