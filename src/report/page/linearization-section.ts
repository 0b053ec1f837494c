/**
 * How far the operations of an illegal history can be ordered, as a section of a page.
 */

import type { PartialOrder } from '../../../checkers/linearizability/partial-order.js';
import { escapeText } from '../escape.js';
import { readable } from '../references.js';
import type { LinearizationSection, OperationView } from './page-data.js';

const STATE_LENGTH_MAX = 200;

/** `viewOf` finds an operation by its number, which is its id plus 1. */
export function linearizationSection(
  order: PartialOrder,
  viewOf: (number: number) => OperationView | undefined,
): LinearizationSection {
  const state = (text: string): string => escapeText(text, { lengthMax: STATE_LENGTH_MAX });
  return {
    kind: 'linearization',
    model: escapeText(order.model, { lengthMax: 60 }),
    operations: order.operations.flatMap((id) => viewOf(id + 1) ?? []),
    initial: state(order.initial),
    order: order.order.map((step) => ({
      operation: step.operation + 1,
      state: state(step.state),
    })),
    stuck: order.stuck.map(({ operation, because }) => ({
      operation: operation + 1,
      because: readable(because),
    })),
    alternatives: order.alternatives,
    ...(order.shrunkFrom === undefined ? {} : { shrunkFrom: order.shrunkFrom }),
  };
}
