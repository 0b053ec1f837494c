/**
 * The beginning of a history up to an instant, as it was known then: what was called later is not
 * there, what returned later is open. Every beginning of a linearizable history is linearizable
 * (Herlihy & Wing 1990, section 3.1), so an illegal one is evidence by itself.
 */

import type { Model } from '../../../checkers/model.js';
import type { Operation } from '../../history/operation.js';
import { isObserver } from './removal.js';

/**
 * What was known at the rank `until`, which is a rank of these operations. What is open there and
 * would have changed nothing is left out. Linear.
 */
export function beginningOf(
  operations: readonly Operation[],
  until: number,
  model: Model,
): readonly Operation[] {
  return operations
    .filter(({ call }) => call <= until)
    .map((operation) =>
      operation.return === Infinity || operation.return <= until ? operation : opened(operation),
    )
    .filter((operation) => operation.outcome !== 'info' || !isObserver(operation, model));
}

function opened({ id, process, f, key, input, call, callNs }: Operation): Operation {
  return {
    id,
    process,
    f,
    ...(key === undefined ? {} : { key }),
    input,
    output: null,
    outcome: 'info',
    call,
    return: Infinity,
    ...(callNs === undefined ? {} : { callNs }),
  };
}
