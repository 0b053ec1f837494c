/**
 * Splits a history into parts that are linearizable apart from each other, usually one for each
 * key. A history is linearizable exactly when each part is (locality: Herlihy & Wing 1990, theorem
 * 1; Horn & Kroening 2015). What did not happen, and what may have happened without anybody being
 * able to tell, is left out; docs/linearizability.md proves that nothing is lost.
 */

import { columnsOf } from '../../src/history/columns/columnar-history.js';
import { operationAt, OPEN, OUTCOME } from '../../src/history/columns/operation-columns.js';
import type { OperationColumns } from '../../src/history/columns/operation-columns.js';
import { NO_VALUE, NULL_CODE } from '../../src/history/columns/value-table.js';
import type { History, Operation } from '../../src/history/operation.js';
import { describeCall, reference } from '../describe.js';
import { ModelError, type Call, type FailureReason, type Model } from '../model.js';
import { callFailed } from './call-failed.js';
import { hasElements } from './elements.js';
import { FAILURE_REASONS, restrictPart, type Part } from './part.js';

/** Says why an operation failed; `undefined` when it tells nothing of the state. */
export type FailureReader = (operation: Operation) => FailureReason | undefined;

/**
 * The parts of `history`, in order of their first call. Failed operations stay only where
 * `readFailure` gives a reason. Linear time.
 * @throws ModelError when an operation has a function the model does not know, or a function of the
 * model throws.
 */
export function partition(
  history: History,
  model: Model,
  readFailure: FailureReader | undefined,
): Part[] {
  const columns = columnsOf(history);
  refuseUnknownFunctions(columns, model);
  const chosen = choose(columns, model, readFailure);
  const keys = keysOf(chosen, columns, model);
  if (keys !== undefined) return group(chosen, columns, keys);
  if (columns.size === 0) return [];
  const code = model.partition === false ? NO_VALUE : columns.key[0]!;
  const key = code === NO_VALUE ? {} : { key: columns.values.valueOf(code) };
  return [{ ...wholePart(chosen, columns), ...key }];
}

interface Chosen {
  /** Places of the operations that stay; `undefined` when all do. */
  readonly places: Int32Array | undefined;
  readonly output: Int32Array;
  /** For each place of the history; `undefined` when no failed operation stays. */
  readonly reason: Uint8Array | undefined;
}

function choose(
  columns: OperationColumns,
  model: Model,
  readFailure: FailureReader | undefined,
): Chosen {
  const { size, outcome, output } = columns;
  let places: number[] | undefined;
  let answers = output;
  let reason: Uint8Array | undefined;
  for (let at = 0; at < size; at++) {
    let stays = true;
    if (outcome[at] === OUTCOME.fail) {
      const code = FAILURE_REASONS.indexOf(readFailure?.(operationAt(columns, at)));
      stays = code > 0;
      if (stays) (reason ??= new Uint8Array(size))[at] = code;
    } else if (outcome[at] === OUTCOME.info) stays = !observes(model, operationAt(columns, at));
    if (!stays) places ??= firstPlaces(at);
    else places?.push(at);
    // What a crashed or failed operation carries in its completion is not an answer.
    if (outcome[at] !== OUTCOME.ok && output[at] !== NULL_CODE) {
      if (answers === output) answers = output.slice();
      answers[at] = NULL_CODE;
    }
  }
  return { places: places && Int32Array.from(places), output: answers, reason };
}

