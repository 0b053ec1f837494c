/**
 * Parts of parts. A set is judged as a whole by its monitor, but searched element by element, since
 * elements do not influence each other; the orders of the elements are then merged into one.
 */

import type { Value } from '../../src/history/value.js';
import type { Call, Model } from '../model.js';
import { callFailed } from './call-failed.js';
import { callAt, restrictPart, type Part } from './part.js';

/** True when the search has to split the parts of a model once more. */
export function hasElements(model: Model): boolean {
  const type = model.object?.type;
  return (type === 'set' || type === 'multiset') && typeof model.partition === 'function';
}

/** The elements of a part, each under the name that the model's `partition` gives it. */
export function splitElements(part: Part, model: Model): Part[] {
  const members = new Map<number, number[]>();
  const names = new Map<number, Value>();
  for (let member = 0; member < part.size; member++) {
    const name = nameOf(part, member, model);
    const code = part.history.values.codeOf(name);
    const others = members.get(code);
    if (others !== undefined) others.push(member);
    else {
      members.set(code, [member]);
      names.set(code, name);
    }
  }
  return [...members].map(([code, list]) => ({
    ...restrictPart(part, Int32Array.from(list)),
    key: names.get(code)!,
  }));
}

function nameOf(part: Part, member: number, model: Model): Value {
  const call = callAt(part, member);
  try {
    return (model.partition as (call: Call) => Value)(call);
  } catch (cause) {
    throw callFailed(model, call, cause);
  }
}

/**
 * One order for the part from legal orders of its elements, all as places of the history. An
 * operation stands at the latest call up to it in its own order: that is within its interval, since
 * none that it follows was called after it returned, so that sorting by it keeps both the orders
 * and real time. O(n log n).
 */
export function mergeOrders(part: Part, orders: readonly ArrayLike<number>[]): Int32Array {
  const callOf = new Map<number, number>();
  part.place.forEach((place, member) => callOf.set(place, part.call[member]!));
  const places: number[] = [];
  const instants: number[] = [];
  for (const order of orders) {
    let instant = -1;
    for (let at = 0; at < order.length; at++) {
      instant = Math.max(instant, callOf.get(order[at]!)!);
      places.push(order[at]!);
      instants.push(instant);
    }
  }
  const sorted = places.map((_, at) => at).sort((a, b) => instants[a]! - instants[b]! || a - b);
  return Int32Array.from(sorted, (at) => places[at]!);
}
