/**
 * From lists as nodes of a tree to lists as lengths: of each key the longest list that was read is
 * written out, and its beginnings are told by their length. What branched off is written out too.
 */

import { NO_VALUE } from '../columns/value-table.js';
import { NO_NODE, type ListTree } from './list-tree.js';
import { MICRO, type ListColumns } from './transaction-columns.js';
import type { StoredColumns } from './transaction-store.js';

/** Rewrites the values of reads. Linear in micro-operations and in the elements of the result. */
export function finishLists(columns: StoredColumns, keys: number, tree: ListTree): ListColumns {
  const longest = longestOf(columns, keys, tree);
  const start = new Int32Array(keys + 1);
  for (let key = 0; key < keys; key++) {
    const node = longest[key]!;
    start[key + 1] = start[key]! + (node === NO_NODE ? 0 : tree.depth[node]!);
  }
  const elements = new Int32Array(start[keys]!);
  const isBeginning = new Uint8Array(tree.size);
  for (let key = 0; key < keys; key++) {
    const node = longest[key]!;
    if (node === NO_NODE) continue;
    tree.write(node, elements, start[key]!);
    for (let on = node; on !== NO_NODE; on = tree.parent[on]!) isBeginning[on] = 1;
  }
  return { start, elements, others: nameReads(columns, tree, isBeginning) };
}

/** The node of the longest list read of each key, the first read of equal ones. */
function longestOf(
  { f, key, value }: StoredColumns,
  keys: number,
  { depth }: ListTree,
): Int32Array {
  const longest = new Int32Array(keys).fill(NO_NODE);
  for (let micro = 0; micro < f.length; micro++) {
    const node = value[micro]!;
    if (f[micro] !== MICRO.read || node === NO_VALUE) continue;
    const best = longest[key[micro]!]!;
    if (best === NO_NODE || depth[node]! > depth[best]!) longest[key[micro]!] = node;
  }
  return longest;
}

function nameReads(
  { f, key, value }: StoredColumns,
  tree: ListTree,
  isBeginning: Uint8Array,
): { readonly key: number; readonly elements: Int32Array }[] {
  const others: { readonly key: number; readonly elements: Int32Array }[] = [];
  const numbers = new Map<number, number>();
  for (let micro = 0; micro < f.length; micro++) {
    const node = value[micro]!;
    if (f[micro] !== MICRO.read || node === NO_VALUE) continue;
    if (isBeginning[node] === 1) {
      value[micro] = tree.depth[node]!;
      continue;
    }
    let other = numbers.get(node);
    if (other === undefined) {
      const elements = new Int32Array(tree.depth[node]!);
      tree.write(node, elements, 0);
      other = others.push({ key: key[micro]!, elements }) - 1;
      numbers.set(node, other);
    }
    value[micro] = -2 - other;
  }
  return others;
}
