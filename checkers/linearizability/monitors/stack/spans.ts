/**
 * What the elimination looks at: the pushes and pops of the values that matter, as spans of slots.
 * Operation `2 * value` is the push of a value, `2 * value + 1` its pop.
 */

/**
 * Spans of the operations of `count` values; a push ends before the pop of its value begins. A
 * value that is never popped is popped at slot `slots`.
 */
export interface Spans {
  readonly count: number;
  /** Slot `slots` comes after everything. */
  readonly slots: number;
  /** First and last slot of an operation, both included. */
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** How many values are certainly on the stack at each slot but the one after everything. Linear. */
export function certainCounts(spans: Spans): Int32Array {
  const { count, slots, first, last } = spans;
  const change = new Int32Array(slots + 1);
  for (let value = 0; value < count; value++) {
    change[last[2 * value]! + 1]!++;
    change[first[2 * value + 1]!]!--;
  }
  for (let slot = 1; slot <= slots; slot++) change[slot]! += change[slot - 1]!;
  return change.subarray(0, slots);
}
