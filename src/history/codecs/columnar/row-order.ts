/**
 * The order in time of the calls and returns of rows: that of `timedEvents`, as far as it can be
 * found without looking at pairs of operations.
 */

import { ProcessMap } from '../../columns/process-map.js';
import type { OperationRows } from './operation-rows.js';
import { sortByTime } from './time-order.js';

/** Times are put in place at once where their range is below this many times their number. */
const SPREAD_MAX = 4;

/**
 * The places in `rows.times` in order: by time, calls before returns at the same time, and then by
 * process as `timedEvents` does. `undefined` where that depends on more: when an operation begins
 * at the very time at which another of its process ends, or when times are too large. Linear.
 */
export function orderedSteps(rows: OperationRows): Int32Array | undefined {
  if (rows.largeTimes.size > 0) return undefined;
  const range = rangeOf(rows);
  const inPlace = placed(rows, range);
  if (inPlace !== undefined) return inPlace;
  const { size, times } = rows;
  const inFile = new Int32Array(size);
  for (let row = 0; row < size; row++) inFile[row] = row;
  const steps = sorted(rows, inFile, range);
  for (let at = 1; at < steps.length; at++) {
    if (times[steps[at]!] !== times[steps[at - 1]!]) continue;
    const byProcess = rowsByProcess(rows);
    return byProcess === undefined ? undefined : sorted(rows, byProcess, range);
  }
  return steps;
}

interface Range {
  readonly least: number;
  readonly most: number;
  /** How many times there are. */
  readonly count: number;
}

function rangeOf({ size, times }: OperationRows): Range {
  let least = Infinity;
  let most = -Infinity;
  let count = 0;
  for (let at = 0; at < 2 * size; at++) {
    const time = times[at]!;
    if (Number.isNaN(time)) continue;
    if (time < least) least = time;
    if (time > most) most = time;
    count++;
  }
  return { least, most, count };
}

/** The order of small times, no two of them the same; `undefined` for others. */
function placed({ size, times }: OperationRows, range: Range): Int32Array | undefined {
  const { least, most, count } = range;
  if (most - least >= SPREAD_MAX * count) return undefined;
  const stepAt = new Int32Array(most - least + 1);
  for (let step = 0; step < 2 * size; step++) {
    const time = times[step]!;
    if (Number.isNaN(time)) continue;
    if (stepAt[time - least] !== 0) return undefined;
    stepAt[time - least] = step + 1;
  }
  let steps = 0;
  for (let time = 0; time < stepAt.length; time++) {
    const step = stepAt[time]!;
    if (step !== 0) stepAt[steps++] = step - 1;
  }
  return stepAt.subarray(0, steps);
}

/** By time; at the same time calls first, and calls and returns each in the order of `order`. */
function sorted(
  { size, times }: OperationRows,
  order: Int32Array,
  { least, most, count }: Range,
): Int32Array {
  const steps = new Int32Array(count);
  for (let at = 0; at < size; at++) steps[at] = 2 * order[at]!;
  let end = size;
  for (let at = 0; at < size; at++) {
    const place = 2 * order[at]! + 1;
    if (!Number.isNaN(times[place]!)) steps[end++] = place;
  }
  return sortByTime(steps, times, least, most);
}

/**
 * The rows of each process after those of another, processes in the order of their first row.
 * `undefined` where those of a process are not one after another in the file already, with time
 * between them.
 */
function rowsByProcess({ size, process, times }: OperationRows): Int32Array | undefined {
  const numbers = new ProcessMap();
  const last: number[] = [];
  const counts: number[] = [];
  const numberOf = new Int32Array(size);
  for (let row = 0; row < size; row++) {
    let number = numbers.get(process[row]!);
    if (number < 0) {
      number = last.push(-Infinity) - 1;
      counts.push(0);
      numbers.set(process[row]!, number);
    }
    const call = times[2 * row]!;
    if (call <= last[number]!) return undefined;
    const returned = times[2 * row + 1]!;
    last[number] = Number.isNaN(returned) ? call : returned;
    counts[number]!++;
    numberOf[row] = number;
  }
  let start = 0;
  const starts = counts.map((count) => (start += count) - count);
  const order = new Int32Array(size);
  for (let row = 0; row < size; row++) order[starts[numberOf[row]!]!++] = row;
  return order;
}
