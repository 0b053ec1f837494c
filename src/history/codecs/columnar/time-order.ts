/**
 * Sorts the calls and returns of operations by their times: least significant digit first, in
 * linear time (Knuth, The Art of Computer Programming 3, section 5.2.5). Stable.
 */

const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;
/** Digits of the low word; the high word has those above. */
const LOW_DIGITS = 2;
const LOW_LIMIT = 2 ** (LOW_DIGITS * DIGIT_BITS);

/**
 * The steps in the order of `times`, where that of step `s` is `times[s]`: whole numbers between
 * `least` and `most`, which are less than 2^53 apart. Linear; overwrites `steps`.
 */
export function sortByTime(
  steps: Int32Array<ArrayBuffer>,
  times: Float64Array,
  least: number,
  most: number,
): Int32Array<ArrayBuffer> {
  const count = steps.length;
  let from = steps;
  let to = new Int32Array(count);
  const digit = new Uint16Array(count);
  const starts = new Int32Array(DIGITS);
  for (let place = 0; most - least >= DIGITS ** place; place++) {
    readDigits(from, times, least, place, digit);
    starts.fill(0);
    for (let at = 0; at < count; at++) starts[digit[at]!]!++;
    let start = 0;
    for (let value = 0; value < DIGITS; value++) {
      const size = starts[value]!;
      starts[value] = start;
      start += size;
    }
    for (let at = 0; at < count; at++) to[starts[digit[at]!]!++] = from[at]!;
    [from, to] = [to, from];
  }
  return from;
}

/** The digit at a place of each time, counted from `least`. */
function readDigits(
  steps: Int32Array,
  times: Float64Array,
  least: number,
  place: number,
  digits: Uint16Array,
): void {
  const isLow = place < LOW_DIGITS;
  const shift = DIGIT_BITS * (isLow ? place : place - LOW_DIGITS);
  for (let at = 0; at < steps.length; at++) {
    const elapsed = times[steps[at]!]! - least;
    const high = Math.floor(elapsed / LOW_LIMIT);
    const word = isLow ? elapsed - high * LOW_LIMIT : high;
    digits[at] = (word >>> shift) & (DIGITS - 1);
  }
}
