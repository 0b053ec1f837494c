/**
 * A part on its way to another thread: typed arrays, and the values it uses as text, since classes
 * such as keywords do not survive the journey.
 */

import { decodeEdn, encodeEdn } from '../../src/history/codecs/index.js';
import { NO_VALUE, ValueTable } from '../../src/history/columns/value-table.js';
import type { Part } from './part.js';

/** A part that can be sent. */
export interface PackedPart {
  readonly key?: string;
  readonly columns: Omit<Part, 'key' | 'history'>;
  readonly functions: readonly string[];
  /** The values with negative codes, in EDN, in order: -1 first. */
  readonly values: readonly string[];
}

/** Copies a part into arrays of its own, which may be transferred. Linear. */
export function packPart(part: Part): PackedPart {
  const { key, history, ...columns } = part;
  const values: string[] = ['nil'];
  const codes = new Map<number, number>([[-1, -1]]);
  const recode = (code: number): number => {
    if (code >= 0 || code === NO_VALUE) return code;
    let known = codes.get(code);
    if (known === undefined) {
      known = -values.push(encodeEdn(history.values.valueOf(code)));
      codes.set(code, known);
    }
    return known;
  };
  return {
    ...(key === undefined ? {} : { key: encodeEdn(key) }),
    functions: history.functions,
    values,
    columns: {
      ...columns,
      place: columns.place.slice(),
      f: columns.f.slice(),
      keys: columns.keys.map(recode),
      input: columns.input.map(recode),
      output: columns.output.map(recode),
      outcome: columns.outcome.slice(),
      reason: columns.reason?.slice(),
      call: columns.call.slice(),
      return: columns.return.slice(),
    },
  };
}

/** The buffers of a packed part, for the transfer. */
export function buffersOf({ columns }: PackedPart): ArrayBuffer[] {
  const { place, f, keys, input, output, outcome, reason, call, return: returned } = columns;
  const all = [place, f, keys, input, output, outcome, reason, call, returned];
  return all.flatMap((column) => (column === undefined ? [] : [column.buffer as ArrayBuffer]));
}

/** The part again; equal values have equal codes, but not the codes they had. */
export function unpackPart({ key, columns, functions, values }: PackedPart): Part {
  const table = ValueTable.of(values.map((text) => decodeEdn(text)));
  return {
    ...(key === undefined ? {} : { key: decodeEdn(key) }),
    ...columns,
    history: { functions, values: table },
  };
}
