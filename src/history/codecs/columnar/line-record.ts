/**
 * What one line says, in numbers: one record serves all lines of a text. Fields that are absent
 * have no bit in `present`, and what stands in their place is then left over from another line.
 */

/** Places in {@link LineRecord.numbers}. */
export const NUMBER = { time: 0, index: 1, call: 2, return: 3 } as const;

/** Filled by a scanner, emptied by a sink. */
export class LineRecord {
  /** The fields that the line has, as in `field-names.ts`. */
  present = 0;
  /** 0 for `invoke`, else one more than the `OUTCOME`; -1 for null. */
  type = 0;
  /** A process below 2^30, or -1 less the number of its name in the table of texts. */
  process = 0;
  /** A number in the table of texts. */
  f = 0;
  /** Codes; `PAIR` for an array of two. */
  value = 0;
  valueFirst = 0;
  valueSecond = 0;
  output = 0;
  outputFirst = 0;
  outputSecond = 0;
  key = 0;
  error = 0;
  /** Doubles, for integers of up to 15 digits; `NaN` for null. */
  readonly numbers: Float64Array = new Float64Array(4);
}
