/**
 * The values of a stack by what they need: those whose push and pop may stand side by side can be
 * put anywhere that both span, the others go through the elimination.
 */

import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import type { ContainerValues } from '../containers/container-values.js';
import type { Slots } from './slots.js';
import type { Spans } from './spans.js';

/** The values of a part, split. */
export interface StackValues {
  /** Values whose push returned before their pop was called, or that were never popped. */
  readonly nested: Int32Array;
  /** The others. */
  readonly adjacent: Int32Array;
  /** Spans of `nested`, in its order. */
  readonly spans: Spans;
}

/**
 * Splits the values and gives the nested ones spans. Linear.
 * @param removeCall for each value the rank from which it may be popped; `values.removeCall` unless
 * crashed pops may have taken what no answer names.
 */
export function stackValues(
  values: ContainerValues,
  slots: Slots,
  removeCall: Int32Array,
): StackValues {
  const { insertReturn, removeReturn } = values;
  let count = 0;
  for (let value = 0; value < values.count; value++) {
    if (insertReturn[value]! < removeCall[value]!) count += 1;
  }
  const nested = new Int32Array(count);
  const adjacent = new Int32Array(values.count - count);
  const first = new Int32Array(2 * count);
  const last = new Int32Array(2 * count);
  let inner = 0;
  for (let value = 0; value < values.count; value++) {
    const call = removeCall[value]!;
    if (insertReturn[value]! >= call) {
      adjacent[value - inner] = value;
      continue;
    }
    const push = 2 * inner;
    nested[inner++] = value;
    first[push] = slots.ofRank[values.insertCall[value]!]!;
    last[push] = slots.ofRank[insertReturn[value]!]!;
    first[push + 1] = call === OPEN ? slots.count : slots.ofRank[call]!;
    const returned = removeReturn[value]!;
    last[push + 1] = returned === OPEN ? slots.count : slots.ofRank[returned]!;
  }
  return { nested, adjacent, spans: { count, slots: slots.count, first, last } };
}
