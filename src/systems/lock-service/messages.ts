/**
 * What clients say to the lock server and to the store that the lock guards, and what these answer.
 * An owner is one attempt at one operation: `c0/7.1`.
 */

/** To the lock server, which answers `granted`, or `busy`, or nothing. */
export type LockRequest =
  | {
      readonly type: 'acquire';
      readonly lock: string;
      readonly owner: string;
      readonly ask: number;
    }
  | { readonly type: 'release'; readonly lock: string; readonly owner: string };

/** From the lock server; `ask` is that of the request, so that a lease counts from when it left. */
export type LockAnswer =
  | {
      readonly type: 'granted';
      readonly owner: string;
      readonly ask: number;
      readonly token: number;
    }
  | { readonly type: 'busy'; readonly owner: string; readonly ask: number };

/** To the guarded store; without a token, a read that needs no lock. */
export type StoreRequest =
  | {
      readonly type: 'load';
      readonly key: string;
      readonly owner: string;
      readonly token: number | null;
    }
  | {
      readonly type: 'save';
      readonly key: string;
      readonly owner: string;
      readonly token: number;
      readonly value: number;
    };

/** From the store. `rejected`: a later holder has been there; this was not and will not be done. */
export type StoreAnswer =
  | { readonly type: 'loaded'; readonly owner: string; readonly value: number }
  | { readonly type: 'saved'; readonly owner: string }
  | { readonly type: 'rejected'; readonly owner: string; readonly what: 'load' | 'save' };

/** All of them. */
export type LockMessage = LockRequest | LockAnswer | StoreRequest | StoreAnswer;

/** How long a lease lasts: for the server from the grant, for the client from its request. */
export const LEASE_US = 30_000;
