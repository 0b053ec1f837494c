/**
 * When operations were called and returned, in the unit in which staleness is measured.
 */

import { operationOf } from '../../src/history/columns/columnar-history.js';
import { OPEN } from '../../src/history/columns/operation-columns.js';
import type { History } from '../../src/history/operation.js';

/** Nanoseconds where all operations have their times, otherwise ranks of calls and returns. */
export type StalenessUnit = 'nanoseconds' | 'ranks';

/** Times of operations by id, counted from the earliest; `Infinity` for what did not return. */
export interface OperationTimes {
  readonly unit: StalenessUnit;
  readonly call: Float64Array;
  readonly return: Float64Array;
}

/** The times of a history. Linear. */
export function timesOf(
  history: History,
  ranks: { readonly call: Int32Array; readonly return: Int32Array; readonly size: number },
): OperationTimes {
  const { size } = ranks;
  const call = new Float64Array(size);
  const returned = new Float64Array(size).fill(Infinity);
  let origin: bigint | undefined;
  for (let id = 0; id < size; id++) {
    const { callNs, returnNs } = operationOf(history, id);
    const isOpen = ranks.return[id] === OPEN;
    if (callNs === undefined || (returnNs === undefined && !isOpen)) return rankTimes(ranks);
    // Times since the epoch are beyond what a double holds; their differences are not.
    origin ??= BigInt(Math.floor(Number(callNs)));
    call[id] = since(callNs, origin);
    if (!isOpen) returned[id] = since(returnNs!, origin);
  }
  return { unit: 'nanoseconds', call, return: returned };
}

function since(time: number | bigint, origin: bigint): number {
  return typeof time === 'bigint' ? Number(time - origin) : time - Number(origin);
}

function rankTimes(ranks: {
  readonly call: Int32Array;
  readonly return: Int32Array;
}): OperationTimes {
  return {
    unit: 'ranks',
    call: Float64Array.from(ranks.call),
    return: Float64Array.from(ranks.return, (rank) => (rank === OPEN ? Infinity : rank)),
  };
}
