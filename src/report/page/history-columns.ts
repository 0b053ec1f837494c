/**
 * The operations of a history as columns, and how a page packs them: differences instead of
 * numbers, and texts by how long ago they were last new. Whoever draws the page unpacks them.
 */

import type { PackedHistory } from './page-data.js';
import { packNumbers, unpackNumbers } from './packed-numbers.js';

/** The columns, an entry an operation, in order of call. */
export interface HistoryColumns {
  readonly size: number;
  /** As the reader meets them, from 1. */
  readonly number: ArrayLike<number>;
  /** Places in the list of lanes. */
  readonly lane: ArrayLike<number>;
  /** Places in the list of texts, in which each text stands where it first appears. */
  readonly call: ArrayLike<number>;
  readonly result: ArrayLike<number>;
  /** `o` ok, `f` fail, `i` info, a letter an operation. */
  readonly outcome: string;
  /** Ranks of calls and returns; `Infinity` for what never returned. */
  readonly begin: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  /** Microseconds from the first call on, where the history has times. */
  readonly times?: {
    readonly beginUs: ArrayLike<number>;
    /** `Infinity` for what never returned. */
    readonly endUs: ArrayLike<number>;
  };
}

/** The columns as text. Linear. */
export function packHistory(columns: HistoryColumns): PackedHistory {
  const { size, number, lane, begin, end, outcome, times } = columns;
  const isWhole = size === 0 || number[size - 1] === size;
  return {
    size,
    ...(isWhole ? {} : { number: packNumbers(differences(number)) }),
    lane: packNumbers(Array.from(lane)),
    text: packNumbers(textAges(columns)),
    outcome,
    begin: packNumbers(differences(begin)),
    length: packNumbers(Array.from(end, (rank, at) => (rank === Infinity ? 0 : rank - begin[at]!))),
    ...(times === undefined
      ? {}
      : {
          beginUs: packNumbers(differences(times.beginUs)),
          tookUs: packNumbers(
            Array.from(times.endUs, (us, at) =>
              us === Infinity ? 0 : us - times.beginUs[at]! + 1,
            ),
          ),
        }),
  };
}

/** The columns that were packed. Linear; by plain loops, because a reader waits for it. */
export function unpackHistory(packed: PackedHistory): HistoryColumns {
  const { size, outcome } = packed;
  const begin = sums(unpackNumbers(packed.begin, size));
  const columns = {
    size,
    number: numbersOf(packed),
    lane: unpackNumbers(packed.lane, size),
    ...textPlaces(unpackNumbers(packed.text, 2 * size)),
    outcome,
    begin,
    end: endsOf(begin, unpackNumbers(packed.length, size), 0),
  };
  if (packed.beginUs === undefined || packed.tookUs === undefined) return columns;
  const beginUs = sums(unpackNumbers(packed.beginUs, size));
  const endUs = endsOf(beginUs, unpackNumbers(packed.tookUs, size), 1);
  return { ...columns, times: { beginUs, endUs } };
}

function numbersOf({ size, number }: PackedHistory): Float64Array {
  return sums(number === undefined ? new Float64Array(size).fill(1) : unpackNumbers(number, size));
}

/** Turns lengths into ends in place; 0 stands for what has no end, others are `more` too long. */
function endsOf(begin: Float64Array, lengths: Float64Array, more: number): Float64Array {
  for (let at = 0; at < lengths.length; at++) {
    const length = lengths[at]!;
    lengths[at] = length === 0 ? Infinity : begin[at]! + length - more;
  }
  return lengths;
}

function differences(ascending: ArrayLike<number>): number[] {
  return Array.from(ascending, (value, at) => (at === 0 ? value : value - ascending[at - 1]!));
}

/** Turns steps into sums in place. */
function sums(steps: Float64Array): Float64Array {
  let sum = 0;
  for (let at = 0; at < steps.length; at++) {
    sum += steps[at]!;
    steps[at] = sum;
  }
  return steps;
}

/** 0 for a text that has not been there yet, n for the n-th last of those that have. */
function textAges({ size, call, result }: HistoryColumns): number[] {
  const ages: number[] = [];
  let known = 0;
  const add = (place: number): void => {
    ages.push(place === known ? 0 : known - place);
    known = Math.max(known, place + 1);
  };
  for (let at = 0; at < size; at++) {
    add(call[at]!);
    add(result[at]!);
  }
  return ages;
}

function textPlaces(ages: Float64Array): Pick<HistoryColumns, 'call' | 'result'> {
  const size = ages.length / 2;
  const columns = { call: new Float64Array(size), result: new Float64Array(size) };
  let known = 0;
  for (let at = 0; at < ages.length; at++) {
    const age = ages[at]!;
    const column = at % 2 === 0 ? columns.call : columns.result;
    column[at >> 1] = known - age;
    if (age === 0) known++;
  }
  return columns;
}
