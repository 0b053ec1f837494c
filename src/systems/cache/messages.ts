/**
 * What clients say to the store and to the caches, and what they are answered. `operation` and
 * `step` tell which answer is waited for.
 */

import type { Value } from '../../history/value.js';

/** What every question carries. */
interface Question {
  readonly operation: number;
  /** Counts the questions of one operation, so that a late answer is not taken for another. */
  readonly step: number;
  readonly key: string;
}

/** To the store or to a cache. */
export type Ask =
  | ({ readonly type: 'load' } & Question)
  | ({ readonly type: 'save'; readonly value: Value } & Question)
  | ({ readonly type: 'get' } & Question)
  | ({ readonly type: 'fill'; readonly token: string; readonly value: Value } & Question)
  | ({ readonly type: 'delete' } & Question);

/** What a question came to. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'value'; readonly value: Value }
  /** The cache lets this client, and no other, fill the gap. */
  | { readonly kind: 'lease'; readonly token: string }
  /** Another client holds the lease. */
  | { readonly kind: 'wait' }
  /** The lease was gone: what was read may be old. */
  | { readonly kind: 'refused' };

/** Everything that is said. */
export type Message =
  | Ask
  | {
      readonly type: 'told';
      readonly operation: number;
      readonly step: number;
      readonly outcome: Outcome;
    };
