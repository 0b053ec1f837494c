/**
 * How far the operations of an illegal history can be ordered, for the page: one of the longest
 * legal orders, and why nothing can come next.
 */

import type { PartialOrder } from '../../../checkers/linearizability/partial-order.js';
import { escapeText } from '../escape.js';
import { readable } from '../references.js';
import type { LinearizationSection, OperationView } from './page-data.js';

const TEXT_MAX = 200;

/** The section; `viewOf` tells what is drawn of the operation with an id. */
export function linearizationSection(
  partial: PartialOrder,
  viewOf: (id: number) => OperationView,
): LinearizationSection {
  const { model, operations, initial, order, stuck, alternatives } = partial;
  const text = (state: string): string => escapeText(state, { lengthMax: TEXT_MAX });
  return {
    kind: 'linearization',
    model: text(model),
    operations: operations.map(viewOf),
    initial: text(initial),
    order: order.map(({ operation, state }) => ({ operation: operation + 1, state: text(state) })),
    stuck: stuck.map(({ operation, because }) => ({
      operation: operation + 1,
      because: readable(because),
    })),
    alternatives,
  };
}
