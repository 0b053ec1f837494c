/**
 * A limit on what results list: Jepsen's lists of what is missing or skipped may take, all
 * together, the square of the length of the history.
 */

/** How many items the lists of one result hold together before they get short. */
const ITEMS_MAX = 1_000_000;

/** How many each list may hold even then. */
const SHORT_LIST = 32;

/** Hands out how much each list may hold. */
export class Listing {
  #left = ITEMS_MAX;

  /** How many of `count` items the next list may hold: all of them, until a million are listed. */
  take(count: number): number {
    const taken = Math.min(count, Math.max(this.#left, SHORT_LIST));
    this.#left -= taken;
    return taken;
  }
}
