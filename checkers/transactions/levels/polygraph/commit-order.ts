/**
 * The order of commits that an order of graph nodes stands for, and where snapshots were taken.
 */

import { INITIAL } from '../../observation.js';
import type { PolygraphNodes } from './polygraph-nodes.js';

/** What shows that a level holds. Linear. */
export function commitOrderOf(
  nodes: PolygraphNodes,
  order: Int32Array,
): { readonly order: Int32Array; readonly snapshots?: Int32Array } {
  const committed = new Int32Array(nodes.transactions - 1);
  const seen = new Int32Array(nodes.transactions);
  let length = 0;
  for (let at = 0; at < order.length; at++) {
    const node = order[at]!;
    const transaction = nodes.transactionOf(node);
    if (transaction <= INITIAL) continue;
    if (node === nodes.commit(transaction)) committed[length++] = transaction;
    else seen[transaction] = length;
  }
  if (!nodes.isSplit) return { order: committed };
  return { order: committed, snapshots: committed.map((transaction) => seen[transaction]!) };
}
