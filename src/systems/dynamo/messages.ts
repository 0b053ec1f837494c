/**
 * What clients and replicas say to each other.
 */

import type { Version } from './versions.js';

/** Everything that is said. */
export type Message =
  | { readonly type: 'fetch'; readonly operation: number; readonly key: string }
  | {
      readonly type: 'fetched';
      readonly operation: number;
      readonly versions: readonly Version[];
    }
  | {
      readonly type: 'store';
      readonly operation: number;
      readonly key: string;
      readonly versions: readonly Version[];
    }
  | { readonly type: 'stored'; readonly operation: number }
  /** Nobody waits for an answer. */
  | { readonly type: 'repair'; readonly key: string; readonly versions: readonly Version[] };
