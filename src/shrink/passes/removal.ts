/**
 * Removal from lists: chunks of the whole list, of a half, of a quarter and so on down to single
 * items, one sweep a size without restart. About as few tests as ddmin (Zeller and Hildebrandt,
 * 2002) and simpler; the fixpoint comes from running the passes again.
 */

import type { Position } from './pass.js';

/** Shorter forms of `list`, with the position to go on at in the shorter list. */
export function* removals<Item>(
  list: readonly Item[],
  from: Position,
): Generator<readonly [Item[], Position]> {
  let size = from.size === 0 ? list.length : Math.min(from.size, list.length);
  let at = from.at;
  while (size >= 1) {
    for (; at < list.length; at += size) {
      yield [[...list.slice(0, at), ...list.slice(at + size)], { size, at }];
    }
    if (size === 1) return;
    size = Math.ceil(size / 2);
    at = 0;
  }
}

/** `list` without the item at `index`. */
export function without<Item>(list: readonly Item[], index: number): Item[] {
  return [...list.slice(0, index), ...list.slice(index + 1)];
}

/** `list` with another item at `index`. */
export function replaced<Item>(list: readonly Item[], index: number, item: Item): Item[] {
  return list.map((old, at) => (at === index ? item : old));
}