function firstPlaces(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

/** The code of the key of each place; `undefined` when there is but one part. */
function keysOf(
  { places }: Chosen,
  columns: OperationColumns,
  model: Model,
): Int32Array | undefined {
  if (model.partition === false) return undefined;
  if (typeof model.partition !== 'function' || hasElements(model)) {
    return areEqual(columns.key) ? undefined : columns.key;
  }
  const keys = new Int32Array(columns.size).fill(NO_VALUE);
  const name = (at: number): void => {
    const operation = operationAt(columns, at);
    const key = partOf(model, operation);
    if (key !== undefined) keys[at] = columns.values.codeOf(key);
  };
  if (places === undefined) for (let at = 0; at < columns.size; at++) name(at);
  else places.forEach(name);
  return keys;
}

function partOf(model: Model, operation: Operation): ReturnType<() => Call['key']> {
  const call = callOf(operation);
  try {
    return (model.partition as (call: Call) => Call['key'])(call);
  } catch (cause) {
    throw callFailed(model, call, cause, operation);
  }
}

function areEqual(column: Int32Array): boolean {
  return column.every((code) => code === column[0]);
}

function wholePart({ places, output, reason }: Chosen, columns: OperationColumns): Part {
  const { size, f, key: keys, input, outcome, call, return: returned, ranks } = columns;
  const place = new Int32Array(size);
  for (let at = 0; at < size; at++) place[at] = at;
  const all = { size, place, f, keys, input, output, outcome, reason, history: columns };
  const whole = { ...all, call, return: returned, ranks };
  return places === undefined ? whole : restrictPart(whole, places);
}

/** One part for each code in `keys`; all columns of all parts lie in shared arrays. */
function group(
  { places, output, reason }: Chosen,
  columns: OperationColumns,
  keys: Int32Array,
): Part[] {
  const total = places?.length ?? columns.size;
  const placeOf = (at: number): number => (places === undefined ? at : places[at]!);
  const { partOfPlace, starts } = countParts(total, placeOf, columns.size, keys);
  const count = starts.length - 1;
  const next = starts.slice();
  const place = new Int32Array(total);
  const position = new Int32Array(columns.size).fill(-1);
  for (let at = 0; at < total; at++) {
    const from = placeOf(at);
    const to = next[partOfPlace[from]!]!++;
    place[to] = from;
    position[from] = to;
  }
  const ranked = rankLocally(columns, position, partOfPlace, count);
  const pick = (column: Int32Array): Int32Array => place.map((from) => column[from]!);
  const bytes = (column: Uint8Array): Uint8Array => {
    const picked = new Uint8Array(total);
    for (let at = 0; at < total; at++) picked[at] = column[place[at]!]!;
    return picked;
  };
  const all = {
    f: bytes(columns.f),
    keys: pick(columns.key),
    input: pick(columns.input),
    output: pick(output),
    outcome: bytes(columns.outcome),
    reason: reason && bytes(reason),
  };
  return Array.from({ length: count }, (_, part) => {
    const from = starts[part]!;
    const to = starts[part + 1]!;
    const key = keys[place[from]!]!;
    return {
      ...(key === NO_VALUE ? {} : { key: columns.values.valueOf(key) }),
      size: to - from,
      place: place.subarray(from, to),
      f: all.f.subarray(from, to),
      keys: all.keys.subarray(from, to),
      input: all.input.subarray(from, to),
      output: all.output.subarray(from, to),
      outcome: all.outcome.subarray(from, to),
      reason: all.reason?.subarray(from, to),
      call: ranked.call.subarray(from, to),
      return: ranked.returned.subarray(from, to),
      ranks: ranked.ranks[part]!,
      history: columns,
    };
  });
}

function countParts(
  total: number,
  placeOf: (at: number) => number,
  size: number,
  keys: Int32Array,
): { readonly partOfPlace: Int32Array; readonly starts: Int32Array } {
  const numbers = new Map<number, number>();
  const sizes: number[] = [];
  const partOfPlace = new Int32Array(size);
  for (let at = 0; at < total; at++) {
    const place = placeOf(at);
    const key = keys[place]!;
    let part = numbers.get(key);
    if (part === undefined) {
      part = sizes.push(0) - 1;
      numbers.set(key, part);
    }
    sizes[part]! += 1;
    partOfPlace[place] = part;
  }
  const starts = new Int32Array(sizes.length + 1);
  sizes.forEach((each, part) => (starts[part + 1] = starts[part]! + each));
  return { partOfPlace, starts };
}

/** Goes over all events in order and counts those of each part. */
function rankLocally(
  columns: OperationColumns,
  position: Int32Array,
  partOfPlace: Int32Array,
  count: number,
): { readonly call: Int32Array; readonly returned: Int32Array; readonly ranks: Int32Array } {
  const events = new Int32Array(columns.ranks);
  for (let at = 0; at < columns.size; at++) {
    events[columns.call[at]!] = 2 * at;
    const returned = columns.return[at]!;
    if (returned !== OPEN) events[returned] = 2 * at + 1;
  }
  const total = columns.size;
  const call = new Int32Array(total);
  const returned = new Int32Array(total).fill(OPEN);
  const ranks = new Int32Array(count);
  for (const event of events) {
    const to = position[event >> 1]!;
    if (to < 0) continue;
    const rank = ranks[partOfPlace[event >> 1]!]!++;
    if ((event & 1) === 1) returned[to] = rank;
    else call[to] = rank;
  }
  return { call, returned, ranks };
}

function callOf(operation: Operation): Call {
  const { f, key, input, output, outcome } = operation;
  return {
    f,
    ...(key === undefined ? {} : { key }),
    input,
    output: outcome === 'ok' ? output : null,
    outcome,
  };
}

function observes(model: Model, operation: Operation): boolean {
  const call = callOf(operation);
  try {
    return model.observes?.(call) === true;
  } catch (cause) {
    throw callFailed(model, call, cause, operation);
  }
}

function refuseUnknownFunctions(columns: OperationColumns, model: Model): void {
  const known = columns.functions.map((name) => model.functions.includes(name));
  if (!known.includes(false)) return;
  const at = columns.f.findIndex((f) => !known[f]);
  if (at >= 0) throw unknownFunction(operationAt(columns, at), model);
}

function unknownFunction(operation: Operation, model: Model): ModelError {
  const process =
    typeof operation.process === 'number' ? operation.process : `"${operation.process}"`;
  return new ModelError(
    `model ${model.name} knows ${model.functions.join(', ')}; operation ` +
      `${reference(operation.id)} of process ${process} is ${describeCall(operation)}`,
  );
}
