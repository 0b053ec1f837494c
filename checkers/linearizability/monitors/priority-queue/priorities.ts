/**
 * The order in which a priority queue gives away the values of a part.
 */

import type { ContainerView } from '../../../model.js';
import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';

/** Values of a part by what comes first. */
export interface Priorities {
  /** Values, what comes first first. */
  readonly sorted: Int32Array;
  /** Of each value its place in `sorted`. */
  readonly placeOf: Int32Array;
}

/** `undefined` when some value is not a number. Log-linear. */
export function prioritize(
  part: Part,
  values: ContainerValues,
  order: ContainerView['order'],
): Priorities | undefined {
  const { count } = values;
  const sign = order === 'least-first' ? 1 : -1;
  const keys = new Float64Array(count);
  for (let value = 0; value < count; value++) {
    const number = part.history.values.valueOf(values.code[value]!);
    if (typeof number !== 'number' || Number.isNaN(number)) return undefined;
    keys[value] = sign * number;
  }
  // Numbers are sorted without a comparison function, then each looks up its place.
  const ascending = keys.slice().sort();
  const sorted = new Int32Array(count);
  const placeOf = new Int32Array(count);
  for (let value = 0; value < count; value++) {
    const place = placeIn(ascending, keys[value]!);
    sorted[place] = value;
    placeOf[value] = place;
  }
  return { sorted, placeOf };
}

function placeIn(ascending: Float64Array, key: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
