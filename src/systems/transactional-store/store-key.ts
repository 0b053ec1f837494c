/**
 * Keys of the transactional store.
 */

/** Keys are told apart as keys of a Map are. */
export type StoreKey = string | number;
